"""The long torture: random edits by the thousand, and what they have done to the server.

    python -m tests.torture [--edits N] [--seed N] [--burst N] [--check-every N] [--keep FOLDER]

Ends with exit code 1 at the first thing that is wrong, and says with which seed. `--keep` copies
the files as they are then, those that are open with their texts in the editor.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from .session import Session

_EARLY = 1_000


def main() -> int:
    """Run one long session; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--burst", type=int, default=100, help="things sent before all is answered")
    parser.add_argument("--check-every", type=int, default=20, help="bursts between two checks")
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Path(folder), arguments.seed)
        try:
            _run(session, arguments.edits, arguments.burst, arguments.check_every)
        except AssertionError as error:
            print(f"seed {arguments.seed}, after {session.traffic.edits} edits: {error}")
            if arguments.keep:
                session.keep(arguments.keep)
            return 1
        finally:
            session.server.kill()
    return 0


def _run(session: Session, edits: int, burst: int, check_every: int) -> None:
    early = bursts = checks = 0
    early_memory = 0.0
    while session.traffic.edits < edits:
        session.burst(burst)
        bursts += 1
        if bursts % check_every == 0:
            session.check()
            checks += 1
        if not early and session.traffic.edits >= _EARLY:
            early, early_memory = session.traffic.edits, session.server.resident()
            _say(session, checks)
        elif bursts % 100 == 0:
            _say(session, checks)
    session.check()
    memory = session.server.resident()
    session.end()
    _say_all(session.traffic.edits, checks + 1, session.server.slowest, early_memory, memory)


def _say(session: Session, checks: int) -> None:
    memory = session.server.resident()
    print(f"{session.traffic.edits} edits, {checks} checks, {memory:.0f} MB", file=sys.stderr)


def _say_all(edits: int, checks: int, slowest: float, early: float, memory: float) -> None:
    print(f"edits                         {edits}")
    print(f"comparisons, all equal        {checks}")
    print(f"slowest answer                {slowest * 1000:.0f} ms")
    print(f"memory at the end             {memory:.0f} MB")
    if early:
        print(f"memory after {_EARLY} edits      {early:.0f} MB, 1/{memory / early:.2f} of that")


if __name__ == "__main__":
    sys.exit(main())
