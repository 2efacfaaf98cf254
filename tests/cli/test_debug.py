from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cli.command import SERVER, Command
from tests.fixture import write
from tests.runtime.dap import Debugger

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Python:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src/, Handler: app.handler, Runtime: python3.13, Timeout: 1}
  Node:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src/, Handler: entry.handler, Runtime: nodejs20.x, Timeout: 1}
"""
PYTHON = """\
def handler(event, context):
    total = event["count"] + 1
    return {"total": total}
"""
NODE = """\
exports.handler = async (event) => {
  const total = event.count + 1;
  return { total };
};
"""
FILES = {
    "template.yaml": TEMPLATE,
    "src/app.py": PYTHON,
    "src/entry.js": NODE,
    "event.json": '{"count": 41}',
}


@contextmanager
def debugged(folder: Path, target: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """`invoke --debug` of a target that waits, with the port at which it does."""
    write(FILES, str(folder))
    command = ["-m", "lambda_ls", "invoke", target, "--event", "event.json", "--debug"]
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": SERVER, "VIRTUAL_ENV": sys.prefix},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        told = re.search(r"waits for a debugger at 127\.0\.0\.1:(\d+)", process.stderr.readline())
        assert told
        yield process, int(told[1])
    finally:
        process.kill()
        process.communicate()


def connected(port: int) -> socket.socket:
    """A connection to who will soon listen on a port."""
    until = time.monotonic() + 60
    while True:
        found = socket.socket()
        if found.connect_ex(("127.0.0.1", port)) == 0:
            return found
        found.close()
        assert time.monotonic() < until, f"nobody listens on {port}"
        time.sleep(0.05)


def test_a_debugger_attaches_and_stops_in_the_python_handler(tmp_path: Path) -> None:
    with debugged(tmp_path, "Python") as (process, port), connected(port) as found:
        debugger = Debugger(found.makefile("rb"), found.makefile("wb"))
        file = tmp_path / "src" / "app.py"
        configuration = {"justMyCode": True, "connect": {"host": "127.0.0.1", "port": port}}
        seen = debugger.stops_at(file, 3, "attach", configuration)
        time.sleep(1.2)  # Longer than the function's timeout, which is paused.
        debugger.go_on()
        out, err = process.communicate(timeout=60)
    assert seen["total"] == "42"
    assert json.loads(out) == {"total": 42}
    assert process.returncode == 0
    assert "REPORT RequestId" in err


def test_nodes_debugger_attaches_and_stops_in_the_handler(tmp_path: Path) -> None:
    with debugged(tmp_path, "Node") as (process, port):
        connected(port).close()
        debugger = subprocess.Popen(
            ["node", "inspect", f"127.0.0.1:{port}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            read_until(debugger, "Break on start in")
            say(debugger, "setBreakpoint('entry.js', 3)\ncont\n")
            stopped = read_until(debugger, "break in")
            say(debugger, "exec('total + 100')\n")
            value = read_until(debugger, "142")
            say(debugger, "cont\n")
            out, _ = process.communicate(timeout=60)
        finally:
            debugger.kill()
            debugger.communicate()
    assert "entry.js:3" in stopped
    assert value
    assert json.loads(out) == {"total": 42}
    assert process.returncode == 0


def test_ctrl_c_ends_the_process_that_waits(tmp_path: Path) -> None:
    # What runs in the background of a shell ignores Ctrl-C, and so does all that it starts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with debugged(tmp_path, "Node") as (process, port):
        signal.signal(signal.SIGINT, before)
        connected(port).close()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        assert process.returncode == 130
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_without_debugpy_it_is_told_how_to_install_it(tmp_path: Path, command: Command) -> None:
    write(FILES, str(tmp_path))
    python = tmp_path / ".venv" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / ".venv"], check=True)
    outcome = command(
        "invoke", f"{tmp_path}/template.yaml::Python", "--root", str(tmp_path), "--debug"
    )
    assert outcome.code == 2
    assert f"`{python} -m pip install debugpy` installs it" in outcome.err


def say(debugger: subprocess.Popen[str], text: str) -> None:
    """Type into a debugger."""
    assert debugger.stdin is not None
    debugger.stdin.write(text)
    debugger.stdin.flush()


def read_until(debugger: subprocess.Popen[str], wanted: str) -> str:
    """What a debugger prints up to a text, with the line of it."""
    assert debugger.stdout is not None
    seen = ""
    while wanted not in seen:
        piece = debugger.stdout.readline()
        assert piece, seen
        seen += piece
    return seen
