"""What the server itself tells of a run: its log, and one line of what came of it."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from ..runs.remarks import payload_lines, remarks
from ..runs.summary import summary
from ..runtime.plan import Plan
from ..runtime.rows import Run
from .message_box import show_message


class RunMessages:
    """The messages of one run; with `shows` also in a message box, for clients without better."""

    def __init__(self, server: LanguageServer, *, shows: bool) -> None:
        self._server = server
        self._shows = shows
        self._unended = ""

    def begin(self, notes: Iterable[str]) -> None:
        """What the user should know before it runs."""
        for each in notes:
            self._log(f"note: {each}")

    def log(self, text: str) -> None:
        """A piece of the function's log; a line is told once it has ended."""
        *lines, self._unended = (self._unended + text).rsplit("\n", 1)
        for each in lines:
            self._log(each)

    def ended(self, plan: Plan, run: Run) -> None:
        """An invocation has ended."""
        self._end_line()
        self._log(payload_lines(run.outcome))
        for each in remarks(run):
            self._log(each)
        is_fine = run.outcome.kind == "success" and not run.judgement.findings
        if self._shows:
            kind = types.MessageType.Info if is_fine else types.MessageType.Error
            show_message(self._server, kind, summary(plan, run))

    def _end_line(self) -> None:
        if self._unended:
            self._log(self._unended)
            self._unended = ""

    def _log(self, text: str) -> None:
        message = types.LogMessageParams(type=types.MessageType.Log, message=text)
        self._server.window_log_message(message)
