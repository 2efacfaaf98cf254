"""How long an editor waits for a language server, of several in turn.

    python -m benchmarks.startup [--json] [--save]

Times are milliseconds from the start of the process to the answer to `initialize`. The servers take
turns, so that all see the same machine; one of pygls that does nothing is the floor of those that
are made with it.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from .editor import CAPABILITIES
from .measuring import Measurement, summary, timed
from .results import command
from .servers import (
    Server,
    cfn_lsp_extra,
    empty,
    jedi_language_server,
    lambda_ls,
    yaml_language_server,
)
from .stdio_client import StdioClient

SUBJECT = "an empty folder"
_RUNS = 11


def main() -> None:
    """Measure, and print a table or JSON."""
    command("startup", __doc__ or "", measure)


def measure() -> Iterator[Measurement]:
    """All servers, in an empty folder."""
    servers = (
        lambda_ls(),
        empty(),
        yaml_language_server(),
        cfn_lsp_extra(),
        jedi_language_server(),
    )
    times: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        # The first turn fills the caches of the disk and of compiled modules.
        for turn in range(_RUNS + 1):
            for server in servers:
                spent = _started(server, Path(folder).resolve())
                if turn:
                    times[server.name].append(spent)
    for name, each in times.items():
        yield summary(SUBJECT, "start to initialize", each, name)


def _started(server: Server, root: Path) -> float:
    clients: list[StdioClient] = []

    def start() -> None:
        clients.append(StdioClient(server.command, server.settings))
        clients[0].initialize(root, CAPABILITIES)

    spent = timed(start)
    with clients[0]:
        return spent


if __name__ == "__main__":
    main()
