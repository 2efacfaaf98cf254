"""Nothing that runs the user's code outlives the server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lambda_ls.runtime.processes import ending

from tests.runtime.test_outcomes import is_alive

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of processes")

_SCANDIR = os.scandir
ROOT = Path(__file__).parents[2]
SERVER = """
import asyncio, sys
from pathlib import Path
from tests.runtime.running import outcomes, plan_for, within
within(lambda host: outcomes(host, plan_for(Path(sys.argv[1]), timeout=50), (None,)))
"""
CODE = """
import os, time
def handler(event, context):
    child = os.fork()
    if child == 0:
        os.setsid()
        time.sleep(60)
    if os.fork() == 0:
        time.sleep(60)
    with open('numbers.tmp', 'w') as file:
        file.write(f"{os.getpid()} {child} {os.environ['TMPDIR']}")
    os.rename('numbers.tmp', 'numbers')
    time.sleep(60)
"""


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_all_of_it_ends_when_the_server_does(tmp_path: Path, ending: signal.Signals) -> None:
    (tmp_path / "app.py").write_text(CODE)
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'server'}"},
        stderr=subprocess.DEVNULL,
    )
    numbers = tmp_path / "numbers"
    wait_for(numbers.exists)
    processes = [int(each) for each in numbers.read_text().split()[:2]]
    assert all(map(is_alive, processes))
    folder = Path(numbers.read_text().split()[2]).parent
    server.send_signal(ending)
    server.wait()
    wait_for(lambda: not any(map(is_alive, processes)))
    wait_for(lambda: not folder.exists())


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_all_processes_are_looked_at_again_only_while_some_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listed: list[object] = []

    def scandir(path: str) -> Iterator[os.DirEntry[str]]:
        listed.append(path)
        # Those that cannot be read, of the kernel for one, are the same each time.
        return iter([each for each in _SCANDIR(path) if each.name in ("1", "2", str(os.getpid()))])

    monkeypatch.setattr(os, "scandir", scandir)
    ending.end_marked("no process has this mark")
    assert listed in (["/proc"], ["/proc"] * 2)
