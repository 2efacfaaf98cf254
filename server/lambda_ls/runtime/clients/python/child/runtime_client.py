"""The Runtime API over one connection, in place of the native module of AWS's client.

The functions are those of that module. Sockets are used by their C module, and HTTP is written
here, since the standard library's `http.client` takes longer to load than Python to start.
"""

from __future__ import annotations

import os
import sys
from _socket import AF_INET, IPPROTO_TCP, SOCK_STREAM, socket

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

API = "/2018-06-01/runtime"

_TCP_NODELAY = 1
_PIECE = 65536
_GONE = 410
_PASSED_ON = (
    "Lambda-Runtime-Aws-Request-Id",
    "Lambda-Runtime-Trace-Id",
    "Lambda-Runtime-Invoked-Function-Arn",
    "Lambda-Runtime-Client-Context",
    "Lambda-Runtime-Cognito-Identity",
    "Lambda-Runtime-Aws-Tenant-Id",
    "Content-Type",
    "Lambda-Runtime-Invocation-Id",
)


class _Connection:
    def __init__(self) -> None:
        authority, _, token = os.environ["AWS_LAMBDA_RUNTIME_API"].partition("/")
        host, _, port = authority.rpartition(":")
        self._authority = authority
        self._prefix = "/" + token if token else ""
        self._socket = socket(AF_INET, SOCK_STREAM)
        self._socket.connect((host, int(port)))
        self._socket.setsockopt(IPPROTO_TCP, _TCP_NODELAY, 1)
        self._received = b""

    def call(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        lines = [f"{method} {self._prefix}{path} HTTP/1.1", f"Host: {self._authority}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        lines += [f"Content-Length: {len(body)}", "", ""]
        # One write: the second of two would wait for the first to be acknowledged.
        self._socket.sendall("\r\n".join(lines).encode() + body)
        status, fields = self._head()
        return status, fields, self._exactly(int(fields.get("content-length", "0")))

    def _head(self) -> tuple[int, dict[str, str]]:
        while b"\r\n\r\n" not in self._received:
            self._receive()
        head, _, self._received = self._received.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        pairs = [line.partition(":") for line in lines]
        fields = {name.strip().lower(): value.strip() for name, _, value in pairs}
        return int(first.split(" ")[1]), fields

    def _exactly(self, size: int) -> bytes:
        while len(self._received) < size:
            self._receive()
        body, self._received = self._received[:size], self._received[size:]
        return body

    def _receive(self) -> None:
        piece = self._socket.recv(_PIECE)
        if not piece:
            raise RuntimeError("The Runtime API has closed the connection")
        self._received += piece


_connections: list[_Connection] = []
_user_agent = ""
_state: Callable[[], dict[str, tuple[int, str]]] | None = None


def initialize_client(user_agent: str) -> None:
    """Connect, before any code of the user's runs."""
    global _user_agent
    _user_agent = user_agent
    _connections.append(_Connection())


def call(
    method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
) -> tuple[int, dict[str, str], bytes]:
    """Ask the Runtime API: the status, the headers by their names in lower case, and the body."""
    return _connections[0].call(method, path, body, {"User-Agent": _user_agent, **(headers or {})})


def tell_state(state: Callable[[], dict[str, tuple[int, str]]]) -> None:
    """Tell the server, with each question for the next invocation, what the modules hold."""
    global _state
    _state = state


def next() -> tuple[bytes, dict[str, str | int | None]]:
    """Wait for the next invocation: its event, and its headers."""
    status, fields, body = call("GET", f"{API}/invocation/next", b"", _state_headers())
    if status == _GONE:
        # Only a debugger lets a process live that long; it may be a thread that has asked.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
    if status != 200:
        raise RuntimeError("Failed to get next")
    headers: dict[str, str | int | None] = {name: fields.get(name.lower()) for name in _PASSED_ON}
    headers["Lambda-Runtime-Deadline-Ms"] = int(fields.get("lambda-runtime-deadline-ms", "0"))
    return body, headers


def post_invocation_result(
    invoke_id: str, data: bytes, content_type: str, invocation_id: str | None = None
) -> None:
    """Post what the handler has given back."""
    path = f"{API}/invocation/{invoke_id}/response"
    status, _, _ = call("POST", path, data, {"Content-Type": content_type})
    if status >= 300:
        raise RuntimeError(f"Failed to post invocation response: {status}")


def post_error(invoke_id: str, error: str, xray: str, invocation_id: str | None = None) -> None:
    """Post the error that the handler has ended with, as JSON."""
    headers = {
        "Content-Type": "application/json",
        "Lambda-Runtime-Function-XRay-Error-Cause": xray,
    }
    status, _, _ = call("POST", f"{API}/invocation/{invoke_id}/error", error.encode(), headers)
    if status >= 300:
        raise RuntimeError("Failed to post invocation error")


def post_init_error(body: str, error_type: str) -> int:
    """Post why the handler could not be loaded; the status of the answer.

    AWS's client does this by `http.client`, which encodes text as Latin-1, and so fails on every
    message that has other characters. That is what the user will see in Lambda, too.
    """
    headers = {"Lambda-Runtime-Function-Error-Type": error_type}
    error_type.encode("latin-1")
    status, _, _ = call("POST", f"{API}/init/error", body.encode("latin-1"), headers)
    return status


def _state_headers() -> dict[str, str]:
    """What the modules hold, and how many milliseconds it took to find that out."""
    if _state is None:
        return {}
    import binascii
    import json
    import time

    began = time.perf_counter()
    state = binascii.b2a_base64(json.dumps(_state()).encode(), newline=False).decode()
    spent = (time.perf_counter() - began) * 1000
    return {"Lambda-Ls-State": state, "Lambda-Ls-State-Ms": f"{spent:.3f}"}
