"""The event of `--event`."""

from __future__ import annotations

import sys

from ..aws.json_text import value_in
from ..runs.order import Given
from .errors import CommandError

_STDIN = "-"


def event_file(file: str) -> Given:
    """The event of a file; `-` is stdin.

    Raises:
        CommandError: if it cannot be read or is no JSON.
    """
    try:
        if file == _STDIN:
            content = sys.stdin.buffer.read()
        else:
            with open(file, "rb") as opened:
                content = opened.read()
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"the event `{file}` cannot be read: {_why(error)}") from error
    try:
        event = value_in(text)
    except ValueError as error:
        shown = "of stdin" if file == _STDIN else f"`{file}`"
        raise CommandError(f"the event {shown} is not JSON: {error}") from error
    return Given(event)


def _why(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror or "") if isinstance(error, OSError) else "it is not UTF-8"
