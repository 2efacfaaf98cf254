"""Where log records go: to standard error, and our own also to the client's log."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from .protocol import RequestRefusedError

_FORMAT = "%(levelname)s %(message)s"


def configure_logs() -> None:
    """Log warnings and worse on standard error; standard output belongs to the protocol."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format=_FORMAT)
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_no_refusal)


class ClientLog(logging.Handler):
    """Sends records to a client that has connected."""

    def __init__(self, server: LanguageServer) -> None:
        super().__init__(logging.WARNING)
        self._server = server

    def emit(self, record: logging.LogRecord) -> None:
        """Send one record."""
        is_error = record.levelno >= logging.ERROR
        kind = types.MessageType.Error if is_error else types.MessageType.Warning
        # A client that has gone away needs no telling.
        with suppress(OSError):
            self._server.window_log_message(
                types.LogMessageParams(type=kind, message=self.format(record))
            )


def _is_no_refusal(record: logging.LogRecord) -> bool:
    """Whether a record is anything but a refusal, which the client shows to the user."""
    return not (record.exc_info and isinstance(record.exc_info[1], RequestRefusedError))
