"""The progress of the scan of the workspace, shown by clients that can."""

from __future__ import annotations

from concurrent.futures import Future
from uuid import uuid4

from lsprotocol import types
from pygls.lsp.server import LanguageServer

_TOKEN = "lambda-ls/scan"
_TITLE = "Looking for templates"


class ScanProgress:
    """One progress bar.

    The client's consent is never awaited: pygls fails on answers to requests whose waiting task
    was cancelled. What happens before the consent is not shown.
    """

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self._token = f"{_TOKEN}/{uuid4()}"
        self._shown = False
        self._ended = False

    def begin(self) -> None:
        """Ask the client for a progress bar."""
        params = types.WorkDoneProgressCreateParams(token=self._token)
        future = self._server.protocol.send_request(types.WINDOW_WORK_DONE_PROGRESS_CREATE, params)
        future.add_done_callback(self._created)

    def report(self, folders: int) -> None:
        """So many folders have been read."""
        if self._shown and not self._ended:
            self._send(types.WorkDoneProgressReport(message=f"{folders} folders"))

    def end(self) -> None:
        """Take the progress bar away."""
        if self._shown and not self._ended:
            self._send(types.WorkDoneProgressEnd())
        self._ended = True

    def _created(self, answer: Future[None]) -> None:
        if answer.cancelled() or answer.exception() or self._ended:
            return
        self._shown = True
        self._send(types.WorkDoneProgressBegin(title=_TITLE, cancellable=False))

    def _send(
        self,
        value: types.WorkDoneProgressBegin
        | types.WorkDoneProgressReport
        | types.WorkDoneProgressEnd,
    ) -> None:
        self._server.progress(types.ProgressParams(token=self._token, value=value))
