"""How a method of the protocol is declared."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from msgspec import Struct

from ..session import Session


class Later(Struct, frozen=True):
    """An answer that takes long and does not depend on what happens until it is there."""

    wait: Callable[[], Awaitable[object]]


class Method(Struct, frozen=True):
    """A request or notification by its name in the protocol.

    `answer` is called with the parameters' type that the protocol has for it. Answers take a few
    milliseconds and are synchronous, so that a request sees the text as it was when it was sent,
    before the changes that came after it. A method that `may_wait` can answer with `Later`.
    `options` are announced to the client. `failed` is the answer after an unexpected error.
    """

    name: str
    answer: Callable[[Session, Any], object]
    options: object | None = None
    failed: object | None = None
    may_wait: bool = False
