"""What goes over the Runtime API, in either direction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from msgspec import Struct, field

LARGEST_PAYLOAD = 6_291_556
"""Bytes of a response: 6 MiB and 100 bytes, by the message of the service itself."""

LARGEST_STREAM = 200 * 1024 * 1024
"""Bytes of a streamed response, by Lambda's quotas since 2025-07-31."""


SERVICE_PATH = "/lambda"
"""Below the path of a process, what it asks of AWS's Lambda API while its function is durable."""


class Invocation(Struct, frozen=True):
    """An event on its way to a handler. `deadline` is in milliseconds since 1970."""

    id: str
    body: bytes
    deadline: int
    arn: str
    trace: str


class Ready(Struct, frozen=True):
    """The client asks for the next invocation; `at` is in seconds of `time.perf_counter`."""

    at: float


class InitFailed(Struct, frozen=True):
    """The client could not load the handler; `body` is the JSON that describes why."""

    body: bytes


class Answered(Struct, frozen=True):
    """What the client has posted for the invocation.

    `size` is that of the whole body in bytes, of which no more is kept than Lambda takes.
    """

    kind: Literal["response", "error"]
    body: bytes
    size: int
    at: float
    content_type: str = ""
    is_stream: bool = False
    trailers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_too_large(self) -> bool:
        """Whether Lambda refuses it for its size."""
        return self.size > (LARGEST_STREAM if self.is_stream else LARGEST_PAYLOAD)


class Exited(Struct, frozen=True):
    """The process has ended: its exit status, or the negative number of the signal that did it."""

    status: int
    at: float


Happening: TypeAlias = Ready | InitFailed | Answered | Exited
