from __future__ import annotations

import json
import os
import re
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from lambda_ls.aws.json_text import value_in
from lambda_ls.runtime.arrival import invocation_of
from msgspec.structs import replace

from tests.runtime.running import outcomes, plan_for, run_code, within, write_code

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of other processes")


def is_alive(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except FileNotFoundError:
        return False


def error_of(code: str, folder: Path, **options: Any) -> Any:
    (outcome,) = run_code(folder, code, **options)
    return outcome.kind, outcome.error


def test_a_handler_gets_its_event_and_gives_its_response(tmp_path: Path) -> None:
    code = "def handler(event, context):\n    print('log')\n    return {'event': event}\n"
    (outcome,) = run_code(tmp_path, code, {"ü": [1, None]})
    assert (outcome.kind, outcome.response, outcome.error) == (
        "success",
        {"event": {"ü": [1, None]}},
        None,
    )
    start, log, end, report, _ = outcome.logs.split("\n")
    assert start == f"START RequestId: {outcome.request_id} Version: $LATEST"
    assert (log, end) == ("log", f"END RequestId: {outcome.request_id}")
    assert report == outcome.report
    assert re.fullmatch(
        r"REPORT RequestId: [\w-]{36}\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms"
        r"\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: \d+\.\d\d ms\t",
        report,
    )


def test_an_event_arrives_with_its_digits(tmp_path: Path) -> None:
    text = '{"price": 2.50, "far": [-1e999, 1E+05], "ü": "\\ud83d"}'
    assert invocation_of(plan_for(tmp_path), "id", value_in(text)).body.decode() == text


def test_module_state_stays_while_the_environment_is_warm(tmp_path: Path) -> None:
    code = "count = 0\ndef handler(e, c):\n    global count\n    count += 1\n    return count\n"
    found = run_code(tmp_path, code, 1, 2, 3)
    assert [each.response for each in found] == [1, 2, 3]
    assert [each.is_cold for each in found] == [True, False, False]
    assert [each.init_ms is None for each in found] == [False, True, True]
    assert found[1].billed_ms == -(-found[1].duration_ms // 1)


def test_a_handler_that_takes_too_long_is_ended_and_started_anew(tmp_path: Path) -> None:
    code = (
        "import os, time\nn = 0\n"
        "def handler(event, context):\n    global n\n    n += 1\n"
        "    open(os.path.join(os.environ['TMPDIR'], str(event)), 'w').close()\n"
        "    print('before')\n    time.sleep(event)\n"
        "    return [n, sorted(os.listdir(os.environ['TMPDIR']))]\n"
    )
    slow, quick = run_code(tmp_path, code, 30, 0, timeout=3)
    assert slow.kind == "timeout"
    assert slow.error == {
        "errorType": "Sandbox.Timedout",
        "errorMessage": f"RequestId: {slow.request_id} Error: Task timed out after 3.00 seconds",
    }
    assert slow.report.endswith("Status: timeout\t")
    assert "before\n" in slow.logs
    assert 3_000 <= slow.duration_ms < 30_000
    # A suppressed initialisation is within the invocation; files stay.
    assert (quick.kind, quick.response) == ("success", [1, ["0", "30"]])
    assert (quick.is_cold, quick.init_ms) == (True, None)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("sys.exit(3)", "Runtime exited with error: exit status 3"),
        ("sys.exit(0)", "Runtime exited without providing a reason"),
        ("os._exit(7)", "Runtime exited with error: exit status 7"),
        ("os.abort()", "Runtime exited with error: signal: aborted"),
        ("os.kill(os.getpid(), 9)", "Runtime exited with error: signal: killed"),
        ("os.kill(os.getpid(), 11)", "Runtime exited with error: signal: segmentation fault"),
        ("raise KeyboardInterrupt", "Runtime exited with error: signal: interrupt"),
    ],
)
def test_a_process_that_ends_is_an_exit_error(tmp_path: Path, statement: str, words: str) -> None:
    code = f"import os, sys\ndef handler(e, c):\n    print('last words')\n    {statement}\n"
    (outcome,) = run_code(tmp_path, code)
    assert outcome.kind == "exit"
    assert outcome.error == {
        "errorType": "Runtime.ExitError",
        "errorMessage": f"RequestId: {outcome.request_id} Error: {words}",
    }
    assert outcome.report.endswith("Status: error\tError Type: Runtime.ExitError\t")
    assert "last words" in outcome.logs


