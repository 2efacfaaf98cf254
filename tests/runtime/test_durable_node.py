from __future__ import annotations

from pathlib import Path

import pytest
from lambda_ls.aws.data import Json
from lambda_ls.runtime.outcome import Outcome

from tests.runtime.durable import execution_of, notes, operations, run_plan, waits
from tests.runtime.running import plan_for, write_code

_MODULES = Path(__file__).parents[2] / "node_modules"
_SDK = _MODULES / "@aws" / "durable-execution-sdk-js"
_HEAD = """\
const { withDurableExecution } = require("@aws/durable-execution-sdk-js");
"""

pytestmark = pytest.mark.skipif(not _SDK.is_dir(), reason="needs what `npm ci` installs")


def run_durable(folder: Path, code: str, event: Json = None) -> Outcome:
    write_code(folder, f"{_HEAD}exports.handler = withDurableExecution({code});\n", "app.js")
    (folder / "node_modules").symlink_to(_MODULES)
    return run_plan(plan_for(folder, runtime="nodejs22.x", family="node"), event)


def test_steps_retries_and_waits_go_on_in_the_same_process(tmp_path: Path) -> None:
    code = """async (event, context) => {
  const by = await context.step("pay", async () => {
    console.log("pays", event.amount);
    return process.pid;
  });
  await context.wait("cooldown", { hours: 1 });
  const tried = await context.step("flaky", async (step) => {
    globalThis.tries = (globalThis.tries ?? 0) + 1;
    if (globalThis.tries < 3) throw new Error("not yet");
    return globalThis.tries;
  }, { retryStrategy: (error, attempt) => ({ shouldRetry: true, delay: { minutes: attempt } }) });
  return { tried, isSame: by === process.pid };
}"""
    outcome = run_durable(tmp_path, code, {"amount": 3})
    assert (outcome.error, outcome.response) == (None, {"tried": 3, "isSame": True})
    assert outcome.logs.count("pays 3") == 1
    assert notes(outcome) == [
        waits(3600, "`cooldown`"),
        waits(60, "attempt 2 of step `flaky`"),
        waits(120, "attempt 3 of step `flaky`"),
    ]
    assert operations(outcome) == [
        ("pay", "STEP", "SUCCEEDED"),
        ("cooldown", "WAIT", "SUCCEEDED"),
        ("flaky", "STEP", "SUCCEEDED"),
    ]
    assert execution_of(outcome).operations[2].attempts == 3


def test_branches_and_conditions_go_on_when_their_time_has_come(tmp_path: Path) -> None:
    code = """async (event, context) => {
  const branch = (name, minutes) => async (child) => {
    await child.wait(name, { minutes });
    return child.step(`done ${name}`, async () => name);
  };
  const both = await context.parallel("both", [branch("short", 10), branch("long", 30)]);
  const doubled = await context.map("doubled", [1, 2], async (child, item) => item * 2);
  const ready = await context.waitForCondition("ready", async (state) => state + 1, {
    initialState: 0,
    waitStrategy: (state) =>
      state < 2 ? { shouldContinue: true, delay: { minutes: 1 } } : { shouldContinue: false },
  });
  const large = await context.runInChildContext("large", async (child) =>
    (await child.step("part", async () => "x".repeat(200_000))).repeat(2));
  await context.wait({ minutes: 1 });
  return [both.getResults(), doubled.getResults(), ready, large.length];
}"""
    outcome = run_durable(tmp_path, code)
    assert outcome.error is None
    assert outcome.response == [["short", "long"], [2, 4], 2, 400_000]
    assert notes(outcome) == [
        waits(600, "`short`"),
        waits(1200, "`long`"),
        waits(60, "check 2 of condition `ready`"),
        waits(60, "a pause without a name"),
    ]


def test_an_execution_that_fails_gives_its_error(tmp_path: Path) -> None:
    code = """async (event, context) => {
  throw new TypeError("no such order");
}"""
    outcome = run_durable(tmp_path, code)
    assert outcome.kind == "error"
    assert isinstance(outcome.error, dict)
    assert (outcome.error["errorType"], outcome.error["errorMessage"]) == (
        "TypeError",
        "no such order",
    )
    assert execution_of(outcome).status == "FAILED"


def test_a_large_result_comes_with_a_checkpoint(tmp_path: Path) -> None:
    outcome = run_durable(tmp_path, 'async () => "x".repeat(6_291_454)')
    assert (outcome.kind, len(outcome.payload)) == ("success", 6_291_456)


def test_what_others_would_answer_ends_the_run(tmp_path: Path) -> None:
    code = """async (event, context) => {
  if (event === "callback") {
    return context.waitForCallback("approval", async (id) => console.log(id));
  }
  return context.invoke("pay", "payment:live", { a: 1 });
}"""
    for event, whom in (
        ("callback", "callback `approval`, which nobody sends here"),
        ("invoke", "function `payment:live`, which it would invoke and which is not run here"),
    ):
        outcome = run_durable(tmp_path / event, code, event)
        assert isinstance(outcome.error, dict)
        assert outcome.error["errorMessage"] == f"the execution waits for {whom}"
        assert execution_of(outcome).status == "RUNNING"


def test_other_calls_of_the_lambda_api_are_refused_at_once(tmp_path: Path) -> None:
    code = """async () => {
  const { LambdaClient, InvokeCommand } = require("@aws-sdk/client-lambda");
  try {
    await new LambdaClient().send(new InvokeCommand({ FunctionName: "other" }));
  } catch (error) {
    return { name: error.name, text: error.message };
  }
}"""
    outcome = run_durable(tmp_path, code)
    assert isinstance(outcome.response, dict)
    assert outcome.response["name"] == "LocalRunUnsupported"
    assert "POST /2015-03-31/functions/other/invocations: while" in str(outcome.response["text"])
