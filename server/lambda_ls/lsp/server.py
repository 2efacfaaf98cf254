"""The server: its methods, its start and its end."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import FeatureRequestError, JsonRpcException, PyglsError
from pygls.io_ import StdoutWriter, run_async
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

from .. import __version__
from ..features.event_schema import events_schema
from .client import Client
from .collector import collect_seldom
from .commands import (
    DEBUG,
    DEBUG_END,
    DEBUG_OUTCOME,
    EDIT_EVENT,
    EVENT,
    EVENTS_SCHEMA,
    EXPLAIN,
    FUNCTIONS,
    INVOKE,
    SHOW_FUNCTIONS,
)
from .debugs import DebugParams
from .dispatch import offer
from .edit_event import edit_event
from .events import EventParams, sample_event
from .functions import functions
from .lenient import understand_more
from .logs import configure_logs, logged_to
from .methods import pull
from .methods.registry import METHODS
from .options import Options
from .protocol import JsonAnswer, Protocol
from .roots import roots_of
from .rule_pages import RuleParams, rule_page
from .run_arguments import RunArguments, Sent
from .session import Session
from .settings import SECTION
from .show import show_functions
from .transport import Input, Output, claim_stdout, read_stdin
from .watchers import watchers

if TYPE_CHECKING:
    from cattrs import Converter
    from pygls.io_ import AsyncReader, Writer

logger = logging.getLogger(__name__)


class LambdaServer(LanguageServer):
    """The language server of one client."""

    def __init__(self) -> None:
        super().__init__(
            "lambda-ls",
            __version__,
            text_document_sync_kind=types.TextDocumentSyncKind.Incremental,
            protocol_cls=Protocol,
            converter_factory=_converter,
        )
        self._session: Session | None = None

    @property
    def session(self) -> Session:
        """The session; the protocol lets nothing through before there is one."""
        if self._session is None:
            raise RuntimeError("the client has not connected yet")
        return self._session

    @property
    def is_connected(self) -> bool:
        """Whether a client has connected."""
        return self._session is not None

    def connect(self, params: types.InitializeParams) -> None:
        """Begin the session with a client."""
        client = Client.of(params.capabilities)
        if client.pulls_diagnostics:
            offer(self, lambda: self.session, pull.METHODS)
        options = Options.of(params.initialization_options)
        self._session = Session(self, client, roots_of(params), options)

    def connected(self) -> None:
        """The client takes requests from now on."""
        client = self.session.client
        if client.watches_files:
            self._register(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, watchers())
        if client.configuration_registration:
            options = types.DidChangeConfigurationRegistrationOptions(section=SECTION)
            self._register(types.WORKSPACE_DID_CHANGE_CONFIGURATION, options)
        self.session.begin()

    def report_server_error(
        self, error: Exception, source: type[PyglsError] | type[JsonRpcException]
    ) -> None:
        """Log what pygls would show in a message box. Failed requests are logged elsewhere."""
        if source is not FeatureRequestError:
            logger.error("%s", error)

    def _register(self, method: str, options: object) -> None:
        registration = types.Registration(f"lambda-ls/{method}", method, options)
        self.client_register_capability(types.RegistrationParams([registration]))


def _converter() -> Converter:
    converter: Converter = default_converter()  # type: ignore[no-untyped-call]
    converter.register_structure_hook(Sent, lambda value, _: Sent(value))
    understand_more(converter)
    return converter


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

    @server.command(EVENT)
    def event(params: EventParams) -> object:
        return JsonAnswer(sample_event(server.session, params))

    @server.command(INVOKE)
    async def invoke(sent: Sent) -> object:
        session = server.session
        arguments = RunArguments(sent.value)
        return JsonAnswer(await session.runs.invoke(arguments, session.protocol.progress_token))

    @server.command(DEBUG)
    async def debug(sent: Sent) -> object:
        return await server.session.debugs.begin(RunArguments(sent.value))

    @server.command(DEBUG_OUTCOME)
    async def debug_outcome(params: DebugParams) -> object:
        return JsonAnswer(await server.session.debugs.outcome(params))

    @server.command(DEBUG_END)
    async def debug_end(params: DebugParams) -> None:
        await server.session.debugs.end(params)

    @server.command(EDIT_EVENT)
    async def edit(sent: Sent) -> str:
        return await edit_event(server.session, RunArguments(sent.value))

    @server.command(EVENTS_SCHEMA)
    def schema() -> object:
        return events_schema(server.session.snapshot)

    @server.command(EXPLAIN)
    def explain(params: RuleParams) -> str:
        return rule_page(params)

    @server.command(FUNCTIONS)
    def list_functions() -> object:
        return functions(server.session)

    offer(server, lambda: server.session, METHODS)
    return server


def serve_stdio() -> None:
    """Serve one client on standard input and output until it says exit or goes away.

    Raises:
        SystemExit: with the code that the specification wants.
    """
    configure_logs()
    output = claim_stdout()
    sys.exit(asyncio.run(_serve_stdio(StdoutWriter(output))))


def serve_tcp(host: str, port: int) -> None:
    """Serve the first client that connects to a port, to be debugged.

    Raises:
        SystemExit: with the code that the specification wants.
        OSError: if the port cannot be had.
    """
    configure_logs()
    sys.exit(asyncio.run(_serve_tcp(host, port)))


async def _serve_stdio(output: StdoutWriter) -> int:
    return await _serve(read_stdin(), output)


async def _serve_tcp(host: str, port: int) -> int:
    ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        listener.close()
        code = await _serve(reader, writer)
        writer.close()
        ended.set_result(code)

    listener = await asyncio.start_server(connected, host, port)
    return await ended


async def _serve(reader: AsyncReader, writer: Writer) -> int:
    """Serve a connection until it ends, and give the exit code."""
    collect_seldom()
    server = create_server()
    server.protocol.set_writer(Output(writer))
    try:
        with logged_to(server, lambda: server.is_connected):
            await run_async(
                stop_event=threading.Event(),
                reader=Input(reader),
                protocol=server.protocol,
                logger=logger,
                error_handler=server.report_server_error,
            )
    except SystemExit as end:
        # This is how pygls ends when the client says exit.
        return 0 if end.code in (None, 0) else 1
    except (asyncio.IncompleteReadError, ConnectionError, ValueError):
        logger.warning("the client went away in the middle of a message")
    finally:
        if server.is_connected:
            await server.session.runs.close()
            await server.session.debugs.close()
    return 1
