"""The long fuzzing, guided by what code each text leads through.

    python -m tests.fuzz [--reader NAME ...] [--seconds N] [--folder FOLDER]

Needs the packages of the dependency group `fuzz`. What was found stays in the folder and is tried
again the next time. Ends with exit code 1 if a reader has failed, after the smallest text that it
fails with.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import subprocess
import sys
import traceback
from pathlib import Path

from .readers import READERS, found_in, property_of

_RUNS = re.compile(r"^Done (\d+) runs in (\d+) second", re.MULTILINE)
_SHOWN = 3_000
_COVERED = re.compile(r"\bcov: (\d+)")


def main() -> int:
    """Fuzz one reader after the other; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reader", action="append", choices=[*READERS], help="default: each")
    parser.add_argument("--seconds", type=int, default=300, help="for each reader")
    parser.add_argument("--folder", type=Path, default=Path("build", "fuzz"))
    arguments = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        print("atheris is missing: `pip install --group fuzz` installs it", file=sys.stderr)
        return 2
    failed = [
        name
        for name in arguments.reader or READERS
        if not _fuzz(name, arguments.seconds, arguments.folder / name)
    ]
    return 1 if failed else 0


def _fuzz(name: str, seconds: int, folder: Path) -> bool:
    """Whether a reader has stood it; says so in a line."""
    command = [sys.executable, "-m", f"{__package__}.guided", name, str(seconds), str(folder)]
    result = subprocess.run(command, stderr=subprocess.PIPE, text=True, errors="replace")
    runs, covered = _RUNS.search(result.stderr), _COVERED.findall(result.stderr)
    if result.returncode == 0 and runs and covered:
        print(f"{name:<16} {runs[1]:>8} texts {runs[2]:>6} s {covered[-1]:>6} branches", flush=True)
        return True
    print(f"{name:<16} failed\n{result.stderr[-_SHOWN:]}", flush=True)
    try:
        property_of(READERS[name], found_in(folder))()
    except Exception:
        traceback.print_exc()
    return False


if __name__ == "__main__":
    sys.exit(main())
