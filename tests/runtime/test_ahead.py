"""A process that starts before there is an event loop to take its answer."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from lambda_ls.runtime.clients.base import CannotRunError
from lambda_ls.runtime.host import Host
from lambda_ls.runtime.pool import Pool
from msgspec.structs import replace

from tests.runtime.running import plan_for, write_code
from tests.runtime.test_endings import ROOT, wait_for
from tests.runtime.test_outcomes import is_alive

# What a module writes while it is loaded, an import a line, and what it then gives back.
CODE = """\
import os
with open("started", "a") as file:
    print(os.getpid(), os.environ["TMPDIR"], file=file, flush=True)
print("loaded")
def handler(event, context):
    return os.getpid()
"""
COMMAND = """
import sys, time
from pathlib import Path
from lambda_ls.runtime.host import Host
from tests.runtime.running import plan_for
host = Host()
host.start_ahead(plan_for(Path(sys.argv[1])))
time.sleep(60)
"""
only_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of processes")


def starts(folder: Path) -> list[tuple[int, Path]]:
    """The processes that have loaded the code, each with its folder."""
    lines = (folder / "started").read_text().splitlines()
    return [(int(line.split()[0]), Path(line.split()[1]).parent) for line in lines]


def has_loaded(folder: Path) -> bool:
    path = folder / "started"
    return path.exists() and path.read_text().endswith("\n")


def test_the_first_environment_takes_it_in_with_all_that_it_has_said(tmp_path: Path) -> None:
    write_code(tmp_path, CODE)
    plan = plan_for(tmp_path)
    host = Host()
    host.start_ahead(plan)
    wait_for(lambda: has_loaded(tmp_path))

    async def run() -> None:
        pool = Pool(host)
        try:
            async with pool.environment(plan) as environment:
                first = await environment.invoke(None, lambda text: None)
                second = await environment.invoke(None, lambda text: None)
        finally:
            await pool.close()
        [(process, folder)] = starts(tmp_path)
        assert (first.response, second.response) == (process, process)
        assert "loaded" in first.logs
        assert (first.is_cold, second.is_cold) == (True, False)
        assert not folder.exists()

    asyncio.run(run())


def test_an_environment_of_another_plan_starts_its_own(tmp_path: Path) -> None:
    write_code(tmp_path, CODE)
    host = Host()
    host.start_ahead(plan_for(tmp_path, timeout=9))
    wait_for(lambda: has_loaded(tmp_path))

    async def run() -> None:
        pool = Pool(host)
        try:
            async with pool.environment(plan_for(tmp_path)) as environment:
                outcome = await environment.invoke(None, lambda text: None)
        finally:
            await pool.close()
        (ahead, _), (own, _) = starts(tmp_path)
        assert outcome.response == own != ahead

    asyncio.run(run())
    assert not any(folder.exists() for _, folder in starts(tmp_path))


@only_linux
def test_it_ends_with_its_host_if_nobody_takes_it_in(tmp_path: Path) -> None:
    write_code(tmp_path, CODE)
    host = Host()
    host.start_ahead(plan_for(tmp_path))
    wait_for(lambda: has_loaded(tmp_path))
    host.close_unused()
    [(process, folder)] = starts(tmp_path)
    assert not is_alive(process)
    assert not folder.exists()


def test_a_program_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    host = Host()
    try:
        with pytest.raises(CannotRunError, match="`nowhere` cannot be started"):
            host.start_ahead(replace(plan_for(tmp_path), argv=("nowhere",)))
    finally:
        host.close_unused()


@only_linux
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_it_does_not_outlive_a_command_that_is_killed_meanwhile(
    tmp_path: Path, ending: signal.Signals
) -> None:
    write_code(tmp_path, CODE)
    command = subprocess.Popen(
        [sys.executable, "-c", COMMAND, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'server'}"},
    )
    wait_for(lambda: has_loaded(tmp_path))
    [(process, folder)] = starts(tmp_path)
    assert is_alive(process)
    command.send_signal(ending)
    command.wait()
    wait_for(lambda: not is_alive(process))
    wait_for(lambda: not folder.exists())
