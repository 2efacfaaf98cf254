"""Writing to stdout and stderr."""

from __future__ import annotations

import contextlib
import os
import sys

from .errors import CommandError


def use_utf8() -> None:
    """Messages quote the user's own text, which a console's old encoding might not have."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def emit(text: str) -> None:
    """Write data to stdout, all of it.

    Raises:
        CommandError: if it cannot be written, unless the reader (`| head`) has seen enough.
    """
    try:
        print(text, flush=True)
    except BrokenPipeError:
        _close_stdout()
    except OSError as error:
        _close_stdout()
        raise CommandError(f"the output cannot be written: {error.strerror}") from error


def note(text: str) -> None:
    """Write a message to stderr; nobody can be told if that fails."""
    with contextlib.suppress(OSError):
        print(text, file=sys.stderr, flush=True)


def has_colours() -> bool:
    """Whether stdout is a terminal that shows colours, and the user wants them."""
    is_terminal = sys.stdout is not None and sys.stdout.isatty() and os.name == "posix"
    return is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _close_stdout() -> None:
    """Throw away what is left, or Python complains of it when it flushes at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
