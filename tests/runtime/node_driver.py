"""Drives one Node.js runtime client through a script of events and writes down what it does."""

from __future__ import annotations

import os
import queue
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BufferedReader

PATIENCE = 6.0
STUCK = -1000
ARN = "arn:aws:lambda:eu-west-1:123456789012:function:probe"


@dataclass(frozen=True)
class Invocation:
    """One invocation that a client is given."""

    body: str
    headers: tuple[tuple[str, str], ...] = ()
    closes: bool = False
    """Whether the server goes away once it has given it."""


@dataclass(frozen=True)
class Post:
    """What a client posts."""

    kind: str
    """`response`, `error` or `init/error`."""
    body: str
    headers: Mapping[str, str]
    trailers: Mapping[str, str]


@dataclass
class Record:
    """All that a client did."""

    posts: list[Post] = field(default_factory=list)
    requests: int = 0
    """How often it asked for an invocation."""
    exit: int | None = None
    """None if it went on to wait for an invocation that never came."""
    stdout: str = ""
    stderr: str = ""
    seconds: list[float] = field(default_factory=list)
    """From each invocation that was given to the request for the next one."""
    start: float = 0.0
    """From the start of the process to its first request."""


class RuntimeApi:
    """A Runtime API for one client, on a port of its own."""

    def __init__(self, script: Sequence[Invocation], prefix: str = "") -> None:
        self._script = list(script)
        self._prefix = prefix
        self.record = Record()
        self._given = 0
        self._clock = time.perf_counter()
        self.idle: queue.Queue[None] = queue.Queue()
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        """What the client finds in AWS_LAMBDA_RUNTIME_API."""
        return f"127.0.0.1:{self._listener.getsockname()[1]}{self._prefix}"

    def close(self) -> None:
        """Takes no more connections."""
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        stream = connection.makefile("rb")
        try:
            while line := stream.readline():
                method, path, _ = line.decode().split(" ", 2)
                headers = read_fields(stream)
                body, trailers = read_body(stream, headers)
                answer = self._answer(method, path, body, headers, trailers)
                if answer is None:
                    return
                connection.sendall(answer)
                if self._is_closing():
                    connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    def _answer(
        self,
        method: str,
        path: str,
        body: bytes,
        headers: Mapping[str, str],
        trailers: Mapping[str, str],
    ) -> bytes | None:
        assert path.startswith(f"{self._prefix}/2018-06-01/runtime/")
        if method == "GET":
            return self._next()
        kind = path.split("/runtime/")[1].split("/")
        kind = kind if kind[0] == "init" else kind[2:]
        self.record.posts.append(
            Post("/".join(kind), body.decode(errors="backslashreplace"), headers, trailers)
        )
        return b'HTTP/1.1 202 Accepted\r\nContent-Length: 15\r\n\r\n{"status":"OK"}'

    def _is_closing(self) -> bool:
        return self._given > 0 and self._script[self._given - 1].closes

    def _next(self) -> bytes | None:
        now = time.perf_counter()
        if self.record.requests == 0:
            self.record.start = now - self._clock
        else:
            self.record.seconds.append(now - self._clock)
        self.record.requests += 1
        if self._given == len(self._script):
            self.idle.put(None)
            time.sleep(PATIENCE)
            return None
        invocation = self._script[self._given]
        self._given += 1
        self._clock = time.perf_counter()
        return next_response(self._given, invocation)


def next_response(number: int, invocation: Invocation) -> bytes:
    """An invocation as the Runtime API hands it out."""
    body = invocation.body.encode()
    fields = {
        "Lambda-Runtime-Aws-Request-Id": f"00000000-0000-4000-8000-{number:012}",
        "Lambda-Runtime-Deadline-Ms": str(int((time.time() + PATIENCE) * 1000)),
        "Lambda-Runtime-Invoked-Function-Arn": ARN,
        "Lambda-Runtime-Trace-Id": f"Root=1-5759e988-bd862e3fe1be46a994272793;Sampled={number}",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        **dict(invocation.headers),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"HTTP/1.1 200 OK\r\n{head}\r\n".encode() + body


def read_fields(stream: BufferedReader) -> dict[str, str]:
    """Headers or trailers, up to the empty line."""
    fields = {}
    while (line := stream.readline().strip()) != b"":
        name, _, value = line.decode().partition(":")
        fields[name.lower()] = value.strip()
    return fields


def read_body(stream: BufferedReader, headers: Mapping[str, str]) -> tuple[bytes, dict[str, str]]:
    """The body of a request, and the trailers behind it."""
    if headers.get("transfer-encoding", "").lower() != "chunked":
        return stream.read(int(headers.get("content-length", 0))), {}
    pieces = []
    while size := int(stream.readline().split(b";")[0] or b"0", 16):
        pieces.append(stream.read(size))
        stream.readline()
    return b"".join(pieces), read_fields(stream)


def tell_end(process: subprocess.Popen[bytes], api: RuntimeApi) -> None:
    process.wait()
    api.idle.put(None)


def drive(
    command: Sequence[str],
    folder: str,
    script: Sequence[Invocation],
    environment: Mapping[str, str],
    prefix: str = "",
) -> Record:
    """Starts a client and gives it one invocation after the other, until it waits or ends."""
    api = RuntimeApi(script, prefix)
    variables = {**os.environ, **environment, "AWS_LAMBDA_RUNTIME_API": api.address}
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
        )
        # Whatever comes first: the process ends, or it asks for more than there is.
        threading.Thread(target=tell_end, args=(process, api), daemon=True).start()
        try:
            api.idle.get(timeout=PATIENCE)
            api.record.exit = process.poll()
        except queue.Empty:
            api.record.exit = STUCK
        finally:
            process.kill()
            process.wait()
            api.close()
        for file, name in ((stdout, "stdout"), (stderr, "stderr")):
            file.seek(0)
            setattr(api.record, name, file.read().decode(errors="replace"))
    return api.record
