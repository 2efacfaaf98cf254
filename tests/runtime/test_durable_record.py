"""What the durable execution service makes of checkpoints, without any process."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from lambda_ls.runtime.api.http import Body, Head
from lambda_ls.runtime.durable.clock import Clock
from lambda_ls.runtime.durable.operations import (
    Action,
    ErrorObject,
    Kind,
    StepOptions,
    Update,
    WaitOptions,
)
from lambda_ls.runtime.durable.record import Record
from lambda_ls.runtime.durable.service import DurableService
from lambda_ls.runtime.durable.telling import waited
from lambda_ls.runtime.durable.transitions import RefusedUpdateError

ARN = "arn:aws:lambda:us-east-1:123456789012:function:F:$LATEST/durable-execution/name/one"
PATH = f"/2025-12-01/durable-executions/{quote(ARN, safe='')}"


class Watch:
    """A real clock that goes on only when it is told to."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


class Given:
    def __init__(self) -> None:
        self.watch = Watch()
        self.clock = Clock(self.watch)
        self.record = Record("one", '{"a":1}', self.clock)
        self.service = DurableService(ARN, self.record)

    def told(self, *updates: Update) -> list[tuple[str, str]]:
        return [(each.id, each.status) for each in self.record.checkpoint(updates)]

    def asked(self, method: str, path: str, body: Any = None) -> tuple[int, dict[str, Any], str]:
        data = b"" if body is None else json.dumps(body).encode()
        head = Head(method, path, {})
        answer = self.service.answer(head, path, Body(data, len(data), {})).decode()
        lines, _, text = answer.partition("\r\n\r\n")
        kind = lines.partition("x-amzn-ErrorType: ")[2].partition("\r\n")[0]
        return int(lines.split(" ")[1]), json.loads(text), kind


def step(action: Action, **more: Any) -> Update:
    return Update("s", "STEP", action, name="pay", **more)


def wait(seconds: int, id_: str = "w", name: str | None = None) -> Update:
    return Update(id_, "WAIT", "START", name=name, wait_options=WaitOptions(seconds))


def test_a_step_is_pending_until_its_time_has_come_and_then_ready() -> None:
    given = Given()
    error = ErrorObject("no", "Error")
    options = StepOptions(60)
    assert given.told(step("START")) == [("s", "STARTED")]
    assert given.told(step("RETRY", error=error, step_options=options)) == [("s", "PENDING")]
    assert given.record.next_due() == 1060
    given.watch.time += 59
    assert given.told() == []
    given.watch.time += 1
    assert given.told() == [("s", "READY")]
    assert given.told(step("START"), step("SUCCEED", payload="7")) == [("s", "SUCCEEDED")]
    (_, found) = given.record.operations
    assert found.step_details is not None
    assert (found.step_details.attempt, found.step_details.result) == (2, "7")
    assert (found.start_timestamp, found.end_timestamp) == (1000, 1060)
    assert given.record.next_due() is None


def test_time_that_is_skipped_is_past_for_the_process() -> None:
    given = Given()
    given.told(wait(10, "a"), wait(30, "b"))
    given.clock.skip_to(1010)
    assert [each.id for each in given.record.complete_due()] == ["a"]
    assert given.clock.skipped == 10
    event: Any = given.service.event()
    _, first, second = event["InitialExecutionState"]["Operations"]
    # The process has another clock, on which no time has passed.
    assert (first["Status"], first["StartTimestamp"], first["EndTimestamp"]) == (
        "SUCCEEDED",
        990_000,
        1_000_000,
    )
    assert second["WaitDetails"]["ScheduledEndTimestamp"] == 1_020_000
    # An end that is past does not turn the time back.
    given.clock.skip_to(5)
    assert given.clock.skipped == 10


def test_what_begins_at_once_ends_at_once() -> None:
    given = Given()
    for number in range(5):
        given.told(wait(60, str(number), f"w{number}"))
        given.watch.time += 0.1
    given.told(wait(61))
    due = given.record.next_due()
    assert due == pytest.approx(1060.4)
    given.clock.skip_to(due or 0)
    past = given.record.complete_due()
    assert [each.id for each in past] == ["0", "1", "2", "3", "4"]
    assert waited(60.4, past) == (
        "Lambda waits 60 s for `w0`, `w1`, `w2` and 2 more before it invokes again; "
        "here it does so at once"
    )
    assert given.record.next_due() == pytest.approx(1061.5)


@pytest.mark.parametrize(
    ("kind", "before", "action"),
    [
        ("STEP", ("START",), "START"),
        ("STEP", ("START", "SUCCEED"), "FAIL"),
        ("STEP", (), "CANCEL"),
        ("CONTEXT", ("START",), "START"),
        ("CONTEXT", ("START", "FAIL"), "SUCCEED"),
        ("CONTEXT", (), "RETRY"),
        ("WAIT", ("START",), "START"),
        ("WAIT", (), "CANCEL"),
        ("WAIT", ("START",), "SUCCEED"),
        ("CALLBACK", ("START",), "SUCCEED"),
        ("CHAINED_INVOKE", ("START", "CANCEL"), "CANCEL"),
        ("EXECUTION", (), "START"),
    ],
)
def test_an_update_out_of_order_is_refused(
    kind: Kind, before: tuple[Action, ...], action: Action
) -> None:
    given = Given()
    for each in before:
        given.told(Update("x", kind, each))
    operations = given.record.operations
    with pytest.raises(RefusedUpdateError):
        given.told(wait(1, "other"), Update("x", kind, action))
    # Nothing of a checkpoint is taken where a part of it is refused.
    assert given.record.operations == operations


