"""What lambda-ls costs as a project grows.

    python -m benchmarks.growth [--json] [--save]

Once with ever more functions in one template, and once with ever more files around ten services. In
each: a keystroke in the template of an open editor until its findings are there, a cold `lambda-ls
check` of everything in a new process, and the memory of the server after the keystrokes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from .cold_check import checked
from .editor import CAPABILITIES
from .keystrokes import opened, typed
from .measuring import Measurement, summary, times_of
from .project import write_project
from .results import command
from .servers import lambda_ls
from .stdio_client import StdioClient
from .workspace import write_workspace

FUNCTIONS = (10, 30, 100, 300, 1_000, 3_000, 5_000)
FILES = (100, 300, 1_000, 3_000, 10_000, 30_000, 100_000)
KEYSTROKE = "keystroke to findings"
CHECK = "check"
MEMORY = "memory"

_SERVICES = 10
_KEYSTROKES = 100
_SECONDS = 6


def main() -> None:
    """Measure, and print a table or JSON."""
    command("growth", __doc__ or "", measure)


def measure() -> Iterator[Measurement]:
    """Both curves."""
    for functions in FUNCTIONS:
        yield from _costs(f"{functions:,} functions", partial(_one_template, functions))
    for files in FILES:
        yield from _costs(f"{files:,} files", partial(_many_files, files))


def _costs(subject: str, write: Callable[[Path], Path]) -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve()
        template = write(root)
        with StdioClient(lambda_ls().command) as client:
            client.initialize(root, CAPABILITIES)
            editor = opened(client, template)
            editor.open()
            # It is answered when the whole workspace is known.
            client.request("workspace/executeCommand", {"command": "lambda-ls.functions"})
            typing = typed(editor)
            for _ in range(8):
                next(typing)
            times = times_of(lambda: next(typing), _KEYSTROKES, _SECONDS)
            yield summary(subject, KEYSTROKE, times)
            yield summary(subject, MEMORY, [client.resident_mebibytes()])
        runs = checked(str(root), _SECONDS)
        yield summary(subject, CHECK, [1000 * each.seconds for each in runs])


def _one_template(functions: int, root: Path) -> Path:
    return write_project(root, functions)


def _many_files(files: int, root: Path) -> Path:
    write_workspace(root, _SERVICES, _SERVICES, files)
    return next(path for path in sorted(root.rglob("template.yaml")))


if __name__ == "__main__":
    main()
