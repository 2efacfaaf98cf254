"""What the methods of lists and the functions of JavaScript and Node.js do with values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from ....model.flow import Step, Value
from ...flows.known import Function, Known, Plain, Text
from ...flows.values import below, each, item_of, several
from .conditions import looked_for
from .handing import Argument
from .reading import Reading

Arguments: TypeAlias = tuple[Argument, ...]
_SAME = frozenset(
    {"concat", "filter", "reverse", "slice", "sort", "splice", "toReversed", "toSorted"}
)
_ITEM = frozenset({"at", "find", "findLast", "pop", "shift"})
_CALLS_WITH_ITEM = frozenset(
    {
        "every",
        "filter",
        "find",
        "findIndex",
        "findLast",
        "findLastIndex",
        "flatMap",
        "forEach",
        "map",
        "some",
    }
)
_FOLDS = frozenset({"reduce", "reduceRight"})
_TEXT_OF = frozenset({"toString"})
_PLAIN = frozenset(
    {
        "charAt",
        "endsWith",
        "includes",
        "indexOf",
        "join",
        "localeCompare",
        "match",
        "padEnd",
        "padStart",
        "replace",
        "replaceAll",
        "split",
        "startsWith",
        "substr",
        "substring",
        "test",
        "toFixed",
        "toLowerCase",
        "toUpperCase",
        "trim",
        "trimEnd",
        "trimStart",
        "valueOf",
    }
)
_OF_LISTS = frozenset({"entries", "keys", "push", "unshift", "values", "with", "fill"})
_OF_OBJECTS = frozenset({"hasOwnProperty", "propertyIsEnumerable", "isPrototypeOf"})
_PROMISES = frozenset({"catch", "finally", "then"})
METHODS = (
    _SAME
    | _ITEM
    | _CALLS_WITH_ITEM
    | _FOLDS
    | _TEXT_OF
    | _PLAIN
    | _OF_LISTS
    | _OF_OBJECTS
    | _PROMISES
)
"""Methods that lists, strings and all objects have of their own, so that they are no keys."""


def call_method(reading: Reading, owner: Known, method: str, given: Arguments) -> Known:
    """What a method of a value, or of a list of values, gives."""
    item = item_of(owner)
    if method in _CALLS_WITH_ITEM:
        _call_back(reading, given, 0, (item, Plain.NUMBER, owner))
    elif method in _FOLDS:
        _call_back(reading, given, 0, (None, item, Plain.NUMBER, owner))
    elif method in ("sort", "toSorted"):
        _call_back(reading, given, 0, (item, item))
    if isinstance(owner, Value) and method in _OF_OBJECTS:
        looked_for(reading, owner, given[0].node if given else None, reading.function.node)
        return Plain.NOTHING
    if isinstance(owner, Value) and method in _TEXT_OF:
        is_decoded = bool(owner.path) and owner.path[-1] in (Step.BASE64, Step.GZIP)
        return owner if is_decoded else Plain.NOTHING
    if method == "entries":
        return each(several((Plain.NUMBER, item)))
    if method == "values":
        return each(item)
    if method in _SAME:
        return each(item) if method in ("concat", "splice") else owner
    return item if method in _ITEM else None


def _call_back(reading: Reading, given: Arguments, at: int, values: tuple[Known, ...]) -> None:
    function = given[at].known if len(given) > at else None
    if isinstance(function, Function):
        reading.call(function, values)


def _parse(reading: Reading, given: Arguments) -> Known:
    return _step(given, Step.JSON)


def _base64(reading: Reading, given: Arguments) -> Known:
    return _step(given, Step.BASE64)


def _buffer(reading: Reading, given: Arguments) -> Known:
    encoding = given[1].known if len(given) > 1 else None
    return _step(given, Step.BASE64) if encoding == Text("base64") else _first(reading, given)


def _gunzip(reading: Reading, given: Arguments) -> Known:
    return _step(given, Step.GZIP)


def _gunzip_later(reading: Reading, given: Arguments) -> Known:
    unpacked = _step(given, Step.GZIP)
    _call_back(reading, given, len(given) - 1, (None, unpacked))
    return unpacked


def _first(reading: Reading, given: Arguments) -> Known:
    return given[0].known if given else None


def _values(reading: Reading, given: Arguments) -> Known:
    known = _first(reading, given)
    return each(below(known, Step.VALUE)) if isinstance(known, Value) else None


def _entries(reading: Reading, given: Arguments) -> Known:
    known = _first(reading, given)
    if not isinstance(known, Value):
        return None
    return each(several((Plain.NOTHING, below(known, Step.VALUE))))


def _keys(reading: Reading, given: Arguments) -> Known:
    return each(Plain.NOTHING)


def _assign(reading: Reading, given: Arguments) -> Known:
    """`Object.assign(event, ...)` can write any key."""
    reading.write(_first(reading, given), Step.VALUE)
    return None


def _has_own(reading: Reading, given: Arguments) -> Known:
    known = _first(reading, given)
    if isinstance(known, Value):
        looked_for(reading, known, given[1].node if len(given) > 1 else None, given[0].node)
    return Plain.NOTHING


def _plain(reading: Reading, given: Arguments) -> Known:
    return Plain.NOTHING


def _reflect_get(reading: Reading, given: Arguments) -> Known:
    known = _first(reading, given)
    return below(known, Step.VALUE) if isinstance(known, Value) else None


def _step(given: Arguments, step: Step) -> Known:
    known = given[0].known if given else None
    if not isinstance(known, Value):
        return None
    inside = below(known, step)
    # What is decoded is there if the text was.
    return replace(inside, provided=known.provided) if inside is not None else None


FUNCTIONS: Mapping[str, Callable[[Reading, Arguments], Known]] = {
    "JSON.parse": _parse,
    "JSON.stringify": _plain,
    "Buffer.from": _buffer,
    "buffer.Buffer.from": _buffer,
    "atob": _base64,
    "zlib.gunzipSync": _gunzip,
    "zlib.unzipSync": _gunzip,
    "zlib.gunzip": _gunzip_later,
    "zlib.unzip": _gunzip_later,
    "Array.from": _first,
    "Array.isArray": _plain,
    "Object.assign": _assign,
    "Object.entries": _entries,
    "Object.freeze": _first,
    "Object.hasOwn": _has_own,
    "Object.keys": _keys,
    "Object.values": _values,
    "Promise.all": _first,
    "Promise.allSettled": _plain,
    "Promise.resolve": _first,
    "Reflect.get": _reflect_get,
    "Reflect.has": _has_own,
    "structuredClone": _first,
    "console.debug": _plain,
    "console.error": _plain,
    "console.info": _plain,
    "console.log": _plain,
    "console.warn": _plain,
}
"""Functions by their full names; of modules of Node.js without `node:`."""
