"""Drives serverless-offline, with osls in the place of Serverless Framework."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import time

import msgspec

from . import peers
from .processes import environment

_DEADLINE = 60.0


class Served(msgspec.Struct, frozen=True):
    """Milliseconds of one server: to its first answer, and of invocations in it."""

    first: float
    cold: float
    warm: tuple[float, ...]


def offline(folder: str, function: str, invocations: int) -> Served:
    """Start a server for the service `hello` of offline.yml, and invoke a function in it.

    Raises:
        TimeoutError: if it does not answer within a minute.
        RuntimeError: if it answers with an error.
    """
    ports = [_free_port() for _ in range(2)]
    begun = time.perf_counter()
    process = _started(folder, ports)
    try:
        _wait_for(ports[0])
        cold = _invoke(ports[0], function)
        first = (time.perf_counter() - begun) * 1000
        warm = tuple(_invoke(ports[0], function) for _ in range(invocations))
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return Served(first, cold, warm)


def _started(folder: str, ports: list[int]) -> subprocess.Popen[bytes]:
    options = ["--lambdaPort", str(ports[0]), "--httpPort", str(ports[1])]
    return subprocess.Popen(
        [peers.program("serverless-offline", "osls"), "offline", "-c", "offline.yml", *options],
        cwd=folder,
        env=environment(),
        # The processes of its handlers are in its group.
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _wait_for(port: int) -> None:
    end = time.monotonic() + _DEADLINE
    while not _listens(port):
        if time.monotonic() > end:
            raise TimeoutError("serverless-offline does not answer")
        time.sleep(0.005)


def _listens(port: int) -> bool:
    with socket.socket() as connection:
        return connection.connect_ex(("localhost", port)) == 0


def _invoke(port: int, function: str) -> float:
    connection = http.client.HTTPConnection("localhost", port, timeout=_DEADLINE)
    path = f"/2015-03-31/functions/hello-dev-{function}/invocations"
    begun = time.perf_counter()
    connection.request("POST", path, "{}")
    answer = connection.getresponse().read()
    spent = (time.perf_counter() - begun) * 1000
    connection.close()
    if answer != b'{"hello":"world"}':
        raise RuntimeError(f"serverless-offline answers {answer!r}")
    return spent


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("localhost", 0))
        port: int = listener.getsockname()[1]
        return port
