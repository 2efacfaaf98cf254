"""The kinds of value that a setting can have: how each is read, and what it must be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeAlias, TypeVar

from msgspec import Struct

from ..model.finding import Severity

T = TypeVar("T")

Severities: TypeAlias = tuple[tuple[str, Severity], ...]
"""Severities by the names of their rules."""


class Kind(Struct, Generic[T], frozen=True):
    """What a setting can be set to.

    `read` takes what TOML or JSON gives, which is never None; it gives the value with everything
    that is wrong with it, each as the end of a sentence about the setting.
    """

    unset: T
    read: Callable[[object], tuple[T, tuple[str, ...]]]


_SEVERITIES = {each.value: each for each in Severity}


def _texts(value: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        return (), ("must be a list of strings",)
    return tuple(value), ()


def _switch(value: object) -> tuple[bool | None, tuple[str, ...]]:
    return (value, ()) if isinstance(value, bool) else (None, ("must be true or false",))


def _severities(value: object) -> tuple[Severities, tuple[str, ...]]:
    if not isinstance(value, Mapping):
        return (), ("must be a table of rules with their severities",)
    found = {str(rule): _severity(text) for rule, text in value.items()}
    all_of_them = ", ".join(f"`{name}`" for name in _SEVERITIES)
    wrong = tuple(
        f"`{rule}` cannot have the severity `{value[rule]}`; use {all_of_them}"
        for rule, severity in found.items()
        if severity is None
    )
    return tuple((rule, severity) for rule, severity in found.items() if severity), wrong


def _severity(value: object) -> Severity | None:
    return _SEVERITIES.get(value) if isinstance(value, str) else None


_NO_TEXTS: tuple[str, ...] = ()
_NO_SEVERITIES: Severities = ()
_NEITHER: bool | None = None

TEXTS = Kind(_NO_TEXTS, _texts)
"""A list of texts. One that is empty counts as not set."""

SWITCH = Kind(_NEITHER, _switch)
"""On or off; None where it is not set."""

SEVERITIES = Kind(_NO_SEVERITIES, _severities)
"""A severity for each of some rules."""
