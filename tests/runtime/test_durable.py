from __future__ import annotations

import re
from pathlib import Path

import pytest
from lambda_ls.aws.json_text import value_in
from lambda_ls.runtime.debugging import DebugSession
from lambda_ls.runtime.folder import RunFolder
from lambda_ls.runtime.host import Host
from lambda_ls.runtime.launched import environment_of
from lambda_ls.runtime.outcome import Outcome
from lambda_ls.runtime.processes.ending import marked
from msgspec.structs import replace

from tests.runtime.durable import execution_of, notes, operations, run_durable, waits
from tests.runtime.running import plan_for, within, write_code
from tests.runtime.test_debugging import started

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
    assert notes(outcome) == [waits(3600, "`cooldown`")]
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


def test_a_step_that_fails_is_tried_again_until_its_attempts_are_over(tmp_path: Path) -> None:
    code = """
tries = 0

def charge(step):
    global tries
    tries += 1
    raise RuntimeError(f"bank is away {tries}")

@durable_execution
def handler(event, context):
    wish = RetryStrategyConfig(
        max_attempts=3,
        initial_delay=Duration.from_seconds(60),
        jitter_strategy=JitterStrategy.NONE,
    )
    config = StepConfig(retry_strategy=create_retry_strategy(wish))
    return context.step(charge, name="charge", config=config)
"""
    outcome = run_durable(tmp_path, code)
    assert outcome.kind == "error"
    assert isinstance(outcome.error, dict)
    assert outcome.error["errorMessage"] == "bank is away 3"
    assert notes(outcome) == [
        waits(60, "attempt 2 of step `charge`"),
        waits(120, "attempt 3 of step `charge`"),
    ]
    execution = execution_of(outcome)
    assert execution.status == "FAILED"
    assert [(each.status, each.attempts) for each in execution.operations] == [("FAILED", 3)]


def test_branches_go_on_when_their_own_time_has_come(tmp_path: Path) -> None:
    code = """
def later(name, minutes):
    def branch(context):
        context.wait(Duration.from_minutes(minutes), name=name)
        return context.step(lambda step: name, name="done " + name)
    return branch

@durable_execution
def handler(event, context):
    both = context.parallel([later("short", 10), later("long", 30)], name="both")
    doubled = context.map([1, 2, 3], lambda context, item, index, items: item * 2, name="doubled")
    inner = context.run_in_child_context(lambda child: child.step(lambda s: 7, name="in"), name="c")
    return [both.get_results(), doubled.get_results(), inner]
"""
    outcome = run_durable(tmp_path, code)
    assert outcome.response == [["short", "long"], [2, 4, 6], 7]
    assert notes(outcome) == [
        waits(600, "`short`"),
        waits(1200, "`long`"),
    ]
    assert {status for _, _, status in operations(outcome)} == {"SUCCEEDED"}
    assert round(execution_of(outcome).skipped, -1) == 1800


def test_a_handler_that_gives_nothing_gives_null(tmp_path: Path) -> None:
    code = """
def pause(context, item, index, items):
    context.wait(Duration.from_hours(1), name=f"pause {item}")

@durable_execution
def handler(event, context):
    context.map(list(range(5)), pause)
"""
    outcome = run_durable(tmp_path, code)
    assert (outcome.kind, outcome.response, outcome.payload) == ("success", None, "null")
    assert notes(outcome)[0].startswith("Lambda waits 3600 s for `pause 0`")


def test_a_condition_is_checked_again_with_what_it_has_kept(tmp_path: Path) -> None:
    code = """
from aws_durable_execution_sdk_python.waits import *

@durable_execution
def handler(event, context):
    def strategy(state, attempt):
        if state >= 3:
            return WaitForConditionDecision.stop_polling()
        return WaitForConditionDecision.continue_waiting(Duration.from_minutes(1))
    config = WaitForConditionConfig(wait_strategy=strategy, initial_state=0)
    return context.wait_for_condition(lambda state, check: state + 1, config, name="ready")
"""
    outcome = run_durable(tmp_path, code)
    assert outcome.response == 3
    assert notes(outcome) == [
        waits(60, f"check {number} of condition `ready`") for number in (2, 3)
    ]


def test_results_may_be_as_large_as_those_of_lambda(tmp_path: Path) -> None:
    code = """
@durable_execution
def handler(event, context):
    def inner(child):
        return child.step(lambda step: "x" * 200_000, name="part") * 2
    whole = context.run_in_child_context(inner, name="large")
    context.wait(Duration.from_minutes(1))
    return (whole * 16)[:event]
"""
    small = run_durable(tmp_path, code, 400_000)
    assert (small.kind, len(small.payload)) == ("success", 400_002)
    # What leaves no room for the rest of an answer, the SDK gives with a checkpoint.
    large = run_durable(tmp_path, code, 6_291_454)
    assert (large.kind, len(large.payload)) == ("success", 6_291_456)
    assert execution_of(large).status == "SUCCEEDED"
    too_large = run_durable(tmp_path, code, 6_291_455)
    assert too_large.kind == "error"
    assert "must be less than or equal to 6291456 bytes" in too_large.payload


