"""Handlers that are run from the editor."""

from __future__ import annotations

import asyncio
import json
import os
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from tests.fixture import write

from .client import DEADLINE, Client, editor, make_capabilities

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.skipif(os.name != "posix", reason="handlers do not run there yet"),
]

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {Runtime: python3.13, CodeUri: src/, Timeout: 30}
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Events:
        Jobs: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}
        Get: {Type: Api, Properties: {Path: /orders, Method: get}}
  Slow:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.slow}
  Queue: {Type: AWS::SQS::Queue}
"""
APP = """\
import os
import subprocess
import time

calls = 0


def handler(event, context):
    global calls
    calls += 1
    print("called ", end="", flush=True)
    time.sleep(0.05)
    print(calls)
    if "fail" in event:
        raise ValueError("no such order")
    return calls


def slow(event, context):
    child = subprocess.Popen(["sleep", "300"])
    with open("pids", "w") as file:
        file.write(f"{os.getpid()} {child.pid}")
    time.sleep(300)
"""
CODE = "src/app.py"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    root = tmp_path.resolve() / "shop"
    write({"template.yaml": TEMPLATE, CODE: APP}, str(root))
    return root


async def ready(client: Client) -> types.TextDocumentIdentifier:
    """Open the code, and wait until its template has been found."""
    document = client.open(CODE)

    async def titles() -> list[str]:
        return [title for title, _ in await lenses(client)]

    for _ in range(200):
        if await titles():
            return document
        await asyncio.sleep(0.05)
    raise AssertionError("the template was never found")


async def lenses(client: Client, path: str = CODE) -> list[tuple[str, types.Command]]:
    params = types.CodeLensParams(client.document(path))
    found = await client.text_document_code_lens_async(params) or ()
    return [(each.command.title, each.command) for each in found if each.command]


async def pressed(client: Client, title: str) -> Any:
    """What comes of the first lens with this title."""
    command = next(each for name, each in await lenses(client) if name == title)
    return await client.workspace_execute_command_async(
        types.ExecuteCommandParams(command.command, command.arguments)
    )


async def invoke(client: Client, **arguments: object) -> Any:
    return await client.workspace_execute_command_async(
        types.ExecuteCommandParams("lambda-ls.invoke", [arguments])
    )


def logged(client: Client) -> str:
    return "\n".join(each.message for each in client.log_messages)


def shown(client: Client) -> list[tuple[types.ProgressToken, str]]:
    """The progress bars that the client has shown, by token and title."""
    reports: dict[types.ProgressToken, list[Any]] = client.progress_reports
    return [
        (token, each.title)
        for token, values in reports.items()
        for each in values
        if isinstance(each, types.WorkDoneProgressBegin)
    ]


async def started(folder: Path) -> list[int]:
    """The processes of the slow handler."""
    file = folder / "src" / "pids"
    for _ in range(400):
        if file.exists() and len(file.read_text().split()) == 2:
            return [int(each) for each in file.read_text().split()]
        await asyncio.sleep(0.05)
    raise AssertionError("the handler never started")


async def are_gone(pids: list[int]) -> bool:
    for _ in range(200):
        if not any(map(is_running, pids)):
            return True
        await asyncio.sleep(0.05)
    return False


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


async def test_a_lens_runs_the_handler_with_an_event_of_its_trigger(shop: Path) -> None:
    async with editor(shop) as client:
        await ready(client)
        titles = [title for title, _ in await lenses(client)]
        assert titles[:4] == [
            "Orders · SQS Queue · API Gateway REST GET /orders",
            "▶ Run with SQS event",
            "▶ Run with API Gateway REST event",
            "Edit Event…",
        ]
        found = await pressed(client, "▶ Run with SQS event")
        (invocation,) = found["invocations"]
        assert (invocation["outcome"], invocation["response"]) == ("success", 1)
        assert invocation["event"]["Records"][0]["eventSource"] == "aws:sqs"
        assert "called 1" in logged(client).splitlines()
        assert "REPORT RequestId: " in logged(client)
        assert client.messages[-1].message.startswith("Orders: success in ")


async def test_the_next_run_is_warm_unless_a_cold_one_is_wanted(shop: Path) -> None:
    async with editor(shop) as client:
        await ready(client)
        await pressed(client, "▶ Run with SQS event")
        await client.until(lambda: client.lens_refreshes, "other lenses")
        again = await pressed(client, "▶ Run again (warm) with SQS event")
        assert [again["invocations"][0][key] for key in ("cold", "response")] == [False, 2]
        cold = await pressed(client, "Run Cold")
        assert [cold["invocations"][0][key] for key in ("cold", "response")] == [True, 1]


async def test_a_run_tells_what_it_leaves_for_the_next(shop: Path) -> None:
    async with editor(shop) as client:
        await ready(client)
        found = await invoke(client, target="Orders", event={})
        (change,) = found["invocations"][0]["changes"]
        assert (change["name"], change["before"], change["after"]) == ("app.calls", "0", "1")


async def test_the_line_that_raises_is_marked_until_it_is_edited(shop: Path) -> None:
    async with editor(shop) as client:
        await ready(client)
        found = await invoke(client, target="Orders", event={"fail": True})
        raised = APP[: APP.index("raise ValueError")].count("\n") + 1
        expected = {"path": str(shop / CODE), "line": raised}
        assert found["invocations"][0]["raised"] == expected
        await client.until(lambda: "ValueError" in client.rules(CODE), "the error")
        marks = client.published[client.uri(CODE)][-1].diagnostics
        (mark,) = (each for each in marks if each.source == "lambda-ls run")
        assert mark.message == "ValueError: no such order"
        assert client.slice(client.uri(CODE), mark.range).startswith("raise ValueError(")
        assert client.messages[-1].type == types.MessageType.Error
        client.replace(CODE, "no such order", "nothing")
        await client.until(lambda: "ValueError" not in client.rules(CODE), "no error")


async def test_a_run_that_succeeds_takes_the_mark_away(shop: Path) -> None:
    async with editor(shop) as client:
        await ready(client)
        await invoke(client, target="Orders", event={"fail": True})
        await client.until(lambda: "ValueError" in client.rules(CODE), "the error")
        await invoke(client, target="Orders", event={})
        await client.until(lambda: "ValueError" not in client.rules(CODE), "no error")


async def test_the_log_tells_what_a_terminal_shows(shop: Path) -> None:
    batch = {"Records": [{"messageId": "one"}], "fail": True}
    async with editor(shop) as client:
        await ready(client)
        await invoke(client, target="Orders", trigger="Jobs", event=batch, redeliver=True)
        lines = logged(client).splitlines()
        assert "again: one" in lines
        assert "note: all messages count as failed: the invocation failed" in lines
        assert "kept: app.calls is 1, was 0" in lines
        await invoke(client, target="Orders", trigger="Get", event={})
        refused = "error[response-shape]: must be object, not integer: the client gets a 502"
        assert refused in logged(client).splitlines()


async def test_numbers_keep_their_digits(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = """from decimal import Decimal
def exact(event, context):
    return [Decimal("1.10"), Decimal("1E+400")]
