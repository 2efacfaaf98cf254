"""What lambda-ls costs as a project grows.

    python -m benchmarks.growth [--json] [--save]

With ever more functions in one template of SAM and in one service of Serverless Framework, with
ever more templates of 100 functions each, and with ever more files around ten services. In each: a
keystroke in a template that an editor has open, until its findings are there; a cold `lambda-ls
check` of everything in a new process; the memory of the server after the keystrokes. CloudFormation
refuses templates above 1 MB, which have some 1,500 such functions, and of more than 500 resources,
which are 166; so it does what becomes of a service.
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
from .project import write_project, write_service
from .results import command
from .servers import lambda_ls
from .stdio_client import StdioClient
from .workspace import write_workspace

CURVES = {
    "functions in one template": (10, 30, 100, 300, 1_000),
    "functions in one service": (10, 30, 100, 300),
    "functions, 100 in each template": (100, 300, 1_000, 3_000, 5_000),
    "files around ten functions": (100, 300, 1_000, 3_000, 10_000, 30_000, 100_000),
}
"""The sizes that each kind of project has."""
KEYSTROKE = "keystroke to findings"
CHECK = "check"
MEMORY = "memory"

_SERVICES = 10
_IN_A_TEMPLATE = 100
_KEYSTROKES = 100
_SECONDS = 6


def main() -> None:
    """Measure, and print a table or JSON."""
    command("growth", __doc__ or "", measure)


def measure() -> Iterator[Measurement]:
    """All curves."""
    writers = (_one_template, _one_service, _many_templates, _many_files)
    for (kind, sizes), write in zip(CURVES.items(), writers, strict=True):
        for size in sizes:
            yield from _costs(subject(size, kind), partial(write, size))


def subject(size: int, kind: str) -> str:
    """What a project of this size is called."""
    return f"{size:,} {kind}"


def _costs(name: str, write: Callable[[Path], Path]) -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        template = write(root)
        with StdioClient(lambda_ls().command) as client:
            client.initialize(root, CAPABILITIES)
            editor = opened(client, template)
            editor.open()
            client.wait_until_idle()
            typing = typed(editor)
            for _ in range(8):
                next(typing)
            times = times_of(lambda: next(typing), _KEYSTROKES, _SECONDS)
            yield summary(name, KEYSTROKE, times)
            yield summary(name, MEMORY, [client.resident_mebibytes()])
        runs = checked(str(root), _SECONDS)
        yield summary(name, CHECK, [1000 * each.seconds for each in runs])


def _one_template(functions: int, root: Path) -> Path:
    return write_project(root, functions)


def _one_service(functions: int, root: Path) -> Path:
    return write_service(root, functions)


def _many_templates(functions: int, root: Path) -> Path:
    for number in range(functions // _IN_A_TEMPLATE):
        template = write_project(root / f"service{number}", _IN_A_TEMPLATE)
    return template


def _many_files(files: int, root: Path) -> Path:
    write_workspace(root, _SERVICES, _SERVICES, files)
    return next(path for path in sorted(root.rglob("template.yaml")))


if __name__ == "__main__":
    main()
