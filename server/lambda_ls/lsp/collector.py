"""Garbage collection that does not get into the way of somebody who is typing."""

from __future__ import annotations

import gc

_YOUNG_OBJECTS = 50_000
"""A keystroke in a long file makes some 10,000 objects, nearly all of which go by themselves."""


def collect_seldom() -> None:
    """Look for garbage after some keystrokes, and not twenty times in each."""
    gc.set_threshold(_YOUNG_OBJECTS, *gc.get_threshold()[1:])


def spare_what_is_there() -> None:
    """Exempt everything that exists now.

    Most of what a scan has made lives as long as the server. Going through it takes 80 ms in a
    large workspace, again and again, in the middle of somebody's typing.
    """
    gc.freeze()
