"""The server's start and end, and what it survives in between."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from .client import DEADLINE, editor, make_capabilities
from .workspace import still_works

TEMPLATE, CODE = "template.yaml", "src/app.py"
INITIALIZE = {"method": "initialize", "params": {"processId": None, "capabilities": {}}}
SHUTDOWN, EXIT = {"method": "shutdown"}, {"method": "exit"}
HOVER = {
    "method": "textDocument/hover",
    "params": {
        "textDocument": {"uri": "file:///a.yaml"},
        "position": {"line": 0, "character": 0},
    },
}


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "server")}


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def connected_to(port: int) -> socket.socket:
    """A connection to a server that may still be starting."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        with suppress(ConnectionRefusedError):
            return socket.create_connection(("127.0.0.1", port))
    raise AssertionError("the server does not listen")


def run(*messages: dict[str, Any] | bytes) -> tuple[int, dict[int, dict[str, Any]]]:
    """Send messages, the dictionaries as requests with their number; the exit code and answers."""
    sent = b"".join(
        message if isinstance(message, bytes) else frame(number, message)
        for number, message in enumerate(messages)
    )
    result = subprocess.run(
        [sys.executable, "-m", "lambda_ls", "serve"],
        input=sent,
        stdout=subprocess.PIPE,
        env=ENVIRONMENT,
        timeout=DEADLINE,
        check=False,
    )
    answers, rest = {}, result.stdout
    while rest:
        head, _, rest = rest.partition(b"\r\n\r\n")
        length = int(head.split(b"Content-Length:")[1].split(b"\r\n")[0])
        message = json.loads(rest[:length])
        rest = rest[length:]
        if "method" not in message:
            answers[message["id"]] = message
    return result.returncode, answers


def frame(number: int, message: dict[str, Any]) -> bytes:
    is_notification = message["method"] in ("exit", "initialized")
    whole = {"jsonrpc": "2.0", **message, **({} if is_notification else {"id": number})}
    body = json.dumps(whole).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def test_the_exit_code_tells_whether_a_shutdown_came_first() -> None:
    assert run(INITIALIZE, SHUTDOWN, EXIT)[0] == 0
    assert run(INITIALIZE, EXIT)[0] == 1


@pytest.mark.parametrize(
    "end",
    [b"", b"Content-Length: 100\r\n\r\n{}", b"Content-Le"],
    ids=["between messages", "within a message", "within a header"],
)
def test_the_server_ends_when_the_client_goes_away(end: bytes) -> None:
    _, answers = run(INITIALIZE, end)
    assert "capabilities" in answers[0]["result"]


def test_requests_at_the_wrong_time_are_refused() -> None:
    _, answers = run(HOVER, INITIALIZE, INITIALIZE, SHUTDOWN, HOVER, EXIT)
    codes = {number: answer.get("error", {}).get("code") for number, answer in answers.items()}
    assert codes == {0: -32002, 1: None, 2: -32600, 3: None, 4: -32600}


def test_what_cannot_be_understood_is_answered_with_an_error() -> None:
    unknown = {"method": "textDocument/teleport", "params": {}}
    malformed = {"method": "textDocument/hover", "params": {"position": "here"}}
    no_json = b"Content-Length: 3\r\n\r\n{,}"
    code, answers = run(INITIALIZE, no_json, unknown, malformed, HOVER, SHUTDOWN, EXIT)
    assert code == 0
    assert answers[2]["error"]["code"] == -32601
    assert answers[3]["error"]["code"] == -32602
    assert answers[4]["result"] is None


def test_the_server_ends_at_once_in_the_middle_of_a_scan(tmp_path: Path) -> None:
    for number in range(3_000):
        (tmp_path / f"folder{number}").mkdir()
    folder = {"uri": tmp_path.as_uri(), "name": "many"}
    params = {"processId": None, "capabilities": {"window": {"workDoneProgress": True}}}
    initialize = {"method": "initialize", "params": {**params, "workspaceFolders": [folder]}}
    initialized = {"method": "initialized", "params": {}}
    assert run(initialize, initialized, SHUTDOWN, EXIT)[0] == 0


