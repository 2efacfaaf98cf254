"""Methods of dictionaries, lists and strings, called on values of the invocation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from ....model.flow import Form, Key, Mode, Root, Step, Value
from ...flows.known import Keys, Known
from ...flows.values import below, each, or_default, several, step_of
from .arguments import Argument, Call
from .reading import Reading
from .strings import constant, key_span

Handler: TypeAlias = Callable[[Reading, Call, Value], Known]


def member_function(owner: Value, name: str) -> Handler | None:
    """How a method of a value is read; None where the name can be an attribute of its own."""
    if owner.root is not Root.EVENT and not owner.path:
        return None
    return _METHODS.get(name)


def _get(reading: Reading, call: Call, owner: Value) -> Known:
    known = _taken(reading, call, owner, is_optional=True)
    default = call.at(1)
    if default is None or default.node.type == "none":
        return known
    return or_default(known, default.known)


def _pop(reading: Reading, call: Call, owner: Value) -> Known:
    known = _taken(reading, call, owner, is_optional=call.at(1) is not None, mode="delete")
    reading.write(owner, _step(reading, call))
    default = call.at(1)
    return or_default(known, default.known) if default else known


def _set_default(reading: Reading, call: Call, owner: Value) -> Known:
    _taken(reading, call, owner, is_optional=True)
    reading.write(owner, _step(reading, call))
    return None


def _taken(
    reading: Reading, call: Call, owner: Value, *, is_optional: bool, mode: Mode = "read"
) -> Known:
    key, owner_node = call.at(0, "key"), call.function.child_by_field_name("object")
    if key is None or owner_node is None:
        return None
    span = key_span(reading.tree, key.node)
    if span is None or span.start == span.end:
        return below(owner, step_of(key.known))
    tree = reading.tree
    spans = (span, tree.span(owner_node), tree.span(call.node))
    text = tree.source.slice(span)
    return reading.take(owner, text, Form.GET, spans, mode=mode, is_optional=is_optional)


def _step(reading: Reading, call: Call) -> Key | Step:
    key = call.at(0)
    span = key_span(reading.tree, key.node) if key else None
    return Key(reading.tree.source.slice(span)) if span else Step.VALUE


def _items(reading: Reading, call: Call, owner: Value) -> Known:
    return each(several((None, below(owner, Step.VALUE))))


def _values(reading: Reading, call: Call, owner: Value) -> Known:
    return each(below(owner, Step.VALUE))


def _keys(reading: Reading, call: Call, owner: Value) -> Known:
    return Keys(owner)


def _update(reading: Reading, call: Call, owner: Value) -> Known:
    """`update`: of the keys that are written out, or of any."""
    for argument in call.arguments:
        for key in _updated(reading, argument) or (Step.VALUE,):
            reading.write(owner, key)
    return None


def _clear(reading: Reading, call: Call, owner: Value) -> Known:
    reading.write(owner, Step.VALUE)
    return None


def _updated(reading: Reading, argument: Argument) -> tuple[Key, ...]:
    """The keys that an argument of `update` writes; none where they cannot be told."""
    if argument.keyword is not None:
        return (Key(argument.keyword),)
    if argument.node.type != "dictionary":
        return ()
    pairs = [child for child in argument.node.named_children if child.type != "comment"]
    nodes = [pair.child_by_field_name("key") for pair in pairs]
    texts = [constant(reading.tree, node) if node else None for node in nodes]
    return () if None in texts else tuple(Key(text) for text in texts if text is not None)


def _extend(reading: Reading, call: Call, owner: Value) -> Known:
    reading.write(owner, Step.ITEM)
    return None


def _same(reading: Reading, call: Call, owner: Value) -> Known:
    return owner


def _fresh(reading: Reading, call: Call, owner: Value) -> Known:
    """A copy, to which other keys can be added."""
    return None


_METHODS: Mapping[str, Handler] = {
    **dict.fromkeys(("append", "extend", "insert"), _extend),
    **dict.fromkeys(("clear", "popitem"), _clear),
    **dict.fromkeys(("decode", "encode"), _same),
    "copy": _fresh,
    "get": _get,
    "items": _items,
    "keys": _keys,
    "pop": _pop,
    "setdefault": _set_default,
    "update": _update,
    "values": _values,
}
