"""Processes that are measured as a whole."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

_SERVER = str(Path(__file__).parents[1] / "server")


class Run(msgspec.Struct, frozen=True):
    """One process from its start to its end; `processor` is the time that it was at work."""

    seconds: float
    processor: float
    mebibytes: float
    """The most memory that it had."""


def run(command: Sequence[str], folder: str | Path, accepted: Sequence[int] = (0,)) -> Run:
    """Run a command in a folder, its output dropped.

    Raises:
        RuntimeError: if its exit code is not one of those accepted.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accepted:
        raise RuntimeError(f"{command[0]} has ended with {process.returncode}")
    # Linux counts memory in kibibytes, macOS in bytes.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def environment() -> dict[str, str]:
    """The variables of a process to measure.

    Modules are compiled, as in an installed package. Node.js reads no certificates of the machine,
    which more than doubles the time of its start where an organisation has its own.
    """
    variables = {**os.environ, "PYTHONPATH": _SERVER}
    for name in ("PYTHONDONTWRITEBYTECODE", "NODE_EXTRA_CA_CERTS"):
        variables.pop(name, None)
    return variables
