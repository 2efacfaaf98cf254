"""How long an editor waits for the server, beside a server of pygls that does nothing at all.

    python -m benchmarks.startup [--json] [--runs N]

Times are milliseconds from the start of the process to the answer to `initialize`. Both take turns,
so that both see the same machine.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from .measuring import Measurement, show, summary, timed
from .stdio_client import StdioClient

_SERVERS = {
    "empty pygls server": [sys.executable, "-m", "benchmarks.empty_server"],
    "lambda-ls serve": [sys.executable, "-m", "lambda_ls", "serve"],
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--runs", type=int, default=11, help="how often each server is started")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = _measure(Path(folder), arguments.runs)
    show(rows, as_json=arguments.json)


def _measure(root: Path, runs: int) -> list[Measurement]:
    times: dict[str, list[float]] = {name: [] for name in _SERVERS}
    # The first turn fills the caches of the disk and of compiled modules.
    for turn in range(runs + 1):
        for name, command in _SERVERS.items():
            spent = _started(command, root)
            if turn:
                times[name].append(spent)
    return [summary("start", name, each) for name, each in times.items()]


def _started(command: list[str], root: Path) -> float:
    clients: list[StdioClient] = []

    def start() -> None:
        clients.append(StdioClient(command))
        clients[0].initialize(root, {})

    spent = timed(start)
    with clients[0]:
        return spent


if __name__ == "__main__":
    main()
