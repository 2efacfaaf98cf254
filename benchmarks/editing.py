"""What an editor waits for, of several language servers in turn, over stdio as an editor does.

    python -m benchmarks.editing [--json] [--save]

A SAM template of three sizes, in which one letter makes a finding that each of them has: a property
that does not exist. In a file of 1,000 lines of Python the finding is a misspelt key of the event
for lambda-ls, a syntax error for jedi-language-server. Hover and completion are asked for where a
server has something to say: a handler for lambda-ls, a property for the others. cfn-lint has no
server; editors run it after every change. Times are milliseconds from sending to having the answer.
"""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from . import peers
from .editor import CAPABILITIES, Editor
from .handlers import PYTHON, SQS_TEMPLATE, source_of
from .measuring import Measurement, summary, timed, times_of
from .processes import run
from .project import write_project
from .results import command
from .servers import Server, cfn_lsp_extra, jedi_language_server, lambda_ls, yaml_language_server
from .stdio_client import StdioClient

HANDLERS = "handlers, 1,000 lines of Python"
TEMPLATES = {"100 lines": (4, 0), "3,700 lines": (160, 0), "9,700 lines": (26, 302)}
"""Functions and roles of the templates."""
OPEN = "open to first findings"
KEYSTROKE = "keystroke to findings"
HOVER = "hover"
COMPLETION = "completion"
MEMORY = "memory"

_SESSIONS = 3
# So long, in seconds, a server may take for all sessions, and for one kind of action in each.
_PATIENCE = 20
_SHARE = 5
_AT_MOST = 60
_DEADLINE = 900


class Scene(msgspec.Struct, frozen=True):
    """A file in a folder; a keystroke at the end of `wrong` makes `right` of it."""

    subject: str
    file: str
    language: str
    write: Callable[[Path], object]
    right: str
    wrong: str


def main() -> None:
    """Measure, and print a table or JSON."""
    command("editing", __doc__ or "", measure)


def measure() -> Iterator[Measurement]:
    """All servers in all files."""
    templates = [
        Scene(subject, "template.yaml", "yaml", partial(_write, *size), "MemorySize", "MemorySizx")
        for subject, size in TEMPLATES.items()
    ]
    for scene in templates:
        for server in (lambda_ls(), yaml_language_server(), cfn_lsp_extra()):
            yield from _served(server, scene)
        yield from _linted(scene)
    key = '"Records"'
    code = Scene(HANDLERS, "app.py", "python", _write_handlers, f"event[{key}]", 'event["Recordx"]')
    yield from _served(lambda_ls(hover="Records", completion="Records"), code)
    syntax = msgspec.structs.replace(code, right=f"in event[{key}]:", wrong=f"in event[{key}];")
    yield from _served(jedi_language_server(hover="dumps", completion="dumps"), syntax)


def _served(server: Server, scene: Scene) -> Iterator[Measurement]:
    figures: dict[str, list[float]] = defaultdict(list)
    begun = time.monotonic()
    for _ in range(_SESSIONS):
        for what, times in _session(server, scene):
            figures[what] += times
        if time.monotonic() - begun > _PATIENCE:
            break
    for what, times in figures.items():
        yield summary(scene.subject, what, times, server.name)


def _session(server: Server, scene: Scene) -> Iterator[tuple[str, Sequence[float]]]:
    client = StdioClient(server.command, server.settings, _DEADLINE)
    with tempfile.TemporaryDirectory() as name, client:
        folder = Path(name).resolve()
        scene.write(folder)
        path = folder / scene.file
        text = path.read_text(encoding="utf-8")
        middle = text.index(scene.right, len(text) // 2)
        wrong = text[:middle] + scene.wrong + text[middle + len(scene.right) :]
        client.initialize(folder, CAPABILITIES)
        editor = Editor(client, path, wrong, scene.language)
        yield OPEN, [timed(editor.open)]
        keystroke = _keystrokes(editor, scene)
        yield KEYSTROKE, times_of(lambda: next(keystroke), _AT_MOST, _SHARE)
        while not next(keystroke):
            pass
        for what, place in ((HOVER, server.hover), (COMPLETION, server.completion)):
            number, column = editor.find(place, after=0.6)
            ask = partial(editor.ask, what, number, column + 2)
            if not ask():
                raise RuntimeError(f"{server.name} has no {what} for {place}")
            yield what, times_of(ask, _AT_MOST, _SHARE)
        yield MEMORY, [client.resident_mebibytes()]


def _keystrokes(editor: Editor, scene: Scene) -> Iterator[bool]:
    """The letter that is wrong, put right and made wrong again, without end; is it right now?"""
    number, start = editor.find(scene.wrong)
    at = next(n for n, letter in enumerate(scene.wrong) if scene.right[n] != letter)
    while True:
        for text in (scene.right, scene.wrong):
            editor.replace(number, start + at, start + at + 1, text[at])
            yield text is scene.right


def _linted(scene: Scene) -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as folder:
        scene.write(Path(folder))
        program = peers.program("cfn-lint")
        lint = partial(run, [program, scene.file], folder)
        runs = [lint()]
        while len(runs) < _SESSIONS and sum(each.seconds for each in runs) < _PATIENCE:
            runs.append(lint())
    times = [each.seconds * 1000 for each in runs]
    yield summary(scene.subject, OPEN, times, "cfn-lint")
    yield summary(scene.subject, KEYSTROKE, times, "cfn-lint")
    yield summary(scene.subject, MEMORY, [each.mebibytes for each in runs], "cfn-lint")


def _write(functions: int, roles: int, folder: Path) -> None:
    write_project(folder, functions, roles)


def _write_handlers(folder: Path) -> None:
    template = SQS_TEMPLATE.format(runtime=PYTHON.runtime)
    (folder / "template.yaml").write_text(template, encoding="utf-8")
    (folder / "app.py").write_text(source_of(PYTHON), encoding="utf-8")


if __name__ == "__main__":
    main()
