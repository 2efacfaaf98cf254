"""Plugins of the Serverless Framework that stand between Lambda and a handler."""

from __future__ import annotations

from functools import cache

from .data import as_texts, packaged


def wraps_handlers(plugins: frozenset[str]) -> bool:
    """Whether one of these plugins puts a function of its own around every handler."""
    return not plugins.isdisjoint(_wrapping())


@cache
def _wrapping() -> frozenset[str]:
    return frozenset(as_texts(packaged(__package__, "data", "wrapping-plugins.json")["plugins"]))
