"""The length that Lambda allows a handler string."""

from __future__ import annotations

from ..model.handler import OpaqueName

# https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html, read on 2026-11-23.
_LONGEST = 128


def too_long(handler: str) -> OpaqueName | None:
    """A handler string that Lambda does not accept for its length, cut to what it allows."""
    if len(handler) <= _LONGEST:
        return None
    reason = f"it is longer than the {_LONGEST} characters that Lambda accepts"
    return OpaqueName(handler[:_LONGEST], reason)
