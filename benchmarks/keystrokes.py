"""How long a user waits after a keystroke, measured over stdio as an editor does.

    python -m benchmarks.keystrokes [--json] [--keystrokes N]

Every keystroke gives or mends a finding, so that the server has to publish after each. Some of them
leave the YAML broken. Times are milliseconds from sending the change to having the answer.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from .measuring import Measurement, show, summary, timed
from .project import write_project
from .stdio_client import StdioClient

_SERVER = [sys.executable, "-m", "lambda_ls", "serve"]
_CAPABILITIES: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {"publishDiagnostics": {"versionSupport": True}},
}
_SIZES = {"480 resources": 160, "100 lines": 4}


class Editor:
    """A user in one function of an open template."""

    def __init__(self, client: StdioClient, template: Path) -> None:
        self._client = client
        self._uri = template.as_uri()
        self._version = 1
        self._lines = template.read_text(encoding="utf-8").split("\n")
        handlers = [
            number for number, line in enumerate(self._lines) if line.startswith("      Handler:")
        ]
        self._line = handlers[len(handlers) // 2]

    def open(self) -> None:
        """Open the template and wait until the server has told of the finding that it has."""
        # One handler is wrong from the start, so that there is something to publish.
        self._lines[self._line] += "x"
        item = {
            "uri": self._uri,
            "languageId": "yaml",
            "version": self._version,
            "text": "\n".join(self._lines),
        }
        self._client.notify("textDocument/didOpen", {"textDocument": item})
        self._client.wait(lambda message: self._is_report(message, lambda found: bool(found)))
        self.replace(self._column - 1, self._column, "")

    @property
    def _column(self) -> int:
        return len(self._lines[self._line])

    def keystrokes(self) -> Iterator[Callable[[], None]]:
        """Keystrokes without end; each is to be called, and returns when the server has answered.

        A wrong handler, mended; then a tab, which is no YAML, taken away again.
        """
        while True:
            for text in ("x", "\t: ["):
                end = self._column
                yield partial(self.replace, end, end, text)
                yield partial(self.replace, end, end + len(text), "")

    def replace(self, start: int, end: int, text: str) -> None:
        """Replace what lies between two columns of the handler's line, and wait."""
        line = self._lines[self._line]
        self._lines[self._line] = line[:start] + text + line[end:]
        self._version += 1
        place = {
            "start": {"line": self._line, "character": start},
            "end": {"line": self._line, "character": end},
        }
        self._client.notify(
            "textDocument/didChange",
            {
                "textDocument": {"uri": self._uri, "version": self._version},
                "contentChanges": [{"range": place, "text": text}],
            },
        )
        version = self._version
        self._client.wait(
            lambda message: (
                self._is_report(message, lambda _: True)
                and message["params"].get("version") == version
            )
        )

    def ask(self, method: str) -> Any:
        """A request at the end of the handler."""
        position = {"line": self._line, "character": self._column - 1}
        document = {"uri": self._uri}
        return self._client.request(method, {"textDocument": document, "position": position})

    def _is_report(self, message: dict[str, Any], holds: Callable[[list[Any]], bool]) -> bool:
        if message.get("method") != "textDocument/publishDiagnostics":
            return False
        params = message["params"]
        return params["uri"] == self._uri and holds(params["diagnostics"])


def measure(template: str, functions: int, keystrokes: int) -> Iterator[Measurement]:
    """All measurements with a template of this size."""
    with tempfile.TemporaryDirectory() as folder, StdioClient(_SERVER) as client:
        path = write_project(Path(folder).resolve(), functions)
        client.initialize(path.parent, _CAPABILITIES)
        editor = Editor(client, path)
        yield summary(template, "first findings of an opened file", [timed(editor.open)])
        typing = editor.keystrokes()
        for _ in range(8):
            next(typing)()
        used = client.processor_seconds()
        times = [timed(next(typing)) for _ in range(keystrokes // 4 * 4)]
        yield summary(template, "keystroke to findings", times)
        # Unlike the times, this tells something on a busy machine too.
        mean = (client.processor_seconds() - used) / len(times) * 1000
        yield Measurement(template, "processor time of a keystroke", 1, mean, mean, mean)
        for method in ("hover", "completion"):
            ask = partial(editor.ask, f"textDocument/{method}")
            assert ask(), f"{method} gives nothing"
            yield summary(template, method, [timed(ask) for _ in range(keystrokes)])
            times = []
            for _ in range(keystrokes // 4 * 4):
                next(typing)()
                times.append(timed(ask))
            yield summary(template, f"{method} after a keystroke", times)
        memory = client.resident_mebibytes()
        yield Measurement(template, "resident memory, MiB", 1, memory, memory, memory)


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
