"""How much a piece of code does, counted and not timed, so that a slow machine fails no test."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooMuchWorkError(AssertionError):
    """The code goes on and on: it is stopped where a clock would only be looked at afterwards."""


@contextmanager
def at_most(calls: int) -> Iterator[None]:
    """Stop the code with a failure once it has called so many functions, of Python and of C."""
    left = calls

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal left
        if event in ("call", "c_call"):
            left -= 1
            if left < 0:
                raise TooMuchWorkError(f"more than {calls} calls")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(before)
