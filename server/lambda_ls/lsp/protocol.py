"""pygls' protocol without its own handling of texts and folders."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Generator
from contextvars import ContextVar
from typing import Any

from lsprotocol import types
from msgspec import Struct
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidRequest,
    JsonRpcServerNotInitialized,
)
from pygls.protocol import LanguageServerProtocol, lsp_method

from ..aws.data import Json
from ..aws.json_text import text_of
from .lenient import MAY_BE_CUT, without_unreadable

REQUEST_FAILED = -32803
logger = logging.getLogger(__name__)
_PROGRESS_TOKEN: ContextVar[types.ProgressToken | None] = ContextVar("progress", default=None)


class RequestRefusedError(JsonRpcException):
    """What the user asked for cannot be done; the message is shown to the user."""

    CODE = REQUEST_FAILED


class JsonAnswer(Struct, frozen=True):
    """A result with JSON of users' code, whose numbers are sent with the digits that they have."""

    value: Json


class Protocol(LanguageServerProtocol):
    """Answers requests at the wrong time as the specification wants, and those that are malformed.

    pygls registers every callable with an LSP name as a built-in handler that comes before the
    server's own. Those below are switched off: their line splitting is not the protocol's, they
    cost time for a second copy of every text, and they raise for documents that are no files.
    """

    lsp_text_document__did_open = None  # type: ignore[assignment]
    lsp_text_document__did_change = None  # type: ignore[assignment]
    lsp_text_document__did_close = None  # type: ignore[assignment]
    lsp_notebook_document__did_open = None  # type: ignore[assignment]
    lsp_notebook_document__did_change = None  # type: ignore[assignment]
    lsp_notebook_document__did_close = None  # type: ignore[assignment]
    lsp_workspace__did_change_workspace_folders = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._cancellable: dict[int | str, Callable[[], object]] = {}

    def handle_message(self, message: Any) -> None:
        """Refuse requests before `initialize` and after `shutdown`, and pass over other values."""
        if not hasattr(message, "jsonrpc"):
            logger.warning("a value that is no message was passed over")
            return
        method = getattr(message, "method", None)
        error = self._untimely(method) if method else None
        if error is None:
            super().handle_message(message)
        elif hasattr(message, "id"):
            self._send_response(message.id, error=error.to_response_error())

    @lsp_method(types.WORKSPACE_EXECUTE_COMMAND)
    def lsp_workspace__execute_command(
        self, params: types.ExecuteCommandParams
    ) -> Generator[Any, Any, Any]:
        """Run a command, which can ask for its progress token and for its request's id."""
        _PROGRESS_TOKEN.set(params.work_done_token)
        return (yield from super().lsp_workspace__execute_command(params))

    @property
    def progress_token(self) -> types.ProgressToken | None:
        """The token by which the client wants to hear of the command that is running."""
        return _PROGRESS_TOKEN.get()

    def on_cancel(self, cancel: Callable[[], object]) -> None:
        """What is to be done when the client cancels the request that is being answered.

        pygls then only stops waiting for commands; they go on.
        """
        if self.msg_id is not None:
            self._cancellable[self.msg_id] = cancel

    def settled(self) -> None:
        """The request that is being answered cannot be cancelled any more."""
        if self.msg_id is not None:
            self._cancellable.pop(self.msg_id, None)

    def _handle_cancel_notification(self, msg_id: int | str) -> None:
        cancel = self._cancellable.pop(msg_id, None)
        if cancel is not None:
            cancel()
        super()._handle_cancel_notification(msg_id)

    def _send_response(
        self, msg_id: int | str, result: Any = None, error: types.ResponseError | None = None
    ) -> None:
        if self.writer is None or error is not None or not isinstance(result, JsonAnswer):
            super()._send_response(msg_id, result, error)
            return
        self._result_types.pop(msg_id, None)
        head = f'"jsonrpc": "{self.VERSION}", "id": {json.dumps(msg_id)}'
        body = f'{{{head}, "result": {text_of(result.value)}}}'.encode()
        self.writer.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Answer a request that cannot be understood instead of leaving the client waiting."""
        if data.keys().isdisjoint(("method", "id")):
            return data  # It is within a message, or none.
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            less = self._without_unreadable(data, error)
            if less is not None:
                return self.structure_message(less)
            if not isinstance(data.get("id"), int | str):
                raise
            if "method" not in data:
                # What waits for the answer must not wait for ever.
                logger.warning("an answer of the client was not understood: %s", error)
                return types.ResponseErrorMessage(data["id"], error=error.to_response_error())
            self._send_response(data["id"], error=error.to_response_error())
            raise

    def _without_unreadable(self, data: dict[str, Any], error: JsonRpcException) -> Any:
        """A message without what cannot be understood of it, if it then says the same."""
        cut = data.get("method") in MAY_BE_CUT
        return without_unreadable(data, error.__cause__) if cut else None

    def _untimely(self, method: str) -> JsonRpcException | None:
        if method == types.EXIT:
            return None
        if self._shutdown:
            return JsonRpcInvalidRequest("the server is shutting down")
        if self._workspace is None and method != types.INITIALIZE:
            return JsonRpcServerNotInitialized("the server is not initialized")
        if self._workspace is not None and method == types.INITIALIZE:
            return JsonRpcInvalidRequest("the server is initialized already")
        return None
