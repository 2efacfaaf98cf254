"""Writing to stdout and stderr."""

from __future__ import annotations

import contextlib
import os
import re
import sys

from .errors import CommandError

# Control characters but for tabs, ends of lines, and what changes the direction of writing.
_OBEYED = re.compile("[\0-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


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
    """Write a message of one line to stderr; nobody can be told if that fails."""
    with contextlib.suppress(OSError):
        print(in_one_line(text), file=sys.stderr, flush=True)


def in_one_line(text: str) -> str:
    """A text with nothing in it that a terminal, or a workflow that reads it, would obey.

    Names come from files of anybody: they can hold the codes that clear a screen or turn letters
    around, and line ends behind which `::` is a command of GitHub Actions.
    """
    return _OBEYED.sub("\N{REPLACEMENT CHARACTER}", text)


def has_colours() -> bool:
    """Whether stdout is a terminal that shows colours, and the user wants them."""
    is_terminal = sys.stdout is not None and sys.stdout.isatty() and os.name == "posix"
    return is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _close_stdout() -> None:
    """Throw away what is left, or Python complains of it when it flushes at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
