"""The length that Lambda allows a handler string."""

from __future__ import annotations

from ..model.handler import Malformation, MalformedName

# https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html, read on 2026-11-23.
_LONGEST = 128


def too_long(handler: str) -> MalformedName | None:
    """A handler string that Lambda does not accept for its length, cut to what it allows."""
    if len(handler) <= _LONGEST:
        return None
    error = f"ValidationException: the handler has more than {_LONGEST} characters"
    return MalformedName(handler[:_LONGEST], Malformation.TOO_LONG, error)