def test_a_handler_that_does_not_answer_has_produced_no_bytes(tmp_path: Path) -> None:
    write_code(tmp_path, "import os\ndef handler(event, context):\n    event or os._exit(1)\n")
    plan = replace(plan_for(tmp_path), system_level="DEBUG")
    found = within(lambda host: outcomes(host, plan, (True, False)))
    events = [json.loads(line) for each in found for line in each.logs.splitlines()]
    done = [each["record"] for each in events if each["type"] == "platform.runtimeDone"]
    assert [each["metrics"]["producedBytes"] for each in done] == [len("null"), 0]


def test_a_module_that_cannot_be_loaded_is_an_init_error(tmp_path: Path) -> None:
    (outcome,) = run_code(tmp_path, "import nowhere\n")
    assert outcome.kind == "init-error"
    assert outcome.error == {
        "errorType": "Runtime.ImportModuleError",
        "errorMessage": "Unable to import module 'app': No module named 'nowhere'",
        "requestId": "",
        "stackTrace": [],
    }
    assert "Phase: init\tStatus: error\tError Type: Runtime.ImportModuleError" in outcome.logs


def test_an_exit_while_loading_is_an_exit_error(tmp_path: Path) -> None:
    kind, error = error_of("import sys\nsys.exit(4)\n", tmp_path)
    assert kind == "exit"
    assert error["errorMessage"].endswith("exit status 4")


def test_a_long_start_is_repeated_within_the_first_invocation(tmp_path: Path) -> None:
    code = (
        "import os, time\nmark = os.path.join(os.environ['TMPDIR'], 'started')\n"
        "if not os.path.exists(mark):\n    open(mark, 'w').close()\n    time.sleep(30)\n"
        "def handler(e, c):\n    return 'second start'\n"
    )
    (outcome,) = run_code(tmp_path, code, init_timeout=3)
    assert outcome.response == "second start"
    assert re.search(
        r"INIT_REPORT Init Duration: [\d.]+ ms\tPhase: init\tStatus: timeout", outcome.logs
    )
    assert outcome.init_ms is None


def test_a_start_that_never_ends_is_a_timeout(tmp_path: Path) -> None:
    code = "import time\ntime.sleep(30)\n"
    (outcome,) = run_code(tmp_path, code, timeout=0.3, init_timeout=0.3)
    assert outcome.kind == "timeout"


def test_a_gigabyte_of_output_is_drained_and_bounded(tmp_path: Path) -> None:
    code = (
        "import os\ndef handler(e, c):\n    block = b'x' * 1_000_000\n"
        "    for _ in range(1000):\n        os.write(1, block)\n    print('end')\n    return 1\n"
    )
    (outcome,) = run_code(tmp_path, code, timeout=30)
    assert outcome.response == 1
    assert len(outcome.logs) < 1_200_000
    assert "bytes of output are left out here]" in outcome.logs
    assert "xend\nEND RequestId" in outcome.logs


def test_stderr_and_stdout_keep_their_order(tmp_path: Path) -> None:
    code = (
        "import sys\ndef handler(e, c):\n"
        "    for n in range(50):\n        print(n, file=(sys.stdout, sys.stderr)[n % 2])\n"
    )
    (outcome,) = run_code(tmp_path, code)
    assert outcome.logs.split("\n")[1:51] == [str(n) for n in range(50)]


def test_closing_stdout_does_no_harm(tmp_path: Path) -> None:
    code = "import os\ndef handler(e, c):\n    os.close(1)\n    os.close(2)\n    return 'fine'\n"
    (outcome,) = run_code(tmp_path, code)
    assert outcome.response == "fine"


@LINUX
@pytest.mark.parametrize("leaves", ["", "os.setsid()"])
def test_what_a_handler_has_started_ends_with_it(tmp_path: Path, leaves: str) -> None:
    code = (
        "import os, signal, time\ndef handler(e, c):\n    child = os.fork()\n"
        "    if child == 0:\n"
        f"        {leaves or 'pass'}\n"
        "        signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "        time.sleep(60)\n        os._exit(0)\n"
        "    return child\n"
    )
    (outcome,) = run_code(tmp_path, code)
    assert isinstance(outcome.response, int)
    deadline = time.monotonic() + 60
    while is_alive(outcome.response) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not is_alive(outcome.response)


