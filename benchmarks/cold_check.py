"""A whole `lambda-ls check`, from nothing: time and memory of the process.

`python -m benchmarks.cold_check` writes two workspaces into a temporary folder, checks each of them
several times, and prints the medians. `--huge` measures one of 100,000 files instead, and
`--folder DIR` a workspace of yours.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.workspace import write_huge, write_large, write_small

_CHECK = [sys.executable, "-m", "lambda_ls", "check", "--fail-on", "never", "--format", "json"]
_WRITERS = {"small": write_small, "large": write_large, "huge": write_huge}
_SERVER = str(Path(__file__).parents[1] / "server")


@dataclass(frozen=True)
class Run:
    """One check; `processor` is the time that its process was at work."""

    seconds: float
    processor: float
    mebibytes: float


@dataclass(frozen=True)
class Measurement:
    """Medians over all checks of one workspace, and the machine's load meanwhile."""

    workspace: str
    files: int
    templates: int
    functions: int
    runs: int
    milliseconds: float
    processor_milliseconds: float
    mebibytes: float
    load: float


def measure(name: str, folder: str, runs: int) -> Measurement:
    """Check a folder several times, after a first one that fills the disk's cache."""
    report = json.loads(
        subprocess.run(
            _CHECK, cwd=folder, env=_environment(), check=True, stdout=subprocess.PIPE
        ).stdout
    )
    done = [_run(folder) for _ in range(runs)]
    return Measurement(
        workspace=name,
        files=sum(len(files) for _, _, files in os.walk(folder)),
        templates=report["templates"],
        functions=report["functions"],
        runs=runs,
        milliseconds=1000 * statistics.median(run.seconds for run in done),
        processor_milliseconds=1000 * statistics.median(run.processor for run in done),
        mebibytes=statistics.median(run.mebibytes for run in done),
        load=os.getloadavg()[0],
    )


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--runs", type=int, default=9, help="how often each is checked")
    measured = parser.add_mutually_exclusive_group()
    measured.add_argument("--huge", action="store_true", help="measure 100,000 files instead")
    measured.add_argument("--folder", help="a workspace to measure instead")
    arguments = parser.parse_args()
    if arguments.folder:
        rows = [measure(os.path.basename(arguments.folder), arguments.folder, arguments.runs)]
    else:
        with tempfile.TemporaryDirectory() as folder:
            rows = [
                _measured(name, Path(folder, name), arguments.runs)
                for name in (("huge",) if arguments.huge else ("small", "large"))
            ]
    if arguments.json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
        return
    print("workspace   files templates functions   n  wall ms   cpu ms  peak MiB  load")
    for row in rows:
        print(
            f"{row.workspace[:9]:9} {row.files:7} {row.templates:9} {row.functions:9} {row.runs:3} "
            f"{row.milliseconds:8.0f} {row.processor_milliseconds:8.0f} "
            f"{row.mebibytes:9.1f} {row.load:5.1f}"
        )


def _measured(name: str, folder: Path, runs: int) -> Measurement:
    _WRITERS[name](folder)
    return measure(name, str(folder), runs)


def _run(folder: str) -> Run:
    start = time.perf_counter()
    process = subprocess.Popen(
        _CHECK, cwd=folder, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"the check has ended with {process.returncode}")
    # Linux counts memory in kibibytes, macOS in bytes.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    seconds = time.perf_counter() - start
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def _environment() -> dict[str, str]:
    environment = {**os.environ, "PYTHONPATH": _SERVER}
    # An installed package has its modules compiled.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


if __name__ == "__main__":
    main()
