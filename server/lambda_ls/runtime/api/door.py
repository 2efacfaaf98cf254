"""The port at which the Runtime API listens.

It is open before the API is, so that a process can start while the API is still being loaded; who
connects meanwhile waits.
"""

from __future__ import annotations

import os
import socket

LOOPBACK = "127.0.0.1"
"""The address at which nobody but this machine connects."""

MOST_WAITING = 256
"""How many connections wait to be accepted."""


class Door:
    """A port of loopback, opened when it is needed first."""

    def __init__(self) -> None:
        self._socket: socket.socket | None = None

    @property
    def socket(self) -> socket.socket:
        """What listens there."""
        if self._socket is None:
            self._socket = socket.create_server((LOOPBACK, 0), backlog=MOST_WAITING)
        return self._socket

    @property
    def authority(self) -> str:
        """Its host and port."""
        return f"{LOOPBACK}:{self.socket.getsockname()[1]}"

    def address(self) -> str:
        """A new address as `AWS_LAMBDA_RUNTIME_API` wants it, with a path nobody can guess."""
        return f"{self.authority}/{os.urandom(24).hex()}"

    def close(self) -> None:
        """Close it; the next one who needs it opens another port."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None
