"""A server process and the pipes to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

Message = dict[str, Any]

HANG = 120.0
"""Seconds after which a server that is silent, or does not end, hangs."""

SERVE = (sys.executable, "-X", "faulthandler", "-m", "lambda_ls", "serve")
_SERVER = Path(__file__).parents[2] / "server"
_INTERNAL_ERROR = -32603


class Server:
    """A language server on one or more folders; its requests are answered as an editor does.

    `settings` is what it is told when it asks for them. `command` starts it, `opening` is what the
    editor says otherwise than usual when it connects; one without settings answers with null.
    `answered` are the numbers of the requests that have been answered, in the order of the answers.
    Requests of the server with the method `withholding` wait for their answer until `release`.
    """

    def __init__(
        self,
        folders: list[Path],
        command: Sequence[str] = SERVE,
        opening: Message | None = None,
        has_settings: bool = True,
        withholding: str = "",
    ) -> None:
        self.settings: Message = {}
        self.slowest = 0.0
        self.log: list[str] = []
        self.answered: list[int] = []
        self.is_scanning = True
        self._has_settings = has_settings
        self._withholding = withholding
        self._withheld: list[Message] = []
        self._keeps = False
        self._errors: list[bytes] = []
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(_SERVER)},
        )
        assert self._process.stdin and self._process.stdout
        self._input: BinaryIO = self._process.stdin  # type: ignore[assignment]
        self._output: BinaryIO = self._process.stdout  # type: ignore[assignment]
        self._sending = threading.Lock()
        self._news = threading.Condition()
        self._sent = 0
        self._asked: dict[int, float] = {}
        self._answers: dict[int, Message] = {}
        self._has_ended = False
        threading.Thread(target=self._listen, daemon=True).start()
        threading.Thread(target=self._collect, daemon=True).start()
        self.request("initialize", {**_opening(folders), **(opening or {})})
        self.notify("initialized", {})

    def notify(self, method: str, params: object) -> None:
        """Send a notification."""
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: object) -> int:
        """Send a request without waiting; the number to wait for."""
        self._sent += 1
        self._asked[self._sent] = time.monotonic()
        self.send({"jsonrpc": "2.0", "id": self._sent, "method": method, "params": params})
        return self._sent

    def request(self, method: str, params: object) -> Any:
        """Send a request and wait for its result; an error fails."""
        answer = self.answer(self.ask(method, params))
        assert "error" not in answer, answer
        return answer["result"]

    def answer(self, number: int) -> Message:
        """The answer to a request, which must come, and must not tell of a fault of the server."""
        with self._news:
            came = self._news.wait_for(lambda: number in self._answers or self._has_ended, HANG)
            assert came, f"no answer in {HANG} s\n{self.errors()}"
            assert number in self._answers, f"the server has ended\n{self.errors()}"
            answer = self._answers.pop(number)
        assert answer.get("error", {}).get("code") != _INTERNAL_ERROR, f"{answer}\n{self.errors()}"
        return answer

    def send(self, message: object) -> None:
        """Send a message, whatever it is."""
        body = json.dumps(message).encode()
        self.send_bytes(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def send_bytes(self, content: bytes) -> None:
        """Send what may be no message at all."""
        with self._sending:
            self._input.write(content)
            if not self._keeps:
                self._input.flush()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Send what is sent within in one piece, of up to 4,096 bytes."""
        self._keeps = True
        yield
        self._keeps = False
        self.send_bytes(b"")

    def release(self) -> None:
        """Answer what has not been answered so far, and everything from now on."""
        self._withholding = ""
        for message in self._withheld:
            self._respond(message)

    def shut_down(self) -> int:
        """End the session as the protocol says; the exit code."""
        self.answer(self.ask("shutdown", None))
        self.notify("exit", None)
        return self._process.wait(HANG)

    def leave(self) -> int:
        """Go away without a word; the exit code."""
        self._input.close()
        return self._process.wait(HANG)

    def kill(self) -> None:
        """End the process, if it has not ended."""
        self._process.kill()
        self._process.wait()

    def resident(self) -> float:
        """The memory of the process in MB of 1,048,576 bytes (Linux)."""
        return self._status("VmRSS") / 1024

    def threads(self) -> int:
        """How many threads the process has (Linux)."""
        return self._status("Threads")

    def _status(self, name: str) -> int:
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        line = next(row for row in status.splitlines() if row.startswith(f"{name}:"))
        return int(line.split()[1])

    def errors(self) -> str:
        """What the process has written to stderr."""
        return b"".join(self._errors).decode(errors="replace")

    def _collect(self) -> None:
        for line in self._process.stderr or ():
            self._errors.append(line)

    def _listen(self) -> None:
        while (message := _received(self._output)) is not None:
            if "method" in message and "id" in message:
                withheld = message["method"] == self._withholding
                (self._withheld.append if withheld else self._respond)(message)
            elif message.get("method") == "window/logMessage":
                self.log.append(message["params"]["message"])
            elif message.get("method") == "lambda-ls/status":
                self.is_scanning = message["params"]["scanning"]
            elif "method" not in message and isinstance(message.get("id"), int):
                with self._news:
                    self._answers[message["id"]] = message
                    self.answered.append(message["id"])
                    waited = time.monotonic() - self._asked.pop(message["id"], time.monotonic())
                    self.slowest = max(self.slowest, waited)
                    self._news.notify_all()
        with self._news:
            self._has_ended = True
            self._news.notify_all()

    def _respond(self, message: Message) -> None:
        self.send({"jsonrpc": "2.0", "id": message["id"], "result": self._reply(message)})

    def _reply(self, message: Message) -> Any:
        if message["method"] == "workspace/configuration" and self._has_settings:
            return [self.settings for _ in message["params"]["items"]]
        return None


def folder_of(path: Path) -> Message:
    """A workspace folder as the protocol has it."""
    return {"uri": path.as_uri(), "name": path.name}


def _opening(folders: list[Path]) -> Message:
    return {
        "processId": os.getpid(),
        "rootUri": folders[0].as_uri(),
        "workspaceFolders": [folder_of(each) for each in folders],
        "initializationOptions": {"status": True},
        "capabilities": {
            "workspace": {
                "configuration": True,
                "diagnostics": {"refreshSupport": True},
                "workspaceFolders": True,
                "didChangeWatchedFiles": {"dynamicRegistration": True},
                "didChangeConfiguration": {"dynamicRegistration": True},
            },
            "textDocument": {"diagnostic": {}},
        },
    }


def _received(stream: BinaryIO) -> Message | None:
    length = 0
    try:
        while line := stream.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        body = stream.read(length)
    except (OSError, ValueError):
        return None  # The process has ended, or was made to.
    if not length or len(body) < length:
        return None
    message: Message = json.loads(body)
    return message