def test_a_client_that_stops_listening_does_no_harm(project: Path) -> None:
    folder = {"uri": project.as_uri(), "name": "project"}
    params: dict[str, Any] = {"processId": None, "capabilities": {}}
    params["workspaceFolders"] = [folder]
    initialize = frame(0, {"method": "initialize", "params": params})
    command = [sys.executable, "-m", "lambda_ls", "serve"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=ENVIRONMENT, stdin=pipe, stdout=pipe, stderr=pipe) as server:
        assert server.stdin and server.stdout and server.stderr
        server.stdout.close()
        server.stdin.write(initialize + frame(1, {"method": "initialized", "params": {}}))
        server.stdin.write(frame(2, HOVER) + frame(3, SHUTDOWN) + frame(4, EXIT))
        server.stdin.close()
        assert server.wait(DEADLINE) == 0
        assert b"Traceback" not in server.stderr.read()


def test_a_port_can_be_served_instead(free_port: int) -> None:
    command = [sys.executable, "-m", "lambda_ls", "serve", "--tcp", f"127.0.0.1:{free_port}"]
    with subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.PIPE) as server:
        with connected_to(free_port) as connection, connection.makefile("rb") as answers:
            connection.sendall(frame(0, INITIALIZE) + frame(1, SHUTDOWN) + frame(2, EXIT))
            assert b'"capabilities"' in answers.read()
        assert server.wait(DEADLINE) == 0
        assert server.stderr and server.stderr.read() == b""


def test_importing_the_server_does_not_import_what_only_few_requests_need() -> None:
    program = (
        "import sys; from lambda_ls.lsp.server import create_server; create_server();"
        "print('jedi' in sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        env=ENVIRONMENT,
        timeout=DEADLINE,
        check=True,
    )
    assert result.stdout.decode().strip() == "False"


@pytest.mark.asyncio
async def test_documents_that_are_no_files_get_no_answer_and_do_no_harm(project: Path) -> None:
    async with editor(project) as client:
        uri = "untitled:Untitled-1"
        client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "yaml", 1, "a: 1"))
        )
        document = types.TextDocumentIdentifier(uri)
        position = types.Position(0, 0)
        assert await client.text_document_hover_async(types.HoverParams(document, position)) is None
        assert await client.text_document_code_lens_async(types.CodeLensParams(document)) is None
        assert (
            await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
            is None
        )
        client.text_document_did_close(types.DidCloseTextDocumentParams(document))
        await still_works(client)


@pytest.mark.asyncio
async def test_a_client_that_knows_little_gets_what_it_knows(project: Path) -> None:
    async with editor(project, types.ClientCapabilities()) as client:
        assert client.server.position_encoding == "utf-16"
        document = client.open(TEMPLATE)
        position = client.position(TEMPLATE, "app.handler", within=6)
        found = await client.text_document_definition_async(
            types.DefinitionParams(document, position)
        )
        assert isinstance(found, list) and isinstance(found[0], types.Location)
        assert client.slice(found[0].uri, found[0].range) == "handler"
        symbols = await client.text_document_document_symbol_async(
            types.DocumentSymbolParams(document)
        )
        assert symbols and isinstance(symbols[0], types.SymbolInformation)
        edit = await client.text_document_rename_async(
            types.RenameParams(document, position, "on_order")
        )
        assert edit and edit.changes and edit.document_changes is None
        assert set(edit.changes) == {client.uri(TEMPLATE), client.uri(CODE)}


@pytest.mark.asyncio
async def test_a_client_that_cannot_rename_files_is_told_so(project: Path) -> None:
    poor = make_capabilities(workspace__workspaceEdit={"documentChanges": True})
    async with editor(project, poor) as client:
        document = client.open(TEMPLATE)
        position = client.position(TEMPLATE, "app.handler", within=1)
        with pytest.raises(JsonRpcException, match="file to be renamed"):
            await client.text_document_rename_async(
                types.RenameParams(document, position, "orders")
            )
        absent = client.range(TEMPLATE, "absent.handler")
        actions = await client.text_document_code_action_async(
            types.CodeActionParams(document, absent, types.CodeActionContext([]))
        )
        changes = [
            change
            for action in actions or ()
            if isinstance(action, types.CodeAction) and action.edit
            for change in action.edit.document_changes or ()
        ]
        assert {type(change) for change in changes} == {types.TextDocumentEdit}


@pytest.mark.asyncio
async def test_a_lone_file_has_its_folder_as_workspace(project: Path) -> None:
    async with editor(project, lone=True) as client:
        client.open(TEMPLATE)
        await client.until(lambda: len(client.rules(TEMPLATE)) == 2, "both findings")
