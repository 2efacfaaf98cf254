"""A user of a language server, in one open file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .stdio_client import StdioClient

CAPABILITIES: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {"configuration": True},
    "textDocument": {
        "publishDiagnostics": {"versionSupport": True},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
    },
}


class Editor:
    """Opens a file with a text, changes it, and waits for what the server finds after each change.

    Not all servers say which version of the text their findings are of. So every change must make
    a finding or mend one: the next findings that differ from those before are its findings.
    """

    def __init__(self, client: StdioClient, path: Path, text: str, language: str) -> None:
        self._client = client
        self._uri = path.as_uri()
        self._lines = text.split("\n")
        self._language = language
        self._version = 1
        self._findings: list[Any] = []

    def open(self) -> None:
        """Open the file, and wait for its findings; there must be one."""
        item = {
            "uri": self._uri,
            "languageId": self._language,
            "version": self._version,
            "text": "\n".join(self._lines),
        }
        self._client.notify("textDocument/didOpen", {"textDocument": item})
        self._wait()

    def find(self, text: str, after: float = 0.0) -> tuple[int, int]:
        """Line and column of the first such text below this part of the file."""
        first = int(len(self._lines) * after)
        number = next(n for n in range(first, len(self._lines)) if text in self._lines[n])
        return number, self._lines[number].index(text)

    def replace(self, number: int, start: int, end: int, text: str) -> None:
        """Replace what lies between two columns of a line, and wait for the findings."""
        line = self._lines[number]
        self._lines[number] = line[:start] + text + line[end:]
        self._version += 1
        place = {
            "start": {"line": number, "character": start},
            "end": {"line": number, "character": end},
        }
        change = {
            "textDocument": {"uri": self._uri, "version": self._version},
            "contentChanges": [{"range": place, "text": text}],
        }
        self._client.notify("textDocument/didChange", change)
        self._wait()

    def ask(self, method: str, number: int, column: int) -> Any:
        """Ask what the server has to say of a position."""
        position = {"line": number, "character": column}
        document = {"uri": self._uri}
        return self._client.request(
            f"textDocument/{method}", {"textDocument": document, "position": position}
        )

    def _wait(self) -> None:
        report = self._client.wait(self._is_new)
        self._findings = report["params"]["diagnostics"]

    def _is_new(self, message: dict[str, Any]) -> bool:
        if message.get("method") != "textDocument/publishDiagnostics":
            return False
        report = message["params"]
        if report["uri"] != self._uri or report["diagnostics"] == self._findings:
            return False
        return report.get("version", self._version) in (None, self._version)
