"""What callers make of what a handler in Node.js streams."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lambda_ls.model.place import Place
from lambda_ls.model.trigger import NO_SETTINGS, Trigger
from lambda_ls.runtime.judgement import Judgement, judged
from lambda_ls.text.span import Span

from tests.runtime.test_node_outcomes import GENERATIONS, run

pytestmark = [
    pytest.mark.skipif(shutil.which("node") is None, reason="needs node"),
    pytest.mark.parametrize("runtime", GENERATIONS),
]

NOWHERE = Place("template.yaml", "", Span(0, 0))


def judgement(folder: Path, runtime: str, body: str, trigger: str | None) -> Judgement:
    code = f"exports.handler = awslambda.streamifyResponse(async (event, stream) => {{ {body} }});"
    (outcome,) = run(folder, code, {}, runtime=runtime)
    return judged(
        outcome, Trigger(trigger, trigger, "", "", NOWHERE, NO_SETTINGS) if trigger else None
    )


@pytest.mark.parametrize("trigger", ["function-url", None])
def test_a_stream_may_be_any_text(tmp_path: Path, runtime: str, trigger: str | None) -> None:
    body = "stream.setContentType('text/html'); stream.write('<p>'); stream.end();"
    found = judgement(tmp_path, runtime, body, trigger)
    assert found.findings == ()
    assert found.next.startswith("Sent to the client as it is written" if trigger else "")


def test_a_stream_to_a_queue_must_be_json(tmp_path: Path, runtime: str) -> None:
    found = judgement(tmp_path, runtime, "stream.write('<p>'); stream.end();", "sqs")
    assert [each.rule for each in found.findings] == ["response-not-serializable"]


def test_a_client_that_has_a_part_of_the_stream_gets_no_502(tmp_path: Path, runtime: str) -> None:
    body = "stream.write('<p>'); await new Promise(setImmediate); throw new Error('late');"
    assert judgement(tmp_path, runtime, body, "function-url") == Judgement()


def test_a_client_gets_a_502_where_nothing_is_streamed(tmp_path: Path, runtime: str) -> None:
    found = judgement(tmp_path, runtime, "throw new Error('early');", "function-url")
    assert "502" in found.next
