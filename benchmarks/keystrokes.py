"""How long a user waits after a keystroke, measured over stdio as an editor does.

    python -m benchmarks.keystrokes [--json] [--keystrokes N]

Every keystroke gives or mends a finding, so that the server has to publish after each. Some of them
leave the YAML broken. Times are milliseconds from sending the change to having the answer.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from .editor import CAPABILITIES, Editor
from .measuring import Measurement, show, summary, timed
from .project import write_project
from .servers import lambda_ls
from .stdio_client import StdioClient

_SIZES = {"480 resources": 160, "100 lines": 4}


def measure(template: str, functions: int, keystrokes: int) -> Iterator[Measurement]:
    """All measurements with a template of this size."""
    with tempfile.TemporaryDirectory() as folder, StdioClient(lambda_ls().command) as client:
        path = write_project(Path(folder).resolve(), functions)
        client.initialize(path.parent, CAPABILITIES)
        editor = opened(client, path)
        yield summary(template, "first findings of an opened file", [timed(editor.open)])
        typing = typed(editor)
        for _ in range(8):
            next(typing)
        used = client.processor_seconds()
        times = [timed(lambda: next(typing)) for _ in range(keystrokes // 4 * 4)]
        yield summary(template, "keystroke to findings", times)
        # Unlike the times, this tells something on a busy machine too.
        mean = (client.processor_seconds() - used) / len(times) * 1000
        yield Measurement(template, "processor time of a keystroke", 1, mean, mean, mean)
        number, column = editor.find("app.handle", after=0.5)
        for method in ("hover", "completion"):
            ask = partial(editor.ask, method, number, column + 9)
            assert ask(), f"{method} gives nothing"
            yield summary(template, method, [timed(ask) for _ in range(keystrokes)])
            times = []
            for _ in range(keystrokes // 4 * 4):
                next(typing)
                times.append(timed(ask))
            yield summary(template, f"{method} after a keystroke", times)
        memory = client.resident_mebibytes()
        yield Measurement(template, "memory", 1, memory, memory, memory)


def opened(client: StdioClient, template: Path) -> Editor:
    """An editor of the template with a handler, the last above its middle, of a letter too many."""
    text = template.read_text(encoding="utf-8")
    at = text.rindex("app.handle", 0, len(text) // 2)
    return Editor(client, template, f"{text[:at]}x{text[at:]}", "yaml")


def typed(editor: Editor) -> Iterator[None]:
    """Keystrokes without end, each with other findings than the one before.

    The letter is taken away and written again; in between comes and goes what is no YAML.
    """
    number, at = editor.find("xapp.")
    while True:
        for end, text in ((1, ""), (0, "\t: ["), (4, ""), (0, "x")):
            editor.replace(number, at, at + end, text)
            yield


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--keystrokes", type=int, default=400, help="how many of each kind")
    arguments = parser.parse_args()
    rows = [
        row
        for template, functions in _SIZES.items()
        for row in measure(template, functions, arguments.keystrokes)
    ]
    show(rows, as_json=arguments.json)


if __name__ == "__main__":
    main()
