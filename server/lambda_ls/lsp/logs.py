"""Where log records go: to standard error, and our own also to the client's log."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from json import JSONDecodeError

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInternalError
from pygls.lsp.server import LanguageServer

from .protocol import RequestRefusedError

_FORMAT = "%(levelname)s %(message)s"


def configure_logs() -> None:
    """Log warnings and worse on standard error; standard output belongs to the protocol."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format=_FORMAT)
    for handler in logging.getLogger().handlers:
        handler.addFilter(_shortened)
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_no_refusal)


class ClientLog(logging.Handler):
    """Sends our own records to a client."""

    def __init__(self, server: LanguageServer, is_connected: Callable[[], bool]) -> None:
        super().__init__(logging.WARNING)
        self.addFilter(_shortened)
        self._server = server
        self._is_connected = is_connected
        self._is_sending = False

    def emit(self, record: logging.LogRecord) -> None:
        """Send one record, unless it is about sending one, or there is no client yet."""
        if self._is_sending or not self._is_connected():
            return
        self._is_sending = True
        is_error = record.levelno >= logging.ERROR
        kind = types.MessageType.Error if is_error else types.MessageType.Warning
        try:
            message = self.format(record)
            self._server.window_log_message(types.LogMessageParams(type=kind, message=message))
        finally:
            self._is_sending = False


@contextmanager
def logged_to(server: LanguageServer, is_connected: Callable[[], bool]) -> Iterator[None]:
    """Have our own records sent to the client of a server meanwhile, once it is connected."""
    log = logging.getLogger(__package__.partition(".")[0])
    handler = ClientLog(server, is_connected)
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)


def _shortened(record: logging.LogRecord) -> bool:
    """Take the tracebacks from what tells of a client's mistake: a message that says nothing."""
    if str(record.msg).startswith("Unable to deserialize message"):
        return False  # pygls logs what it raises then a second time.
    error = record.exc_info[1] if record.exc_info else None
    is_ours = isinstance(error, JsonRpcInternalError)
    if isinstance(error, JsonRpcException | JSONDecodeError | UnicodeDecodeError) and not is_ours:
        record.msg, record.args = f"{record.getMessage()}: {error}", ()
        record.exc_info = record.exc_text = None
    return True


def _is_no_refusal(record: logging.LogRecord) -> bool:
    """Whether a record is anything but a refusal, which the client shows to the user."""
    return not (record.exc_info and isinstance(record.exc_info[1], RequestRefusedError))
