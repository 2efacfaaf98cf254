"""A piece of work that is shown while it lasts, by clients that can."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from uuid import uuid4

from lsprotocol import types
from pygls.lsp.server import LanguageServer


class WorkProgress:
    """One progress bar, of which the client can be asked for, or has given the token.

    With `cancel`, the user can end the work. The client's consent is never awaited: pygls fails on
    answers to requests whose waiting task was cancelled. What happens before it is not shown.
    """

    def __init__(
        self,
        server: LanguageServer,
        title: str,
        *,
        token: types.ProgressToken | None = None,
        cancel: Callable[[], object] | None = None,
    ) -> None:
        self._server = server
        self._title = title
        self._is_given = token is not None
        self._token = token if token is not None else f"lambda-ls/{uuid4()}"
        self._cancel = cancel
        self._shown = False
        self._ended = False

    def begin(self) -> None:
        """Show it; where the client has given no token, ask it for a progress bar."""
        if self._is_given:
            self._show()
            return
        params = types.WorkDoneProgressCreateParams(token=self._token)
        future = self._server.protocol.send_request(types.WINDOW_WORK_DONE_PROGRESS_CREATE, params)
        future.add_done_callback(self._created)

    def report(self, message: str) -> None:
        """How far it is."""
        if self._shown and not self._ended:
            self._send(types.WorkDoneProgressReport(message=message))

    def end(self) -> None:
        """Take the progress bar away."""
        if self._shown and not self._ended:
            self._send(types.WorkDoneProgressEnd())
        self._ended = True
        self._cancellations.pop(self._token, None)

    def _created(self, answer: Future[None]) -> None:
        if not (answer.cancelled() or answer.exception() or self._ended):
            self._show()

    def _show(self) -> None:
        self._shown = True
        if self._cancel is not None:
            wish: Future[None] = Future()
            wish.add_done_callback(self._cancelled)
            self._cancellations[self._token] = wish
        is_cancellable = self._cancel is not None
        self._send(types.WorkDoneProgressBegin(title=self._title, cancellable=is_cancellable))

    def _cancelled(self, wish: Future[None]) -> None:
        if self._cancel is not None and not self._ended:
            self._cancel()

    @property
    def _cancellations(self) -> dict[types.ProgressToken, Future[None]]:
        """What pygls cancels when the client asks for it, by token."""
        return self._server.work_done_progress.tokens

    def _send(
        self,
        value: types.WorkDoneProgressBegin
        | types.WorkDoneProgressReport
        | types.WorkDoneProgressEnd,
    ) -> None:
        self._server.progress(types.ProgressParams(token=self._token, value=value))
