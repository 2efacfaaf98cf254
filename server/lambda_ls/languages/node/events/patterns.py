"""Names and patterns that get values: parameters, declarations, destructuring."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace
from tree_sitter import Node

from ....model.flow import Form, Lack, Step, Value
from ....text.span import Span
from ...flows.known import Known, Several
from ...flows.values import below, common, each, is_plain, item_of, several
from ..nodes import parts, property_name, unquoted
from .expressions import item_at
from .properties import assign_property
from .reading import Reading

_NAMES = frozenset({"identifier", "shorthand_property_identifier_pattern"})
_DEFAULTED = frozenset({"assignment_pattern", "object_assignment_pattern"})
_ABSENT = frozenset({Lack.ABSENT})
_DEEPEST = 30


def bind_pattern(
    reading: Reading, pattern: Node, known: Known, *, is_parameter: bool = False, depth: int = 0
) -> None:
    """What a name or pattern stands for gets a value."""
    if depth > _DEEPEST:
        return
    if pattern.type in _NAMES:
        reading.bind(pattern, known, is_parameter=is_parameter)
    elif pattern.type in _DEFAULTED:
        left, right = pattern.child_by_field_name("left"), pattern.child_by_field_name("right")
        default = reading.evaluate(right) if right is not None else None
        if left is not None:
            value = defaulted(known, default)
            bind_pattern(reading, left, value, is_parameter=is_parameter, depth=depth + 1)
    elif pattern.type == "object_pattern":
        for entry in parts(pattern):
            _bind_entry(reading, pattern, entry, known, depth)
    elif pattern.type == "array_pattern":
        for index, item in enumerate(_items(pattern)):
            if item is not None:
                bind_pattern(reading, item, _at(known, index, item), depth=depth + 1)
    elif pattern.type == "rest_pattern":
        for inner in parts(pattern):
            bind_pattern(reading, inner, known, depth=depth + 1)
    else:
        # `({ a: holder.b } = event)` gives a property a value, no name.
        assign_property(reading, pattern)


def defaulted(known: Known, default: Known) -> Known:
    """A value, or what stands in for it where it is undefined; null stays null."""
    if isinstance(known, Value) and not known.path:
        # Lambda always passes an event and a context.
        return known
    if isinstance(known, Value) and is_plain(default):
        return replace(known, provided=known.provided | _ABSENT)
    return common(known, default)


def declared_names(node: Node) -> Iterator[str]:
    """The names that a pattern binds."""
    pending = [node]
    while pending:
        current = pending.pop()
        if current.type in _NAMES:
            yield (current.text or b"").decode("utf-8", "replace")
        elif current.type in _DEFAULTED:
            left = current.child_by_field_name("left")
            pending.extend((left,) if left is not None else ())
        elif current.type == "pair_pattern":
            value = current.child_by_field_name("value")
            pending.extend((value,) if value is not None else ())
        elif current.type in ("object_pattern", "array_pattern", "rest_pattern"):
            pending.extend(parts(current))


def _bind_entry(reading: Reading, pattern: Node, entry: Node, known: Known, depth: int) -> None:
    if entry.type == "rest_pattern":
        # It has the keys that no name took.
        rest = known if isinstance(known, Value) else None
        bind_pattern(reading, entry, rest, depth=depth + 1)
        return
    key, target, default = _entry(entry)
    fallback = reading.evaluate(default) if default is not None else None
    value = _taken(reading, pattern, entry, key, known, has_default=default is not None)
    if default is not None:
        value = defaulted(value, fallback)
    if target is not None:
        bind_pattern(reading, target, value, depth=depth + 1)


def _entry(entry: Node) -> tuple[Node | None, Node | None, Node | None]:
    """The key of an entry of a pattern, what gets its value, and the default."""
    if entry.type == "pair_pattern":
        target = entry.child_by_field_name("value")
        default = None
        if target is not None and target.type in _DEFAULTED:
            default = target.child_by_field_name("right")
            target = target.child_by_field_name("left")
        return entry.child_by_field_name("key"), target, default
    if entry.type == "object_assignment_pattern":
        left = entry.child_by_field_name("left")
        return left, left, entry.child_by_field_name("right")
    return entry, entry, None


def _taken(
    reading: Reading,
    pattern: Node,
    entry: Node,
    key: Node | None,
    known: Known,
    *,
    has_default: bool,
) -> Known:
    name = _key_of(key) if key is not None else None
    if key is not None and key.type == "computed_property_name" and name is None:
        reading.evaluate(key)
    if not isinstance(known, Value):
        return None
    if key is None or name is None:
        return below(known, Step.VALUE)
    span = reading.tree.span(unquoted(key))
    start = reading.tree.span(pattern).start
    spans = (span, Span(start, start), reading.tree.span(entry))
    return reading.take(known, name, Form.PATTERN, spans, is_optional=has_default)


def _key_of(key: Node) -> str | None:
    if key.type == "shorthand_property_identifier_pattern":
        return (key.text or b"").decode("utf-8", "replace")
    return property_name(key) if key.type != "computed_property_name" else None


def _items(pattern: Node) -> Iterator[Node | None]:
    """What gets each item of a list; None where `[, b]` leaves one out."""
    item: Node | None = None
    for child in pattern.children:
        if child.type == ",":
            yield item
            item = None
        elif child.is_named and child.type != "comment":
            item = child
    yield item


def _at(known: Known, index: int, target: Node) -> Known:
    if target.type != "rest_pattern":
        return item_at(known, index)
    if isinstance(known, Several):
        return several(known.items[index:])
    return known if isinstance(known, Value) else each(item_of(known))