def test_other_refusals() -> None:
    given = Given()
    given.told(step("START"))
    with pytest.raises(RefusedUpdateError, match="Inconsistent operation type"):
        given.told(Update("s", "WAIT", "START"))
    with pytest.raises(RefusedUpdateError, match="Invalid parent operation id"):
        given.told(Update("x", "CONTEXT", "START", parent_id="nowhere"))
    with pytest.raises(RefusedUpdateError, match="less than or equal to 262144 bytes"):
        given.told(step("SUCCEED", payload="ä" * 131_073))
    with pytest.raises(RefusedUpdateError, match="Error object size must be less than 32768 bytes"):
        given.told(step("FAIL", error=ErrorObject("x" * 32_768)))
    assert given.told(step("SUCCEED", payload="ä" * 131_072)) == [("s", "SUCCEEDED")]


def test_a_token_is_good_for_one_checkpoint() -> None:
    given = Given()
    token = given.service.event()["CheckpointToken"]
    body = {"CheckpointToken": token, "ClientToken": "c", "Updates": [_started("s")]}
    status, answer, _ = given.asked("POST", f"{PATH}/checkpoint", body)
    assert status == 200
    assert answer["CheckpointToken"] != token
    (operation,) = answer["NewExecutionState"]["Operations"]
    assert operation == {
        "Id": "s",
        "Type": "STEP",
        "StartTimestamp": 1000.0,
        "Status": "STARTED",
        "StepDetails": {},
    }
    assert given.asked("POST", f"{PATH}/checkpoint", body) == (
        400,
        {"message": "Invalid checkpoint token"},
        "InvalidParameterValueException",
    )
    # One of an invocation that has ended is of no use either.
    given.service.event()
    body["CheckpointToken"] = answer["CheckpointToken"]
    assert given.asked("POST", f"{PATH}/checkpoint", body)[0] == 400


def test_the_checkpoint_that_ends_an_execution_gives_no_token() -> None:
    given = Given()
    token = given.service.event()["CheckpointToken"]
    update = {"Id": "r", "Type": "EXECUTION", "Action": "SUCCEED", "Payload": "[]"}
    body = {"CheckpointToken": token, "Updates": [update]}
    status, answer, _ = given.asked("POST", f"{PATH}/checkpoint", body)
    assert (status, answer) == (200, {"NewExecutionState": {"Operations": [], "NextMarker": None}})
    assert given.record.ended is not None
    assert given.record.ended.result == "[]"


def test_an_execution_beyond_the_quotas_of_lambda_has_ended() -> None:
    many, large = Given(), Given()
    many.told(*(Update(str(number), "CONTEXT", "START") for number in range(3_000)))
    assert many.record.ended is None
    token = many.service.event()["CheckpointToken"]
    body = {"CheckpointToken": token, "Updates": [_started("s")]}
    status, answer, _ = many.asked("POST", f"{PATH}/checkpoint", body)
    # Without a token the SDKs know that no more is kept.
    assert (status, "CheckpointToken" in answer) == (200, False)
    text = "x" * 262_144
    for number in range(401):
        large.told(Update(str(number), "STEP", "SUCCEED", payload=text))
    for given in (many, large):
        assert given.record.ended is not None and given.record.ended.error is not None
        assert given.record.ended.error.error_message == (
            "the execution goes beyond Lambda's quotas of 3000 operations and 100 MB that they keep"
        )


def test_the_state_comes_in_pages() -> None:
    given = Given()
    text = "x" * 200_000
    for number in range(40):
        given.told(Update(f"s{number}", "STEP", "SUCCEED", payload=text))
    event: Any = given.service.event()
    state = event["InitialExecutionState"]
    found = [each["Id"] for each in state["Operations"]]
    assert found[0] == "one"
    query = f"CheckpointToken={event['CheckpointToken']}&MaxItems=1000&Marker={state['NextMarker']}"
    status, page, _ = given.asked("GET", f"{PATH}/state?{query}")
    assert (status, page["NextMarker"]) == (200, None)
    found += [each["Id"] for each in page["Operations"]]
    assert found == ["one", *(f"s{number}" for number in range(40))]
    assert given.asked("GET", f"{PATH}/state?CheckpointToken=x&Marker=1")[0] == 400
    for marker in ("", "-1", "\u0661", "1" * 5_000):
        other = f"CheckpointToken={event['CheckpointToken']}&Marker={marker}"
        assert given.asked("GET", f"{PATH}/state?{other}")[0] == 400


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b'{"CheckpointToken": "x", "Updates": [{"Id": "s", "Type": "NONE"}]}', b"\xff"],
)
def test_what_is_no_checkpoint_is_refused(body: bytes) -> None:
    service = Given().service
    path = f"{PATH}/checkpoint"
    answer = service.answer(Head("POST", path, {}), path, Body(body, len(body), {}))
    assert answer.startswith(b"HTTP/1.1 400 ")
    cut = service.answer(Head("POST", path, {}), path, Body(b"{", 99, {}))
    assert b"The request is too large." in cut


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/2015-03-31/functions/other/invocations"),
        ("POST", "/2025-12-01/durable-execution-callbacks/abc/succeed"),
        ("GET", f"{PATH}/history"),
        ("GET", PATH),
        ("POST", PATH.replace("one", "two") + "/checkpoint"),
    ],
)
def test_other_requests_of_the_lambda_api_are_refused(method: str, path: str) -> None:
    status, answer, kind = Given().asked(method, path)
    assert (status, kind) == (400, "LocalRunUnsupported")
    assert answer["message"].startswith(f"{method} {path}: while a durable function runs locally")


def _started(id_: str) -> dict[str, str]:
    return {"Id": id_, "Type": "STEP", "Action": "START"}
