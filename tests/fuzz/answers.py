"""What an answer is made of, however deep: so that two can be compared, and all ranges be held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from lambda_ls.model.place import Place
from lambda_ls.text.source import SourceText
from lambda_ls.text.span import Span
from msgspec import Struct

_MOST_LEAVES = 50_000
"""Of a larger answer only the beginning is compared: parts that are shared count each time."""


def leaves(answer: object) -> tuple[object, ...]:
    """Every text, number, range and place in structs, tuples and mappings, in one order.

    Equal answers have equal leaves, whatever parts of them are one object.
    """
    return tuple(islice(_walk(answer, is_once=False), _MOST_LEAVES))


def assert_inside(answer: object, length: int) -> None:
    """Assert that each range in an answer is one of a text that is so long."""
    for leaf in _walk(answer, is_once=True):
        if isinstance(leaf, Span):
            assert 0 <= leaf.start <= leaf.end <= length, f"{leaf} of {length}"


def _walk(answer: object, is_once: bool) -> Iterator[object]:
    """The leaves; what several parts share is looked at once, or each time."""
    seen: set[int] = set()
    pending = [answer]
    while pending:
        value = pending.pop()
        parts = _parts(value)
        if parts is None:
            yield value
        elif not is_once or id(value) not in seen:
            seen.add(id(value))
            pending += reversed(parts)


def _parts(value: object) -> list[object] | None:
    if isinstance(value, (Span, Place)):
        return None
    if isinstance(value, Struct):
        return [type(value).__name__, *(getattr(value, name) for name in value.__struct_fields__)]
    if isinstance(value, SourceText):
        return [value.text]
    if isinstance(value, Mapping):
        return [*value, *value.values()]
    if isinstance(value, frozenset):
        return sorted(value, key=repr)
    return list(value) if isinstance(value, (tuple, list)) else None
