"""Names and patterns that get values: parameters, declarations, destructuring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tree_sitter import Node

from ....model.flow import Form, Lack, Step, Value
from ....text.span import Span
from ...flows.known import Known, Several
from ...flows.values import below, common, is_plain, item_of
from ..nodes import parts, property_name, unquoted
from ..parameters import parameter_nodes
from .reading import Reading

_NAMES = frozenset({"identifier", "shorthand_property_identifier_pattern"})
_DEFAULTED = frozenset({"assignment_pattern", "object_assignment_pattern"})
_ABSENT = frozenset({Lack.ABSENT})
_DEEPEST = 30


def run(reading: Reading, arguments: tuple[Known, ...]) -> None:
    """Read a function that is called with arguments, and what it defines."""
    for index, parameter in enumerate(parameter_nodes(reading.function.node)):
        known = arguments[index] if index < len(arguments) else None
        default = parameter.child_by_field_name("value")
        if default is not None:
            known = _defaulted(known, reading.evaluate(default))
        pattern = parameter.child_by_field_name("pattern") or parameter
        bind_pattern(reading, pattern, known, is_parameter=True)
    body = reading.function.node.child_by_field_name("body")
    if body is not None:
        reading.evaluate(body)
    reading.end()


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
            value = _defaulted(known, default)
            bind_pattern(reading, left, value, is_parameter=is_parameter, depth=depth + 1)
    elif pattern.type == "object_pattern":
        for entry in parts(pattern):
            _bind_entry(reading, pattern, entry, known, depth)
    elif pattern.type == "array_pattern":
        for index, item in enumerate(parts(pattern)):
            bind_pattern(reading, item, _at(known, index), depth=depth + 1)
    elif pattern.type == "rest_pattern":
        for inner in parts(pattern):
            # The arguments that are left are a list nobody looks into; of an object the rest has
            # the keys that no name took.
            reading_rest = known if isinstance(known, Value) and not is_parameter else None
            bind_pattern(reading, inner, reading_rest, depth=depth + 1)
    else:
        # `({ a: holder.b } = event)` gives a property a value, no name.
        reading.evaluate(pattern)


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
        bind_pattern(reading, entry, known, depth=depth + 1)
        return
    key, target, default = _entry(entry)
    fallback = reading.evaluate(default) if default is not None else None
    value = _taken(reading, pattern, entry, key, known, has_default=default is not None)
    if default is not None:
        value = _defaulted(value, fallback)
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


def _at(known: Known, index: int) -> Known:
    if isinstance(known, Several):
        return known.items[index] if index < len(known.items) else None
    return item_of(known)


def _defaulted(known: Known, default: Known) -> Known:
    """A value, or what stands in for it where it is undefined; null stays null."""
    if isinstance(known, Value) and is_plain(default):
        return replace(known, provided=known.provided | _ABSENT)
    return common(known, default)
