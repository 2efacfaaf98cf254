"""A whole `lambda-ls check`, from nothing, beside what linters need for the same workspaces.

    python -m benchmarks.cold_check [--json] [--save]

Two workspaces in a temporary folder, each checked in new processes, with the contents of the files
in the memory of the system and without, nearly as after a start of the machine: what the system
knows of folders and names stays. The floor is a process that reads every file once. cfn-lint, alone
and with the rules of serverless-rules, is given the templates of SAM and CloudFormation; it knows
nothing of Serverless Framework, nor of code.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from . import peers
from .measuring import Measurement, summary
from .processes import Run, run
from .results import command
from .workspace import write_large, write_small

WORKSPACES: Mapping[str, Callable[[Path], None]] = {
    "4 files, 3 functions": write_small,
    "13,000 files, 550 functions": write_large,
}
"""What writes each workspace."""
_FROM_DISK = "check, files on the disk only"
_CHECK = (sys.executable, "-m", "lambda_ls", "check", "--fail-on", "never", "--format", "json")
_READ = """
import os
for folder, _, names in os.walk("."):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            file.read()
"""
# cfn-lint tells of errors, warnings and remarks in three bits of its exit code.
_FOUND = range(0, 16, 2)
_AT_MOST = 9
_PATIENCE = 15


def main() -> None:
    """Measure, and print a table or JSON."""
    command("cold_check", __doc__ or "", measure)


def measure() -> Iterator[Measurement]:
    """All tools in both workspaces."""
    for subject, write in WORKSPACES.items():
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder))
            for tool, argv in _commands(Path(folder)).items():
                accepted = _FOUND if tool.startswith("cfn-lint") else (0,)
                yield from _rows(subject, tool, _runs(argv, folder, accepted=accepted))
                if sys.platform == "linux":
                    runs = _runs(argv, folder, accepted=accepted, before=_forget)
                    yield summary(subject, _FROM_DISK, [1000 * each.seconds for each in runs], tool)


def checked(folder: str, patience: float) -> Sequence[Run]:
    """Cold checks of a folder, as many as fit into so many seconds."""
    return _runs(_CHECK, folder, patience)


def _commands(folder: Path) -> Mapping[str, Sequence[str]]:
    templates = sorted(map(str, folder.rglob("template.yaml")))
    lint = (peers.program("cfn-lint"),)
    rules = ("--append-rules", "cfn_lint_serverless.rules")
    return {
        "one read of the files": (sys.executable, "-c", _READ),
        "lambda-ls": _CHECK,
        "cfn-lint": (*lint, "--template", *templates),
        "cfn-lint with serverless-rules": (*lint, *rules, "--template", *templates),
    }


def _runs(
    argv: Sequence[str],
    folder: str,
    patience: float = _PATIENCE,
    accepted: Sequence[int] = (0,),
    before: Callable[[str], None] = lambda folder: None,
) -> Sequence[Run]:
    def once() -> Run:
        before(folder)
        return run(argv, folder, accepted)

    runs = [once()]
    if runs[0].seconds < patience:
        # The first one has filled the caches of the disk and of compiled modules.
        runs.clear()
    while not runs or (len(runs) < _AT_MOST and sum(each.seconds for each in runs) < patience):
        runs.append(once())
    return runs


def _forget(folder: str) -> None:
    """Take the contents of files out of the system's memory, which needs no rights for that."""
    for parent, _, names in os.walk(folder):
        for name in names:
            descriptor = os.open(os.path.join(parent, name), os.O_RDONLY)
            # What is not on the disk yet cannot be forgotten.
            os.fdatasync(descriptor)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)


def _rows(subject: str, tool: str, runs: Sequence[Run]) -> Iterator[Measurement]:
    yield summary(subject, "check", [1000 * each.seconds for each in runs], tool)
    yield summary(subject, "processor time", [1000 * each.processor for each in runs], tool)
    yield summary(subject, "memory", [each.mebibytes for each in runs], tool)


if __name__ == "__main__":
    main()
