from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.runtime.durable import execution_of, notes, operations, run_durable

pytest.importorskip("aws_durable_execution_sdk_python", reason="it needs Python 3.11")


def test_a_wait_is_skipped_and_the_handler_goes_on_in_the_same_process(tmp_path: Path) -> None:
    code = """
import os

@durable_step
def pay(step, amount):
    print("pays", amount)
    return {"paid": amount, "by": os.getpid()}

@durable_execution
def handler(event, context):
    paid = context.step(pay(event["amount"]))
    context.wait(Duration.from_hours(1), name="cooldown")
    return {"paid": paid, "now": os.getpid()}
"""
    outcome = run_durable(tmp_path, code, {"amount": 3, "ü": "ä"}, execution_timeout=7200)
    assert (outcome.kind, outcome.error) == ("success", None)
    assert isinstance(outcome.response, dict)
    assert outcome.response["paid"] == {"paid": 3, "by": outcome.response["now"]}
    assert outcome.event == {"amount": 3, "ü": "ä"}
    assert outcome.logs.count("pays 3\n") == 1
    assert notes(outcome) == ["Lambda waits 3600 s for `cooldown`, and invokes again; here at once"]
    execution = execution_of(outcome)
    assert execution.status == "SUCCEEDED"
    assert 3500 < execution.skipped <= 3600
    assert [each.is_cold for each in execution.invocations] == [True, False]
    assert outcome.is_cold
    assert operations(outcome) == [
        ("pay", "STEP", "SUCCEEDED"),
        ("cooldown", "WAIT", "SUCCEEDED"),
    ]
    lines = outcome.logs.split("\n")
    starts = [line for line in lines if re.match("START|END|REPORT|note", line)]
    assert [line.split()[0] for line in starts] == [
        *("START", "END", "REPORT", "note:", "START", "END", "REPORT"),
    ]
    first, second = execution.invocations
    assert outcome.duration_ms == pytest.approx(first.duration_ms + second.duration_ms)
    assert outcome.billed_ms == first.billed_ms + second.billed_ms
    assert outcome.report == second.report
