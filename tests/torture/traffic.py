"""What a hasty user, a careless editor and other programs do, at random but the same for a seed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .buffers import Buffer
from .project import FILES, write
from .wire import Server, folder_of

_TYPED = (
    *("a", "x", " ", "  ", "\n", "\n    ", "\t", ":", ": ", "- ", "{", "}", "[", "]", "(", ")"),
    *('"', "'", "#", "&a ", "*a", "<<: *a", "!Sub ", "!Ref ", "${", "%", "|", ">", "\\", "\r\n"),
    *("é", "🚀", "\u2028", "\x85", "\ufeff", "\0", "\r", "`", "/*", "*/", "//", '"""', "...", "=>"),
    *("event", 'event["', "event.", "context.", "return ", "raise ", "async ", "await ", "import "),
    *("Handler: ", "Events:\n", "Resources:\n", "app.handler", "os.environ[", "process.env."),
)
_REQUESTS = (
    *("hover", "completion", "definition", "references", "prepareRename", "signatureHelp"),
    *("codeLens", "documentSymbol", "inlayHint", "codeAction", "rename", "diagnostic"),
)
GARBAGE = (
    b'Content-Length: 9\r\n\r\n{"half": ',
    b"Content-Length: 2\r\nX-Unknown: 1\r\n\r\n[]",
    b'content-length: 17\r\n\r\n{"jsonrpc":"2.0"}',
    b'Content-Length: 4\r\nContent-Type: application/vscode-jsonrpc; charset="utf-8"\r\n\r\nnull',
    b"Content-Length: 3\r\n\r\n\xff\xfe\xfd",
)
"""What is no message, or one of an odd client."""
_SETTINGS: tuple[dict[str, Any], ...] = (
    {},
    {"ignore": ["client-in-handler"]},
    {"severity": {"error-returned": "hint"}, "unknown": 1},
    {"exclude": ["other"]},
    {"select": "no list"},
)
_LARGEST = 3_000
"""Characters after which a text begins anew: texts that grow need memory, which is compared."""
_CREATED, _CHANGED, _DELETED = 1, 2, 3