def test_a_step_cannot_keep_more_than_lambda_keeps(tmp_path: Path) -> None:
    code = """
@durable_execution
def handler(event, context):
    return len(context.step(lambda step: "x" * 300_000, name="large"))
"""
    outcome = run_durable(tmp_path, code)
    assert outcome.kind == "error"
    assert "payload size must be less than or equal to 262144 bytes" in outcome.payload
    assert execution_of(outcome).status == "FAILED"


def test_more_operations_than_one_event_holds_are_fetched_page_by_page(tmp_path: Path) -> None:
    code = """
@durable_execution
def handler(event, context):
    parts = [context.step(lambda step: "x" * 250_000, name=str(each)) for each in range(45)]
    context.wait(Duration.from_days(1), name="night")
    return sum(map(len, parts))
"""
    outcome = run_durable(tmp_path, code, timeout=50)
    assert (outcome.kind, outcome.response) == ("success", 45 * 250_000)
    assert len(execution_of(outcome).invocations) == 2


def test_a_callback_that_nobody_sends_ends_the_run(tmp_path: Path) -> None:
    code = """
@durable_execution
def handler(event, context):
    limit = WaitForCallbackConfig(timeout=Duration.from_hours(2))
    if event == "inner":
        return context.wait_for_callback(lambda id, c: print(id), name="approval", config=limit)
    return context.create_callback(name="answer").result()
"""
    outcome = run_durable(tmp_path, code, "inner")
    assert (outcome.kind, outcome.error) == (
        "error",
        {
            "errorType": "LocalRun.Unended",
            "errorMessage": "the execution waits for callback `approval`, which nobody sends here "
            "(in Lambda it times out after 7200 s)",
        },
    )
    assert execution_of(outcome).status == "RUNNING"
    assert "callback `answer`, which nobody sends here" in run_durable(tmp_path, code).payload


def test_time_goes_on_beside_a_callback(tmp_path: Path) -> None:
    code = """
@durable_execution
def handler(event, context):
    context.parallel([
        lambda child: child.create_callback(name="answer").result(),
        lambda child: child.wait(Duration.from_hours(1), name="pause"),
        lambda child: child.invoke("payment:live", {"a": 1}, name="pay"),
    ])
"""
    outcome = run_durable(tmp_path, code)
    assert notes(outcome) == [waits(3600, "`pause`")]
    assert isinstance(outcome.error, dict)
    assert outcome.error["errorMessage"] == (
        "the execution waits for callback `answer`, which nobody sends here, and for "
        "function `payment:live`, which it would invoke and which is not run here"
    )


def test_an_execution_without_end_comes_to_one(tmp_path: Path) -> None:
    code = """
@durable_execution
def handler(event, context):
    while True:
        context.wait(Duration.from_minutes(1))
"""
    outcome = run_durable(tmp_path, code, most=4)
    assert isinstance(outcome.error, dict)
    assert outcome.error["errorMessage"] == (
        "the execution has not ended after 4 invocations, and no more are made here; "
        "in Lambda it goes on"
    )
    execution = execution_of(outcome)
    assert (execution.status, len(execution.invocations)) == ("RUNNING", 4)
    limited = run_durable(tmp_path, code, execution_timeout=150)
    assert (limited.kind, limited.error) == (
        "timeout",
        {
            "errorType": "Execution.TimedOut",
            "errorMessage": "Execution timed out after 150 seconds.",
        },
    )
    execution = execution_of(limited)
    assert (execution.status, len(execution.invocations)) == ("TIMED_OUT", 3)


def test_an_execution_that_goes_beyond_a_quota_fails(tmp_path: Path) -> None:
    code = """
@durable_execution
def handler(event, context):
    context.map(range(3_100), lambda context, item, index, items: item,
                config=MapConfig(max_concurrency=20))
"""
    outcome = run_durable(tmp_path, code, timeout=50)
    assert outcome.kind == "error"
    assert "beyond Lambda's quotas of 3000 operations" in outcome.payload
    assert execution_of(outcome).status == "FAILED"


def test_an_invocation_that_fails_is_tried_again_with_what_was_kept(tmp_path: Path) -> None:
    code = """
import os, time

@durable_execution
def handler(event, context):
    context.step(lambda step: print("one"), name="one")
    if not os.path.exists("ended"):
        open("ended", "w").close()
        {"exit": lambda: os._exit(3), "time": lambda: time.sleep(60)}[event]()
    context.step(lambda step: print("two"), name="two")
    return "done"
"""
    for event, kind in (("exit", "exit"), ("time", "timeout")):
        outcome = run_durable(tmp_path / event, code, event, timeout=6)
        assert (outcome.kind, outcome.response) == ("success", "done")
        assert (outcome.logs.count("one\n"), outcome.logs.count("two\n")) == (1, 1)
        first, second = execution_of(outcome).invocations
        assert (first.kind, second.kind) == (kind, "success")
        assert notes(outcome) == [
            "the invocation has failed; Lambda tries again with what the execution has kept"
        ]


