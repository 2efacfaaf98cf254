"""Environment variables that Lambda keeps for itself."""

from __future__ import annotations

from .data import as_object, as_text, packaged


def reserved_for(name: str) -> str | None:
    """What Lambda sets a reserved variable to, as half a sentence; None if it is not reserved."""
    text = as_object(packaged(__package__, "data", "reserved-environment.json")["reserved"])
    return as_text(text[name]) if name in text else None
