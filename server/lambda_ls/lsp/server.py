"""The server: its methods, its start and its end."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import Callable
from typing import Any

from lsprotocol import types
from pygls.exceptions import FeatureRequestError, JsonRpcException, PyglsError
from pygls.io_ import StdoutWriter, run_async
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

from .. import __version__
from .client import Client
from .methods import (
    actions,
    completion,
    documents,
    files,
    hover,
    lenses,
    navigation,
    pull,
    rename,
    symbols,
)
from .methods.base import Method
from .protocol import Protocol, RequestRefusedError
from .roots import roots_of
from .session import Session
from .show import SHOW_FUNCTIONS, show_functions
from .transport import claim_stdout, read_stdin

logger = logging.getLogger(__name__)

METHODS: tuple[Method, ...] = (
    *documents.METHODS,
    *files.METHODS,
    *completion.METHODS,
    *hover.METHODS,
    *navigation.METHODS,
    *rename.METHODS,
    *symbols.METHODS,
    *lenses.METHODS,
    *actions.METHODS,
)
"""What every client is offered."""


class LambdaServer(LanguageServer):
    """The language server of one client."""

    def __init__(self) -> None:
        super().__init__(
            "lambda-ls",
            __version__,
            text_document_sync_kind=types.TextDocumentSyncKind.Incremental,
            protocol_cls=Protocol,
            converter_factory=default_converter,
        )
        self._session: Session | None = None

    @property
    def session(self) -> Session:
        """The session; the protocol lets nothing through before there is one."""
        if self._session is None:
            raise RuntimeError("the client has not connected yet")
        return self._session

    def connect(self, params: types.InitializeParams) -> None:
        """Begin the session with a client."""
        client = Client.of(params.capabilities)
        if client.pulls_diagnostics:
            offer(self, pull.METHODS)
        self._session = Session(self, client, roots_of(params))

    def connected(self) -> None:
        """The client takes requests from now on."""
        if self.session.client.watches_files:
            registration = types.Registration(
                id="lambda-ls/watched-files",
                method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
                register_options=files.watchers(),
            )
            self.client_register_capability(types.RegistrationParams([registration]))
        self.session.scan()

    def report_server_error(
        self, error: Exception, source: type[PyglsError] | type[JsonRpcException]
    ) -> None:
        """Log what pygls would show in a message box. Failed requests are logged elsewhere."""
        if source is not FeatureRequestError:
            logger.error("%s", error)


def create_server() -> LambdaServer:
    """A server with all its methods, not yet connected to anything."""
    server = LambdaServer()

    @server.feature(types.INITIALIZE)
    def connect(params: types.InitializeParams) -> None:
        server.connect(params)

    @server.feature(types.INITIALIZED)
    def connected(_: types.InitializedParams) -> None:
        server.connected()

    @server.command(SHOW_FUNCTIONS)
    async def show(params: types.TextDocumentPositionParams) -> None:
        await show_functions(server.session, params)

    offer(server, METHODS)
    return server


def offer(server: LambdaServer, methods: tuple[Method, ...]) -> None:
    """Have the server answer to these methods."""
    for method in methods:
        server.feature(method.name, method.options)(_guarded(server, method))


def serve_stdio() -> None:
    """Serve one client on standard input and output until it says exit or goes away.

    Raises:
        SystemExit: with the code that the specification wants.
    """
    _configure()
    output = claim_stdout()
    server = create_server()
    server.protocol.set_writer(StdoutWriter(output))
    asyncio.run(_serve(server))


def serve_tcp(host: str, port: int) -> None:
    """Serve one client on a port of this machine, to be debugged."""
    _configure()
    create_server().start_tcp(host, port)


async def _serve(server: LambdaServer) -> None:
    try:
        await run_async(
            stop_event=threading.Event(),
            reader=read_stdin(),
            protocol=server.protocol,
            logger=logger,
            error_handler=server.report_server_error,
        )
    except (asyncio.IncompleteReadError, BrokenPipeError):
        logger.warning("the client went away in the middle of a message")


def _guarded(server: LambdaServer, method: Method) -> Callable[[Any], object]:
    """A handler that survives everything, and answers nothing after an unexpected error."""

    def handle(params: Any) -> object:
        try:
            return method.answer(server.session, params)
        except RequestRefusedError:
            raise
        except Exception as error:
            logger.exception("%s failed", method.name)
            message = f"{method.name} failed: {type(error).__name__}: {error}"
            server.window_log_message(
                types.LogMessageParams(type=types.MessageType.Error, message=message)
            )
            return method.failed

    return handle


def _configure() -> None:
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(message)s"
    )
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_no_refusal)


def _is_no_refusal(record: logging.LogRecord) -> bool:
    """Whether a log record is anything but a refusal, which the client shows to the user."""
    return not (record.exc_info and isinstance(record.exc_info[1], RequestRefusedError))