class Traffic:
    """Everything that is sent to one server about one folder; counts the edits."""

    def __init__(self, rng: random.Random, server: Server, root: Path) -> None:
        self.edits = 0
        self.open: dict[str, Buffer] = {}
        self.folders = [root]
        self._rng = rng
        self._server = server
        self._root = root
        self._waiting: list[int] = []
        self._steps: tuple[tuple[int, Callable[[], object]], ...] = (
            (60, self._edit),
            (25, self._ask),
            (4, self._toggle),
            (2, self._change_file),
            (1, self._checkout),
            (1, self._fold),
            (1, self._set),
            (2, self._disturb),
        )

    def burst(self, steps: int) -> None:
        """Send so many things, then wait until everything that was asked is answered."""
        weights = [weight for weight, _ in self._steps]
        for _, step in self._rng.choices(self._steps, weights, k=steps):
            step()
        for number in self._waiting:
            self._server.answer(number)
        self._waiting.clear()

    def _edit(self) -> None:
        if not self.open:
            self._toggle()
        path = self._rng.choice(sorted(self.open))
        buffer = self.open[path]
        changes = [self._edited(buffer) for _ in range(self._rng.choice((1, 1, 1, 3)))]
        identifier = {"uri": self._uri(path), "version": buffer.version}
        self._server.notify(
            "textDocument/didChange", {"textDocument": identifier, "contentChanges": changes}
        )
        self.edits += len(changes)

    def _edited(self, buffer: Buffer) -> dict[str, Any]:
        if len(buffer.text) > _LARGEST or self._rng.random() < 0.01:
            return buffer.renew(self._rng.choice(sorted(FILES.values())))
        kind = self._rng.random()
        start = self._offset(buffer)
        if kind < 0.15:
            return buffer.undo() or buffer.replace(0, 0, "")
        if kind < 0.2:
            return buffer.cut_line_end(start)
        if kind < 0.205:
            return buffer.cut_end(start)
        if kind < 0.35:
            end = buffer.snapped(min(len(buffer.text), start + self._rng.randint(1, 60)))
            return buffer.replace(start, max(start, end), "")
        if kind < 0.42:
            return buffer.replace(start, start, self._clipboard(buffer))
        if kind < 0.43:
            ends = self._rng.choice(("\r\n", "\n", "\r"))
            return buffer.renew(re.sub(r"\r\n|\r|\n", ends, buffer.text))
        return buffer.replace(start, start, self._rng.choice(_TYPED))

    def _clipboard(self, buffer: Buffer) -> str:
        source = self._rng.choice((buffer.text, *sorted(FILES.values())))
        start = self._rng.randint(0, len(source))
        return source[start : start + self._rng.randint(1, 300)]

    def _ask(self) -> None:
        method = self._rng.choice(_REQUESTS)
        path = self._rng.choice((*FILES, "nowhere.py"))
        position = self._position(path)
        params: dict[str, Any] = {"textDocument": {"uri": self._uri(path)}, "position": position}
        if method in ("inlayHint", "codeAction"):
            params["range"] = {"start": {"line": 0, "character": 0}, "end": position}
        if method == "codeAction":
            params["context"] = {"diagnostics": []}
        if method == "references":
            params["context"] = {"includeDeclaration": True}
        if method == "rename":
            params["newName"] = self._rng.choice(("renamed", "", "a b", "🚀"))
        number = self._server.ask(f"textDocument/{method}", params)
        self._waiting.append(number)
        if self._rng.random() < 0.2:
            self._server.notify("$/cancelRequest", {"id": number})

    def _toggle(self) -> None:
        path = self._rng.choice(sorted(FILES))
        if path in self.open and len(self.open) > 1:
            del self.open[path]
            self._server.notify("textDocument/didClose", {"textDocument": {"uri": self._uri(path)}})
        elif path not in self.open:
            self.open[path] = Buffer(self._on_disk(path))
            open_document(self._server, self._uri(path), self.open[path])

    def _change_file(self) -> None:
        path = self._rng.choice(sorted(FILES))
        self._tell([self._changed(path)])

    def _checkout(self) -> None:
        """All files are others at once."""
        self._tell([self._changed(path) for path in sorted(FILES)])

    def _changed(self, path: str) -> tuple[str, int]:
        file = self._root / path
        is_there = file.exists()
        if is_there and self._rng.random() < 0.2:
            file.unlink()
            return path, _DELETED
        text = FILES[path]
        if self._rng.random() < 0.5:
            start = self._rng.randint(0, len(text))
            text = text[:start] + self._rng.choice(_TYPED) + text[start + 3 :]
        write(file, text)
        return path, _CHANGED if is_there else _CREATED

    def _tell(self, changes: list[tuple[str, int]]) -> None:
        events = [{"uri": self._uri(path), "type": kind} for path, kind in changes]
        self._server.notify("workspace/didChangeWatchedFiles", {"changes": events})

    def _fold(self) -> None:
        """Add a second folder, which is within the first one, or remove it."""
        folder = self._root / "other"
        event: dict[str, Any] = {"added": [], "removed": []}
        if folder in self.folders:
            self.folders.remove(folder)
            event["removed"].append(folder_of(folder))
        else:
            self.folders.append(folder)
            event["added"].append(folder_of(folder))
        self._server.notify("workspace/didChangeWorkspaceFolders", {"event": event})

    def _set(self) -> None:
        self._server.settings = self._rng.choice(_SETTINGS)
        self._server.notify("workspace/didChangeConfiguration", {"settings": None})

    def _disturb(self) -> None:
        kind = self._rng.randrange(5)
        if kind == 0:
            self._server.send_bytes(self._rng.choice(GARBAGE))
        elif kind == 1:
            self._waiting.append(self._server.ask("no/suchMethod", {"a": [1, None]}))
        elif kind == 2:
            self._waiting.append(self._server.ask("textDocument/hover", {"position": -1}))
        elif kind == 3:
            giant = Buffer("a: " + "x" * 1_000_000)
            uri = self._uri("giant.yaml")
            open_document(self._server, uri, giant)
            self._server.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        else:
            stale = {"uri": self._uri("nowhere.py"), "version": -3}
            params = {"textDocument": stale, "contentChanges": [{"text": "x"}]}
            self._server.notify("textDocument/didChange", params)

    def _position(self, path: str) -> dict[str, int]:
        buffer = self.open.get(path)
        if buffer is None or self._rng.random() < 0.05:
            line = self._rng.choice((0, 3, 2**31 - 1))
            return {"line": line, "character": self._rng.choice((0, 7, 2**31 - 1))}
        return buffer.position(self._offset(buffer))

    def _offset(self, buffer: Buffer) -> int:
        return buffer.snapped(self._rng.randint(0, len(buffer.text)))

    def _on_disk(self, path: str) -> str:
        file = self._root / path
        return file.read_bytes().decode("utf-8") if file.exists() else FILES[path]

    def _uri(self, path: str) -> str:
        return (self._root / path).as_uri()


def open_document(server: Server, uri: str, buffer: Buffer) -> None:
    """Tell a server of a text."""
    item = {"uri": uri, "languageId": "x", "version": buffer.version, "text": buffer.text}
    server.notify("textDocument/didOpen", {"textDocument": item})
