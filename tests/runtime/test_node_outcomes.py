"""Functions in Node.js in real execution environments."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lambda_ls.aws.data import Json
from lambda_ls.runtime.hints import hint
from lambda_ls.runtime.outcome import Outcome

from tests.runtime.running import outcomes, plan_for, within

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="needs node")

GENERATIONS = ("nodejs22.x", "nodejs24.x")


def run(
    folder: Path,
    code: str,
    *events: Json,
    runtime: str = "nodejs22.x",
    handler: str = "app.handler",
    timeout: float = 10.0,
) -> list[Outcome]:
    (folder / "app.js").write_text(code)
    plan = plan_for(folder, handler, timeout, runtime, "node")
    return within(lambda server: outcomes(server, plan, events))


@pytest.mark.parametrize("runtime", GENERATIONS)
def test_module_state_lives_from_one_invocation_to_the_next(tmp_path: Path, runtime: str) -> None:
    code = "let count = 0; exports.handler = async (event) => [event, ++count];"
    found = run(tmp_path, code, {"a": "é"}, None, runtime=runtime)
    assert [each.response for each in found] == [[{"a": "é"}, 1], [None, 2]]
    assert [each.is_cold for each in found] == [True, False]


@pytest.mark.parametrize("runtime", GENERATIONS)
def test_an_error_comes_with_its_trace_and_the_next_one_is_warm(
    tmp_path: Path, runtime: str
) -> None:
    code = "exports.handler = async (fails) => { if (fails) throw new TypeError('no'); };"
    error, success = run(tmp_path, code, True, False, runtime=runtime)
    assert error.kind == "error"
    assert isinstance(error.error, dict)
    assert (error.error["errorType"], error.error["errorMessage"]) == ("TypeError", "no")
    assert "Invoke Error" in error.logs
    assert (success.kind, success.is_cold) == ("success", False)


def test_callbacks_wait_for_what_is_still_to_do(tmp_path: Path) -> None:
    code = """
        exports.handler = (event, context, callback) => {
          setTimeout(() => console.log("done first"), 50);
          callback(null, "called");
        };
        """
    (found,) = run(tmp_path, code, {})
    assert found.response == "called"
    assert "done first" in found.logs


def test_callbacks_are_gone_from_node_24_on(tmp_path: Path) -> None:
    code = "exports.handler = (event, context, callback) => callback(null, 1);"
    (found,) = run(tmp_path, code, {}, runtime="nodejs24.x")
    assert found.kind == "init-error"
    assert isinstance(found.error, dict)
    assert found.error["errorType"] == "Runtime.CallbackHandlerDeprecated"


@pytest.mark.parametrize("runtime", GENERATIONS)
def test_a_stream_becomes_the_response(tmp_path: Path, runtime: str) -> None:
    code = """
        exports.handler = awslambda.streamifyResponse(async (event, stream) => {
          stream.write("one ");
          if (event) throw new Error("midway");
          stream.end("two");
        });
        """
    found, broken, again = run(tmp_path, code, False, True, False, runtime=runtime)
    assert (found.kind, found.payload) == ("success", "one two")
    assert broken.kind == "error"
    assert (again.kind, again.is_cold) == ("success", False)


@pytest.mark.parametrize("runtime", GENERATIONS)
def test_what_ends_the_process_leaves_an_outcome_and_a_new_start(
    tmp_path: Path, runtime: str
) -> None:
    code = """
        const fs = require("node:fs");
        const ways = {
          exit: () => process.exit(3),
          kill: () => process.kill(process.pid, "SIGKILL"),
          descriptors: () => {
            for (let number = 3; number < 64; number++) {
              try { fs.closeSync(number); } catch {}
            }
          },
          fine: () => "fine",
        };
        exports.handler = async (way) => ways[way]();
        """
    found = run(tmp_path, code, "exit", "fine", "kill", "descriptors", "fine", runtime=runtime)
    assert [each.kind for each in found] == ["exit", "success", "exit", "exit", "success"]


def test_a_loop_without_end_is_stopped(tmp_path: Path) -> None:
    code = "exports.handler = async (loops) => { while (loops); return 1; };"
    found, again = run(tmp_path, code, True, False, timeout=3)
    assert (found.kind, again.kind) == ("timeout", "success")


def test_output_is_no_danger(tmp_path: Path) -> None:
    code = """
        exports.handler = async () => {
          for (let n = 0; n < 50_000; n++) console.log("line", n);
          require("node:fs").closeSync(1);
          return "printed";
        };
        """
    (found,) = run(tmp_path, code, {})
    assert found.response == "printed"


def test_a_result_that_is_too_large_leaves_the_process_alive(tmp_path: Path) -> None:
    code = "exports.handler = async (size) => 'x'.repeat(size);"
    large, small = run(tmp_path, code, 6_291_555, 1)
    assert large.kind == "error"
    assert isinstance(large.error, dict)
    assert large.error["errorType"] == "Function.ResponseSizeTooLarge"
    assert (small.kind, small.is_cold) == ("success", False)
    (edge,) = run(tmp_path, code, 6_291_554)
    assert edge.kind == "success"


def test_the_heap_is_as_large_as_the_functions_memory_lets_it_be(tmp_path: Path) -> None:
    code = (
        "exports.handler = async () =>"
        " require('v8').getHeapStatistics().heap_size_limit / 1024 / 1024;"
    )
    (outcome,) = run(tmp_path, code, None)
    assert isinstance(outcome.response, int | float)
    # Node.js itself would take gigabytes; the function has 128 MB.
    assert outcome.response < 256


def test_a_missing_sdk_is_told_to_be_a_part_of_the_image(tmp_path: Path) -> None:
    (outcome,) = run(tmp_path, "require('@aws-sdk/client-s3');", None)
    found = hint(outcome, plan_for(tmp_path, family="node"))
    assert found is not None
    assert found.startswith("`@aws-sdk/client-s3` is a part of Lambda's image")
