"""Literal values of a template as JSON, and what every kind of event source says alike."""

from __future__ import annotations

from collections.abc import Iterator

from ..aws.data import Json
from ..aws.json_text import text_of, value_in
from ..text.tree import Mapping, Node, Scalar, Sequence
from .calls import call_of
from .intrinsics import resolve
from .located import Located
from .scope import Scope

_MAX_DEPTH = 30
_MAX_NODES = 5_000


class _NotLiteralError(Exception):
    """A part of the value is known only at deployment."""


def json_text(located: Located | None, scope: Scope) -> str | None:
    """A value as JSON text; a text as it is; None where a part of it cannot be known."""
    if located is None:
        return None
    text = certain_text(located, scope)
    if text is not None:
        return text
    if not isinstance(located.node, (Mapping, Sequence)):
        return None
    try:
        return text_of(_Reader(scope).value(located.node, 0))
    except _NotLiteralError:
        return None


def certain_text(located: Located | None, scope: Scope) -> str | None:
    """A text that is known for certain; None for anything else."""
    value = resolve(located.node, scope) if located else None
    return value if isinstance(value, str) else None


def certain_texts(located: Located | None, scope: Scope) -> Iterator[str]:
    """The texts of a list, or the single one, that are known for certain."""
    for item in located.items() if located else ():
        text = certain_text(item, scope)
        if text is not None:
            yield text


def certain_integer(located: Located | None, scope: Scope) -> int | None:
    """A whole number that is known for certain."""
    text = certain_text(located, scope)
    node = Scalar(text, located.node.span) if text is not None and located else None
    return node.integer if node else None


def certain_boolean(located: Located | None, scope: Scope) -> bool | None:
    """A boolean that is known for certain."""
    text = certain_text(located, scope)
    node = Scalar(text, located.node.span) if text is not None and located else None
    return node.boolean if node else None


class _Reader:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._left = _MAX_NODES

    def value(self, node: Node, depth: int) -> Json:
        self._left -= 1
        if depth > _MAX_DEPTH or self._left < 0:
            raise _NotLiteralError
        if isinstance(node, Scalar) and node.tag is None:
            return self._scalar(node)
        if call_of(node):
            return self._text(node)
        if isinstance(node, Mapping):
            return {entry.key.text: self.value(entry.value, depth + 1) for entry in node}
        if isinstance(node, Sequence):
            return [self.value(item, depth + 1) for item in node]
        raise _NotLiteralError

    def _scalar(self, node: Scalar) -> Json:
        if node.style == "" and node.is_null:
            return None
        if node.style == "" and node.boolean is not None:
            return node.boolean
        text = self._text(node)
        return _number(text) if node.style == "" else text

    def _text(self, node: Node) -> str:
        text = resolve(node, self._scope)
        if not isinstance(text, str):
            raise _NotLiteralError
        return text


def _number(text: str) -> Json:
    """The number that a plain scalar is, or else its text."""
    try:
        number = value_in(text)
    except ValueError:
        return text
    return number if isinstance(number, (int, float)) else text
