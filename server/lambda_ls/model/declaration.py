"""Where a handler's declaration does not fit what Lambda calls it with, whatever the language."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from ..text.edits import TextEdit
from ..text.span import Span

Rewrite: TypeAlias = tuple[TextEdit, ...]
"""What changes so that a declaration fits; empty where that is not certain."""


class CoroutineHandler(Struct, frozen=True):
    """A Python handler that is a coroutine function: to call it only makes a coroutine."""

    name: str
    span: Span
    rewrite: Rewrite = ()


class UnfitParameters(Struct, frozen=True):
    """A Python handler that cannot be called with the event and the context by position.

    `needs` are parameters that get nothing, `takes` is how many arguments fit by position. `name`
    is empty for a lambda.
    """

    name: str
    span: Span
    needs: tuple[str, ...]
    takes: int


class CallbackParameter(Struct, frozen=True):
    """A Node.js handler whose `length` is three or more; `name` is the third parameter."""

    name: str
    span: Span
    rewrite: Rewrite = ()


class CallbackCall(Struct, frozen=True):
    """An async handler of Node.js that calls its callback; `span` is the first call's name."""

    name: str
    span: Span
    rewrite: Rewrite = ()


class LostReturn(Struct, frozen=True):
    """A value, certainly no promise, that a handler returns which has no callback and no `async`.

    `span` is the first such value.
    """

    span: Span
    rewrite: Rewrite = ()


Misdeclaration: TypeAlias = (
    CoroutineHandler | UnfitParameters | CallbackParameter | CallbackCall | LostReturn
)
