"""A small client of the Debug Adapter Protocol.

https://microsoft.github.io/debug-adapter-protocol/specification
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any


@contextmanager
def debugpy() -> Iterator[Debugger]:
    """debugpy's adapter, as an editor starts it for Python."""
    with subprocess.Popen(
        [sys.executable, "-m", "debugpy.adapter"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as adapter:
        assert adapter.stdin is not None
        assert adapter.stdout is not None
        try:
            yield Debugger(adapter.stdout, adapter.stdin)
        finally:
            adapter.kill()


class Debugger:
    """Speaks to a debug adapter over two streams."""

    def __init__(self, reader: IO[bytes], writer: IO[bytes]) -> None:
        self._reader = reader
        self._writer = writer
        self._sequence = 0
        self._seen: deque[dict[str, Any]] = deque()

    def send(self, command: str, **arguments: object) -> int:
        """Send a request; its number."""
        self._sequence += 1
        message = {
            "seq": self._sequence,
            "type": "request",
            "command": command,
            "arguments": arguments,
        }
        body = json.dumps(message).encode()
        self._writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._writer.flush()
        return self._sequence

    def request(self, command: str, **arguments: object) -> dict[str, Any]:
        """The body of the answer to a request."""
        number = self.send(command, **arguments)
        answer = self._wait("response", "request_seq", number)
        assert answer["success"], answer
        body: dict[str, Any] = answer.get("body") or {}
        return body

    def event(self, name: str) -> dict[str, Any]:
        """The body of the next event with this name."""
        body: dict[str, Any] = self._wait("event", "event", name).get("body") or {}
        return body

    def stops_at(
        self, file: Path, line: int, request: str, configuration: dict[str, Any]
    ) -> dict[str, str]:
        """Start with a breakpoint; the local variables with their texts where it is hit."""
        self.request("initialize", adapterID="debugpy", pathFormat="path")
        self.send(request, **configuration)
        self.event("initialized")
        source = {"path": str(file)}
        found = self.request("setBreakpoints", source=source, breakpoints=[{"line": line}])
        assert [each["verified"] for each in found["breakpoints"]] == [True]
        self.request("configurationDone")
        thread = self.event("stopped")["threadId"]
        frame = self.request("stackTrace", threadId=thread)["stackFrames"][0]
        assert (frame["source"]["path"], frame["line"]) == (str(file), line)
        scope = self.request("scopes", frameId=frame["id"])["scopes"][0]
        variables = self.request("variables", variablesReference=scope["variablesReference"])
        self._thread = thread
        return {each["name"]: each["value"] for each in variables["variables"]}

    def go_on(self) -> None:
        """Leave the breakpoint. The process may end before it has answered this request."""
        self.send("continue", threadId=self._thread)

    def _wait(self, kind: str, key: str, value: object) -> dict[str, Any]:
        for message in self._seen:
            if message["type"] == kind and message[key] == value:
                self._seen.remove(message)
                return message
        while True:
            message = self._read()
            if message["type"] == kind and message[key] == value:
                return message
            self._seen.append(message)

    def _read(self) -> dict[str, Any]:
        size = 0
        while line := self._reader.readline().strip():
            name, _, text = line.partition(b":")
            if name.lower() == b"content-length":
                size = int(text)
        assert size, "the debug adapter has ended"
        message: dict[str, Any] = json.loads(self._reader.read(size))
        return message
