"""One server under traffic, and a fresh one that must find the same."""

from __future__ import annotations

import json
import random
import shutil
import time
from pathlib import Path
from typing import Any

from .project import write, write_project
from .traffic import Traffic, open_document
from .wire import HANG, Server

Findings = dict[str, list[str]]

_PAUSE = 0.1
_SAME_IN_A_ROW = 3


class Session:
    """A server, what is sent to it, and the state in which it must be."""

    def __init__(self, root: Path, seed: int) -> None:
        write_project(root)
        self._root = root
        self._rng = random.Random(seed)
        self.server = Server([root])
        self.traffic = Traffic(self._rng, self.server, root)

    def burst(self, steps: int) -> None:
        """Traffic; everything that is asked is answered, and nothing is wrong with the server."""
        self.traffic.burst(steps)

    def check(self) -> None:
        """Compare with a fresh server on the same files and texts."""
        found = settled(self.server, self._uris())
        fresh = Server(self.traffic.folders)
        try:
            fresh.settings = self.server.settings
            fresh.notify("workspace/didChangeConfiguration", {"settings": None})
            for path, buffer in self.traffic.open.items():
                open_document(fresh, (self._root / path).as_uri(), buffer)
            expected = settled(fresh, self._uris())
        finally:
            fresh.kill()
        assert found == expected, _difference(found, expected)

    def keep(self, folder: Path) -> None:
        """Copy the files with what the editor has of them, and the settings."""
        shutil.copytree(self._root, folder)
        for path, buffer in self.traffic.open.items():
            write(folder / path, buffer.text)
        settings = {**self.server.settings, "folders": list(map(str, self.traffic.folders))}
        write(folder / "settings.json", json.dumps(settings))

    def end(self) -> None:
        """End in the middle of requests: by the protocol, or by going away."""
        for path in sorted(self.traffic.open):
            params = {"textDocument": {"uri": (self._root / path).as_uri()}}
            self.server.ask("textDocument/codeLens", params)
        code = self.server.shut_down() if self._rng.random() < 0.5 else self.server.leave()
        assert code in (0, 1), self.server.errors()
        assert "Traceback" not in self.server.errors(), self.server.errors()

    def _uris(self) -> list[str]:
        return [(self._root / path).as_uri() for path in sorted(self.traffic.open)]


def settled(server: Server, uris: list[str]) -> Findings:
    """What a server finds everywhere, once it finds nothing new any more."""
    end = time.monotonic() + HANG
    while server.is_scanning:
        assert time.monotonic() < end, "the editor is told of a scan that never ends"
        time.sleep(_PAUSE)
    seen: list[Findings] = []
    while len(seen) < _SAME_IN_A_ROW or any(each != seen[-1] for each in seen[-_SAME_IN_A_ROW:]):
        assert time.monotonic() < end, "the findings never came to rest"
        time.sleep(_PAUSE)
        seen.append(_findings(server, uris))
    return seen[-1]


def _findings(server: Server, uris: list[str]) -> Findings:
    everywhere = server.request("workspace/diagnostic", {"previousResultIds": []})
    found = {each["uri"]: _texts(each["items"]) for each in everywhere["items"]}
    for uri in uris:
        report = server.request("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        found[uri] = _texts(report["items"])
    return {uri: items for uri, items in sorted(found.items()) if items}


def _texts(items: list[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(each, sort_keys=True, ensure_ascii=False) for each in items)


def _difference(found: Findings, expected: Findings) -> str:
    lines = []
    for uri in sorted({*found, *expected}):
        ours, theirs = set(found.get(uri, ())), set(expected.get(uri, ()))
        lines += [f"{uri}: only after the traffic: {each}" for each in sorted(ours - theirs)]
        lines += [f"{uri}: only in a fresh server: {each}" for each in sorted(theirs - ours)]
    return "\n".join(lines)
