"""A language client of a few lines, so that a benchmark measures the server and not its client."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from .processes import environment

DEADLINE = 300.0
"""Seconds after which a server is killed, so that no benchmark waits for ever."""


class StdioClient:
    """Starts a server and speaks to it over stdio. Messages are JSON objects as they are sent.

    `settings` has the sections that the server may ask for; it is killed after `deadline` seconds.
    """

    def __init__(
        self,
        command: Sequence[str],
        settings: Mapping[str, object] | None = None,
        deadline: float = DEADLINE,
    ) -> None:
        self._process = subprocess.Popen(
            command,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Some servers tell of each message there.
            stderr=subprocess.DEVNULL,
        )
        self._settings = settings or {}
        assert self._process.stdin and self._process.stdout
        self._input, self._output = self._process.stdin, self._process.stdout
        self._sent = 0
        self._watchdog = threading.Timer(deadline, self._process.kill)
        self._watchdog.daemon = True
        self._watchdog.start()

    def __enter__(self) -> StdioClient:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is None:
            self.request("shutdown", None)
            self.notify("exit", None)
            self._process.wait(DEADLINE)
        self._watchdog.cancel()
        self._process.kill()
        self._input.close()
        self._output.close()
        self._process.wait()

    def initialize(self, root: Path, capabilities: dict[str, Any]) -> dict[str, Any]:
        """Connect with a workspace of one folder."""
        folder = {"uri": root.as_uri(), "name": root.name}
        result: dict[str, Any] = self.request(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": root.as_uri(),
                "workspaceFolders": [folder],
                "capabilities": capabilities,
            },
        )
        self.notify("initialized", {})
        return result

    def notify(self, method: str, params: object) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def request(self, method: str, params: object) -> Any:
        """Send a request and wait for its result.

        Raises:
            RuntimeError: if the server answers with an error.
        """
        self._sent += 1
        number = self._sent
        self._send({"id": number, "method": method, "params": params})
        answer = self.wait(lambda message: message.get("id") == number and "method" not in message)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return answer["result"]

    def wait(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The next message that is wanted; others are dropped, requests answered.

        Raises:
            EOFError: if the server ends, or is killed because it does not come.
        """
        while True:
            message = self._receive()
            if wanted(message):
                return message
            if "method" in message and "id" in message:
                self._send({"id": message["id"], "result": self._answer(message)})

    def resident_mebibytes(self) -> float:
        """The server's memory (Linux only, else 0)."""
        status = Path(f"/proc/{self._process.pid}/status")
        if not status.exists():
            return 0.0
        line = next(row for row in status.read_text().splitlines() if row.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def processor_seconds(self) -> float:
        """The processor time that the server has used so far (Linux only, else 0)."""
        status = Path(f"/proc/{self._process.pid}/stat")
        if not status.exists():
            return 0.0
        user, system = status.read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def wait_until_idle(self) -> None:
        """Wait until the server has used no processor time for half a second (Linux only)."""
        used = -1.0
        while used != (now := self.processor_seconds()):
            used = now
            time.sleep(0.5)

    def _answer(self, request: dict[str, Any]) -> object:
        if request["method"] != "workspace/configuration":
            return None
        return [self._settings.get(item.get("section", "")) for item in request["params"]["items"]]

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._input.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._input.flush()

    def _receive(self) -> dict[str, Any]:
        length = 0
        while line := self._output.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if not length:
            raise EOFError("the server has ended")
        message: dict[str, Any] = json.loads(self._output.read(length))
        return message
