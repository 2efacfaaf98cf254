from __future__ import annotations

import asyncio
import os
import subprocess
from pathlib import Path

import pytest
from lambda_ls.lsp.debug_configuration import debug_configuration
from lambda_ls.runtime.debugging import DebugPlan, DebugSession
from lambda_ls.runtime.host import Host
from lambda_ls.runtime.outcome import Outcome
from lambda_ls.runtime.processes.ending import marked
from msgspec.structs import replace

from tests.runtime.dap import debugpy
from tests.runtime.running import outcomes, plan_for, within, write_code

CODE = """\
def handler(event, context):
    total = event["count"] + 1
    return {"total": total, "remaining": context.get_remaining_time_in_millis()}
"""


def started(plan: DebugPlan) -> subprocess.Popen[bytes]:
    """The process that a debugger would start."""
    return subprocess.Popen(
        [plan.interpreter, *plan.options, plan.program, *plan.arguments],
        env=dict(plan.environment),
        cwd=plan.folder,
        stdout=subprocess.DEVNULL,
    )


async def launched(session: DebugSession, file: Path) -> tuple[dict[str, str], Outcome]:
    """Debug as an editor does: what it sees at line 3, and the outcome."""
    configuration = debug_configuration(session.plan, "Probe")
    with debugpy() as debugger:
        seen = await asyncio.to_thread(debugger.stops_at, file, 3, "launch", {**configuration})
        debugger.go_on()
        outcome = await session.outcome()
        await asyncio.to_thread(debugger.event, "terminated")
    return seen, outcome


def test_an_editor_stops_in_the_handler_and_gets_the_outcome_without_a_timeout(
    tmp_path: Path,
) -> None:
    write_code(tmp_path, CODE)

    async def debug(host: Host) -> tuple[dict[str, str], Outcome, str]:
        plan = plan_for(tmp_path, timeout=0.01)
        session = await DebugSession.open(host, plan, {"count": 41}, lambda text: None)
        address = dict(session.plan.environment)["AWS_LAMBDA_RUNTIME_API"]
        return (*await launched(session, tmp_path / "app.py"), address)

    seen, outcome, address = within(debug)
    assert seen["total"] == "42"
    assert outcome.kind == "success"
    assert isinstance(outcome.response, dict)
    assert outcome.response["total"] == 42
    assert isinstance(outcome.response["remaining"], int)
    assert outcome.response["remaining"] > 900_000
    assert marked(address) == []


def test_a_session_that_is_closed_ends_the_process_and_removes_its_folder(tmp_path: Path) -> None:
    write_code(tmp_path, "import time\ndef handler(event, context):\n    time.sleep(60)\n")

    async def close(host: Host) -> tuple[int, str]:
        session = await DebugSession.open(host, plan_for(tmp_path), {}, lambda text: None)
        plan = session.plan
        process = started(plan)
        waiting = asyncio.create_task(session.outcome())
        await asyncio.sleep(0.5)
        await session.close()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        return await asyncio.to_thread(process.wait), plan.build_folder

    status, folder = within(close)
    assert status != 0
    assert not os.path.exists(folder)


def test_a_handler_that_cannot_be_loaded_gives_its_error(tmp_path: Path) -> None:
    write_code(tmp_path, "import nowhere\n")

    async def debug(host: Host) -> tuple[Outcome, int]:
        session = await DebugSession.open(host, plan_for(tmp_path), {}, lambda text: None)
        plan = session.plan
        process = started(plan)
        return await session.outcome(), await asyncio.to_thread(process.wait)

    outcome, status = within(debug)
    assert (outcome.kind, status) == ("init-error", 1)


def test_a_session_that_cannot_be_opened_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_code(tmp_path, CODE)

    async def refuse(address: str) -> None:
        raise OSError("too many open files")

    async def debug(host: Host) -> None:
        monkeypatch.setattr(host.api, "open_channel", refuse)
        opening = DebugSession.open(host, plan_for(tmp_path), {}, lambda text: None)
        with pytest.raises(OSError, match="too many open files"):
            await asyncio.wait_for(opening, 20)

    within(debug)


WATCHED = """\
import os, time
def handler(event, context):
    process = os.getpid()
    if os.fork() == 0:
        os.setsid()
        while os.getppid() == process:
            time.sleep(0.01)
        os.mkdir(event)
        os._exit(0)
"""


def test_what_has_attached_to_a_process_sees_it_leave(tmp_path: Path) -> None:
    write_code(tmp_path, WATCHED)
    seen = tmp_path / "seen"
    plan = replace(plan_for(tmp_path), leaves=True)
    [outcome] = within(lambda host: outcomes(host, plan, (str(seen),)))
    assert outcome.kind == "success"
    assert seen.exists()