def test_a_handler_that_ignores_signals_is_ended(tmp_path: Path) -> None:
    code = (
        "import signal\nfor each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):\n"
        "    signal.signal(each, signal.SIG_IGN)\n"
        "def handler(e, c):\n    while True:\n        pass\n"
    )
    kind, _ = error_of(code, tmp_path, timeout=0.4)
    assert kind == "timeout"


def test_endless_recursion_is_an_error_with_its_trace(tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 40)
    code = "def handler(e, c):\n    return handler(e, c)\n"
    kind, error = error_of(code, folder)
    assert (kind, error["errorType"]) == ("error", "RecursionError")
    assert error["stackTrace"]


def test_a_response_that_is_too_large_is_an_error(tmp_path: Path) -> None:
    code = "def handler(e, c):\n    return 'x' * (6_291_556 - 2 + e)\n"
    fits, spills, after = run_code(tmp_path, code, 0, 1, 0)
    assert fits.kind == "success"
    assert spills.error == {
        "errorType": "Function.ResponseSizeTooLarge",
        "errorMessage": "Response payload size (6291557 bytes) exceeded maximum allowed payload"
        " size (6291556 bytes).",
    }
    assert (after.kind, after.is_cold) == ("success", True)


def test_an_interpreter_that_crashes_leaves_a_clear_outcome(tmp_path: Path) -> None:
    code = "import ctypes\ndef handler(e, c):\n    ctypes.string_at(0)\n"
    kind, error = error_of(code, tmp_path)
    assert kind == "exit"
    assert error["errorMessage"].endswith("signal: segmentation fault")


def test_nothing_of_the_shell_gets_into_a_handler(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOME_SECRET", "1")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "real")
    code = "import os\ndef handler(e, c):\n    return dict(os.environ)\n"
    (outcome,) = run_code(tmp_path, code)
    found = outcome.response
    assert isinstance(found, dict)
    assert "SOME_SECRET" not in found
    assert "real" not in found.values()
    assert found["LAMBDA_TASK_ROOT"] == str(tmp_path)
    assert found["TMPDIR"] != os.environ.get("TMPDIR")
    assert not os.path.exists(str(found["TMPDIR"]))


def test_memory_of_the_whole_tree_is_measured(tmp_path: Path) -> None:
    code = "def handler(e, c):\n    kept.append(b'x' * 64 * 1024 * 1024)\nkept = []\n"
    (outcome,) = run_code(tmp_path, code)
    if sys.platform == "linux":
        assert 64 < outcome.max_memory < 120


def test_a_handler_that_answers_by_itself_has_answered(tmp_path: Path) -> None:
    code = (
        "import os, urllib.request\n"
        "def handler(event, context):\n"
        "    api = 'http://' + os.environ['AWS_LAMBDA_RUNTIME_API'] + '/2018-06-01/runtime'\n"
        "    path = f'{api}/invocation/{context.aws_request_id}/response'\n"
        "    urllib.request.urlopen(urllib.request.Request(path, b'\"first\"'))\n"
        "    return 'second'\n"
    )
    first, after = run_code(tmp_path, code, 1, 2)
    # The client is refused for its second answer, and ends.
    assert (first.kind, first.response) == ("success", "first")
    assert (after.kind, after.is_cold) == ("success", True)


@LINUX
def test_processes_that_flee_from_one_to_the_next_are_caught(tmp_path: Path) -> None:
    code = (
        "import os, time\n"
        "def handler(event, context):\n"
        "    if os.fork() == 0:\n"
        "        until = time.monotonic() + 20\n"
        "        while time.monotonic() < until:\n"
        "            if os.fork():\n                os._exit(0)\n"
        "            os.setsid()\n"
        "            with open('last', 'w') as file:\n"
        "                file.write(str(os.getpid()))\n"
        "            time.sleep(0.003)\n"
        "    time.sleep(0.2)\n"
    )
    run_code(tmp_path, code)
    time.sleep(0.1)
    last = (tmp_path / "last").read_text()
    time.sleep(0.1)
    assert (tmp_path / "last").read_text() == last
    assert not last or not is_alive(int(last))
