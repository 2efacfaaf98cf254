"""A run as people read it: logs while they come, then the response and what is to be said of it."""

from __future__ import annotations

import contextlib
import re
import sys

from ..runs.remarks import payload_lines, remarks
from ..runtime.rows import Run
from .output import emit, note

_GENERAL_WARNING = re.compile(r"^.*LAMBDA_WARNING: Unhandled exception\..*\n", re.MULTILINE)
"""Five lines that say of every failed start that it may be the runtime's fault; here it is not."""


class RunText:
    """Writes logs and remarks to stderr and responses to stdout, so that these can be piped."""

    def log(self, text: str) -> None:
        """A piece of the log."""
        with contextlib.suppress(OSError):
            sys.stderr.write(_GENERAL_WARNING.sub("", text))
            sys.stderr.flush()

    def ended(self, run: Run) -> None:
        """An invocation has ended."""
        emit(payload_lines(run.outcome))
        for each in remarks(run):
            note(each)
