"""Clients that say something else than the protocol, and are served all the same."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.torture.wire import HANG, Server

TEMPLATE = "template.yaml"
WHOLE = {"start": {"line": 0, "character": 0}, "end": {"line": 2**32 - 1, "character": 1e300}}
FUNCTION = """\
Resources:
  Added: {Type: AWS::Lambda::Function, Properties: {Handler: app.handler, Runtime: python3.13}}
"""
FOREIGN: dict[str, dict[str, Any]] = {
    "a severity": {"message": "wrong", "severity": 9},
    "a tag": {"message": "old", "tags": [1, 7]},
    "a message": {"message": {"kind": "markdown", "value": "wrong"}},
    "a place that is missing": {"message": "wrong", "relatedInformation": [{"message": "here"}]},
}


@contextmanager
def serving(project: Path, **editor: Any) -> Iterator[Server]:
    """A server for an editor that has opened the template."""
    server = Server([project], **editor)
    text = (project / TEMPLATE).read_text(encoding="utf-8")
    item = {"uri": uri(project), "languageId": "yaml", "version": 1, "text": text}
    try:
        server.notify("textDocument/didOpen", {"textDocument": item})
        yield server
        assert server.shut_down() == 0
    finally:
        server.kill()


def uri(project: Path) -> str:
    return (project / TEMPLATE).as_uri()


def functions(server: Server, project: Path) -> list[str]:
    """The names of the functions that the server sees in the template."""
    document = {"textDocument": {"uri": uri(project)}}
    return [each["name"] for each in server.request("textDocument/documentSymbol", document)]


def files(server: Server) -> set[str]:
    """The URIs of all files in which the server has found something."""
    reports = server.request("workspace/diagnostic", {"previousResultIds": []})["items"]
    return {each["uri"] for each in reports}


def rules(server: Server, uri: str) -> list[str]:
    """The rules of what is wrong in a file."""
    document = {"textDocument": {"uri": uri}}
    return [each["code"] for each in server.request("textDocument/diagnostic", document)["items"]]


def until(holds: Callable[[], bool], otherwise: str) -> None:
    """Wait for something that the server tells of only when it is asked."""
    end = time.monotonic() + HANG
    while not holds():
        assert time.monotonic() < end, otherwise
        time.sleep(0.1)


@pytest.mark.parametrize(
    "capabilities",
    [
        {"textDocument": {"hover": {"contentFormat": ["html", "markdown"]}}},
        {"workspace": {"workspaceEdit": {"resourceOperations": ["copy", "rename"]}}},
        {"workspace": {"workspaceEdit": {"failureHandling": "retry"}}},
        {"textDocument": {"documentSymbol": {"symbolKind": {"valueSet": [1, 99]}}}},
        {"textDocument": {"publishDiagnostics": {"tagSupport": True}}},
        {"textDocument": {"codeAction": {"codeActionLiteralSupport": {}}}},
        {"textDocument": {"foldingRange": {"rangeLimit": -1}}},
    ],
    ids=["format", "operation", "failure", "kind", "draft", "missing part", "number"],
)
def test_a_client_connects_with_abilities_that_nobody_knows(
    project: Path, capabilities: dict[str, Any]
) -> None:
    with serving(project, opening={"capabilities": capabilities}) as server:
        assert "OrdersFunction" in functions(server, project)


@pytest.mark.parametrize(
    "opening",
    [{"trace": "compact"}, {"clientInfo": {"version": "1"}}, {"processId": 2**40}],
    ids=["trace", "client without a name", "process"],
)
def test_a_client_connects_that_says_odd_things_of_itself(
    project: Path, opening: dict[str, Any]
) -> None:
    with serving(project, opening=opening) as server:
        assert "OrdersFunction" in functions(server, project)


@pytest.mark.parametrize("range_", [None, WHOLE], ids=["no range", "a range beyond all numbers"])
def test_a_text_is_followed_that_is_replaced_in_an_odd_way(
    project: Path, range_: dict[str, Any] | None
) -> None:
    with serving(project) as server:
        document = {"uri": uri(project), "version": 2}
        change = {"range": range_, "text": FUNCTION}
        params = {"textDocument": document, "contentChanges": [change]}
        server.notify("textDocument/didChange", params)
        assert functions(server, project) == ["Added", "app.handler"]


@pytest.mark.parametrize("version", [{"version": None}, {}, {"version": 2**40}, {"version": "7"}])
def test_a_text_is_followed_whose_versions_say_nothing(
    project: Path, version: dict[str, Any]
) -> None:
    code = (project / "src" / "app.py").as_uri()
    with serving(project) as server:
        item = {"uri": code, "text": "async def handler(event, context):\n    pass\n", **version}
        server.notify("textDocument/didOpen", {"textDocument": item})
        assert "async-python-handler" in rules(server, code)
        change = {"text": "def handler(event, context):\n    pass\n"}
        document = {"uri": code, **version}
        params = {"textDocument": document, "contentChanges": [change]}
        server.notify("textDocument/didChange", params)
        assert rules(server, code) == []


def test_findings_have_no_version_that_the_editor_has_not_told(project: Path) -> None:
    with serving(project) as server:
        text = (project / TEMPLATE).read_text(encoding="utf-8").replace("absent.handler", "")
        document = {"uri": uri(project), "version": None}
        params = {"textDocument": document, "contentChanges": [{"text": text}]}
        server.notify("textDocument/didChange", params)
        assert "handler-function-not-found" in rules(server, uri(project))
        reports = server.request("workspace/diagnostic", {"previousResultIds": []})["items"]
        assert [each["version"] for each in reports if each["uri"] == uri(project)] == [None]


def test_the_workspace_is_checked_when_the_editor_answers_nothing_about_settings(
    project: Path,
) -> None:
    unopened = (project / "crlf" / TEMPLATE).as_uri()
    with serving(project, has_settings=False) as server:
        until(lambda: unopened in files(server), "the workspace was never looked at")


def test_the_workspace_is_checked_by_the_defaults_until_the_editor_answers_about_settings(
    project: Path,
) -> None:
    unopened = (project / "crlf" / TEMPLATE).as_uri()
    with serving(project, withholding="workspace/configuration") as server:
        until(lambda: unopened in files(server), "the workspace was never looked at")
        server.settings = {"exclude": [TEMPLATE]}
        server.release()
        until(lambda: not files(server), "the late answer was never followed")


@pytest.mark.parametrize("foreign", FOREIGN.values(), ids=FOREIGN)
def test_fixes_are_offered_beside_findings_of_others_that_nobody_understands(
    project: Path, foreign: dict[str, Any]
) -> None:
    literals = {"codeActionKind": {"valueSet": ["quickfix"]}}
    abilities = {"textDocument": {"codeAction": {"codeActionLiteralSupport": literals}}}
    with serving(project, opening={"capabilities": abilities}) as server:
        range_ = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
        context = {"diagnostics": [{"range": range_, **foreign}]}
        params = {"textDocument": {"uri": uri(project)}, "range": range_, "context": context}
        titles = [each["title"] for each in server.request("textDocument/codeAction", params)]
        assert "Change to `app.handler`" in titles


def test_a_message_that_is_not_understood_is_told_of_in_one_line(project: Path) -> None:
    with serving(project) as server:
        server.notify("textDocument/didChange", {"textDocument": "this one"})
        assert "OrdersFunction" in functions(server, project)
        assert server.log
        assert not any("\n" in each for each in server.log)
