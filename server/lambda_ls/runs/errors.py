"""The error that ends a run before it has begun."""

from __future__ import annotations


class NoRunError(Exception):
    """What is asked for cannot be run; the message says what the user can do about it."""
