"""How a method of the protocol is declared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..session import Session


@dataclass(frozen=True, slots=True)
class Method:
    """A request or notification by its name in the protocol.

    `answer` is called with the parameters' type that the protocol has for it. All answers are
    synchronous: they take a few milliseconds, and a request must see the text as it was when it
    was sent, before the changes that came after it.
    `options` are announced to the client. `failed` is the answer after an unexpected error.
    """

    name: str
    answer: Callable[[Session, Any], object]
    options: object | None = None
    failed: object | None = None
