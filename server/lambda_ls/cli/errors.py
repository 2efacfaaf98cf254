"""Exit codes, and the error that ends a command with a message."""

from __future__ import annotations

FINE = 0
FOUND = 1
WRONG_USAGE = 2
INTERRUPTED = 130
"""What a shell reports of a command that Ctrl-C has ended."""


class CommandError(Exception):
    """Ends a command with exit code 2; the message says what the user can do about it."""
