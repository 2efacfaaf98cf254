"""Which request is answered first."""

from __future__ import annotations

from pathlib import Path

from tests.torture.wire import Server

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {CodeUri: ../src, Runtime: python3.13}}
Resources:
  Orders: {Type: AWS::Serverless::Function, Properties: {Handler: app.handler}}
  Items: {Type: AWS::Serverless::Function, Properties: {Handler: app}}
"""


def test_who_asks_for_findings_of_a_new_template_keeps_no_other_request_waiting(
    project: Path,
) -> None:
    server = Server([project])
    try:
        uri = (project / "new" / "template.yaml").as_uri()
        document = {"textDocument": {"uri": uri}}
        with server.together():
            item = {"uri": uri, "languageId": "yaml", "version": 1, "text": TEMPLATE}
            server.notify("textDocument/didOpen", {"textDocument": item})
            findings = server.ask("textDocument/diagnostic", document)
            symbols = server.ask("textDocument/documentSymbol", document)
        items = server.answer(findings)["result"]["items"]
        assert [each["code"] for each in items] == ["handler-malformed"]
        assert server.answer(symbols)["result"]
        assert server.answered[-2:] == [symbols, findings]
        assert server.shut_down() == 0
    finally:
        server.kill()