"""
    (shop / "src" / "exact.py").write_text(code)
    async with editor(shop) as client:
        await ready(client)
        client.write("events/Orders.json", '{"price": 2.50, "far": -1e999}')
        exact = SimpleNamespace(loads=partial(json.loads, parse_float=str))
        monkeypatch.setattr("pygls.io_.json", exact)
        found = await invoke(client, target="src/exact.py::exact", event={"rate": 0.5})
        (invocation,) = found["invocations"]
        assert invocation["response"] == ["1.10", "1E+400"]
        assert invocation["event"] == {"rate": "0.5"}
        assert "1E+400" in logged(client)
        saved = await client.workspace_execute_command_async(
            types.ExecuteCommandParams("lambda-ls.event", [{"target": "Orders:events/Orders.json"}])
        )
        assert saved == {"price": "2.50", "far": "-1e999"}


async def test_a_file_that_is_not_saved_is_told(shop: Path) -> None:
    async with editor(shop) as client:
        await ready(client)
        client.replace(CODE, "return calls", "return 0")
        found = await invoke(client, target="Orders", event={})
        assert found["invocations"][0]["response"] == 1
        assert "`src/app.py` is not saved: the file on disk runs" in logged(client)


async def test_no_line_is_marked_in_a_text_that_has_not_run(shop: Path) -> None:
    async with editor(shop) as client:
        await ready(client)
        client.replace(CODE, "import os\n", "import json\nimport os\n")
        await invoke(client, target="Orders", event={"fail": True})
        client.replace(CODE, "import json\n", "import jsom\n")
        await client.until(lambda: client.published[client.uri(CODE)], "what is found")
        published = client.published[client.uri(CODE)]
        assert not any(mark.code == "ValueError" for each in published for mark in each.diagnostics)


async def test_other_requests_are_answered_meanwhile_and_a_run_can_be_ended(shop: Path) -> None:
    async with editor(shop) as client:
        document = await ready(client)
        run = asyncio.ensure_future(invoke(client, target="Slow", event={}))
        pids = await started(shop)
        position = client.position(CODE, "def handler", within=6)
        assert await client.text_document_hover_async(types.HoverParams(document, position))
        token = next(token for token, title in shown(client) if title == "Running Slow")
        client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(token))
        with pytest.raises(JsonRpcException, match="Slow was ended"):
            await run
        assert await are_gone(pids)


async def test_a_request_that_is_cancelled_ends_the_handler(shop: Path) -> None:
    async with editor(shop) as client:
        await ready(client)
        sent = client.protocol.send_request(
            types.WORKSPACE_EXECUTE_COMMAND,
            types.ExecuteCommandParams("lambda-ls.invoke", [{"target": "Slow", "event": {}}]),
            msg_id="stop",
        )
        pids = await started(shop)
        client.cancel_request(types.CancelParams(id="stop"))
        assert await are_gone(pids)
        await asyncio.wait([asyncio.wrap_future(sent)], timeout=DEADLINE)
        assert sent.cancelled() or sent.exception(timeout=0)


async def test_a_server_that_is_killed_leaves_nothing_running(shop: Path) -> None:
    async with editor(shop) as client:
        await ready(client)
        run = asyncio.ensure_future(invoke(client, target="Slow", event={}))
        pids = await started(shop)
        server = client._server  # The test client has no other way to its process.
        assert server is not None
        server.kill()
        assert await are_gone(pids)
        run.cancel()


async def test_two_runs_of_one_function_come_one_after_the_other(shop: Path) -> None:
    async with editor(shop) as client:
        await ready(client)
        runs = (invoke(client, target="Orders", event={}) for _ in range(3))
        found = await asyncio.gather(*runs)
        assert sorted(each["invocations"][0]["response"] for each in found) == [1, 2, 3]


async def test_nothing_runs_in_a_workspace_that_is_not_trusted(shop: Path) -> None:
    async with editor(shop, options={"trusted": False}) as client:
        await client.until(lambda: True, "")
        with pytest.raises(JsonRpcException, match="trusted workspaces only"):
            await invoke(client, target="Orders")
        assert not (shop / "src" / "__pycache__").exists()


async def test_an_event_becomes_a_file_that_the_next_run_can_use(shop: Path) -> None:
    async with editor(shop) as client:
        await ready(client)
        uri = await pressed(client, "Edit Event…")
        assert uri == (shop / "events" / "Orders-Jobs.json").as_uri()
        assert client.shown_documents[-1].uri == uri
        event = (shop / "events" / "Orders-Jobs.json").read_text()
        assert '"eventSource": "aws:sqs"' in event
        client.write("events/Orders-Jobs.json", event.replace("aws:sqs", "mine"))
        found = await invoke(client, target="Orders", trigger="events/Orders-Jobs.json")
        assert found["invocations"][0]["event"]["Records"][0]["eventSource"] == "mine"
        titles = [name for name, _ in await lenses(client)]
        assert "▶ Run again (warm) with events/Orders-Jobs.json" in titles


async def test_functions_of_a_template_have_lenses_too(shop: Path) -> None:
    async with editor(shop) as client:
        await ready(client)
        client.open("template.yaml")
        titles = [title for title, _ in await lenses(client, "template.yaml")]
        assert "▶ Run with SQS event" in titles
        assert "▶ Run" in titles


async def test_a_client_that_shows_runs_itself_gets_no_message(shop: Path) -> None:
    async with editor(shop, options={"showsRuns": True, "debugs": True}) as client:
        await ready(client)
        await invoke(client, target="Orders", event={})
        assert not client.messages
        assert "Debug" in [title for title, _ in await lenses(client)]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({}, "`target` must name a function"),
        ({"target": 1}, "`target` must be a string"),
        ({"target": "Orders", "tines": 2}, "there is no argument `tines`"),
        ({"target": "Orders", "times": 0}, "`times` must be a number from 1 to 99999"),
        (
            {"target": "Orders", "timeout": 1e999},
            "`timeout` must be a number of seconds, up to 900",
        ),
        ({"target": "Orders", "event": 1e999}, "`event` is not JSON: Out of range float values"),
        ({"target": "Orders", "event": [float("nan")]}, "`event` is not JSON: Out of range float"),
        ({"target": "Orders", "cold": "yes"}, "`cold` must be true or false"),
        ({"target": "Orders", "environment": {"A": 1}}, "`environment` must be an object"),
        ({"target": "Order"}, "did you mean `Orders`"),
        ({"target": "Orders", "trigger": "Put"}, "`Orders` has no event `Put`"),
    ],
)
async def test_wrong_arguments_are_refused_with_the_reason(
    shop: Path, arguments: dict[str, object], reason: str
) -> None:
    async with editor(shop, make_capabilities()) as client:
        await ready(client)
        with pytest.raises(JsonRpcException, match=reason):
            await invoke(client, **arguments)