def test_what_fails_without_having_kept_anything_is_not_tried_again(tmp_path: Path) -> None:
    for code, kind in (("import os\nos._exit(3)\n", "exit"), ("import nothing\n", "init-error")):
        outcome = run_durable(tmp_path, code)
        execution = execution_of(outcome)
        assert (outcome.kind, execution.status) == (kind, "FAILED")
        assert len(execution.invocations) == 1


def test_a_handler_that_is_not_wrapped_is_told(tmp_path: Path) -> None:
    for answer in ("{'ok': 1}", "'text'", "{'Status': 'DONE'}", "None"):
        outcome = run_durable(tmp_path, f"def handler(event, context):\n    return {answer}\n")
        assert outcome.kind == "error"
        assert isinstance(outcome.error, dict)
        assert outcome.error["errorType"] == "LocalRun.NotDurable"
        assert "is not wrapped by AWS's durable execution SDK" in outcome.payload
        assert execution_of(outcome).status == "FAILED"


def test_a_handler_that_waits_for_nothing_is_told(tmp_path: Path) -> None:
    code = "def handler(event, context):\n    return {'Status': 'PENDING'}\n"
    outcome = run_durable(tmp_path, code)
    assert "no operation is pending" in outcome.payload
    assert execution_of(outcome).status == "FAILED"


def test_other_calls_of_the_lambda_api_are_refused_at_once(tmp_path: Path) -> None:
    code = """
import boto3

@durable_execution
def handler(event, context):
    try:
        boto3.client("lambda").invoke(FunctionName="other")
    except Exception as error:
        return {"code": error.response["Error"]["Code"], "text": str(error)}
"""
    outcome = run_durable(tmp_path, code)
    assert isinstance(outcome.response, dict)
    assert outcome.response["code"] == "LocalRunUnsupported"
    assert "POST /2015-03-31/functions/other/invocations: while" in str(outcome.response["text"])


def test_an_editor_debugs_all_invocations_of_an_execution(tmp_path: Path) -> None:
    code = """
from aws_durable_execution_sdk_python import durable_execution
from aws_durable_execution_sdk_python.config import Duration

@durable_execution
def handler(event, context):
    context.wait(Duration.from_hours(1))
    return event
"""
    write_code(tmp_path, code)

    async def debug(host: Host) -> tuple[Outcome, str]:
        # What stands at a breakpoint costs the execution no time.
        plan = replace(plan_for(tmp_path), is_durable=True, execution_timeout=7200)
        session = await DebugSession.open(host, plan, {"a": 1}, lambda text: None)
        address = dict(session.plan.environment)["AWS_LAMBDA_RUNTIME_API"]
        with started(session.plan):
            return await session.outcome(), address

    outcome, address = within(debug)
    assert (outcome.kind, outcome.response) == ("success", {"a": 1})
    assert len(execution_of(outcome).invocations) == 2
    assert marked(address) == []


def test_only_a_durable_function_finds_the_service_and_no_proxy_on_its_way(tmp_path: Path) -> None:
    plan = plan_for(tmp_path)
    folder = RunFolder(())
    try:
        ordinary = environment_of(plan, folder, "127.0.0.1:1/token")
        assert {"AWS_ENDPOINT_URL_LAMBDA", "NO_PROXY"}.isdisjoint(ordinary)
        durable = replace(plan, is_durable=True)
        found = environment_of(durable, folder, "127.0.0.1:1/token")
        assert found["AWS_ENDPOINT_URL_LAMBDA"] == "http://127.0.0.1:1/token/lambda"
        assert (found["NO_PROXY"], found["no_proxy"]) == ("127.0.0.1", "127.0.0.1")
        proxied = (*plan.environment, ("NO_PROXY", "corp"), ("AWS_ENDPOINT_URL_LAMBDA", "x"))
        found = environment_of(replace(durable, environment=proxied), folder, "127.0.0.1:1/token")
        assert (found["NO_PROXY"], found["no_proxy"]) == ("corp,127.0.0.1", "corp,127.0.0.1")
        assert found["AWS_ENDPOINT_URL_LAMBDA"] == "http://127.0.0.1:1/token/lambda"
    finally:
        folder.remove()


def test_the_numbers_of_the_event_have_their_own_digits(tmp_path: Path) -> None:
    code = "@durable_execution\ndef handler(event, context):\n"
    code += "    return context.state.get_input_payload()\n"
    text = '{"price": 1.10, "big": 1E+400}'
    assert run_durable(tmp_path, code, value_in(text)).response == text


def test_a_wait_that_is_over_too_late_is_named(tmp_path: Path) -> None:
    code = "@durable_execution\ndef handler(event, context):\n"
    code += "    context.wait(Duration.from_hours(2), name='cooldown')\n"
    outcome = run_durable(tmp_path, code, execution_timeout=3600)
    assert outcome.kind == "timeout"
    assert notes(outcome) == ["the execution waits until 7200 s after its beginning for `cooldown`"]
