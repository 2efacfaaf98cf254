"""Exit codes, and the error that ends a command with a message."""

from __future__ import annotations

FINE = 0
FOUND = 1
WRONG_USAGE = 2


class UsageError(Exception):
    """Wrong usage, a path that does not exist, an unreadable setting: the message says which."""
