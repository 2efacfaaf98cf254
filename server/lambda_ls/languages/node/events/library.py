"""What the functions of JavaScript and Node.js do with values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from msgspec.structs import replace

from ....model.flow import Step, Value
from ...flows.known import Keys, Known, Plain, Text
from ...flows.values import below, each, item_of, several
from .arguments import Argument
from .conditions import looked_for
from .methods import call_back
from .reading import Reading

Arguments: TypeAlias = tuple[Argument, ...]


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
    call_back(reading, given, len(given) - 1, (None, unpacked))
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
    known = _first(reading, given)
    return Keys(known) if isinstance(known, Value) else each(Plain.NOTHING)


def _assign(reading: Reading, given: Arguments) -> Known:
    """`Object.assign(event, ...)` can write any key."""
    reading.write(_first(reading, given), Step.VALUE)
    return None


def _has_own(reading: Reading, given: Arguments) -> Known:
    known = _first(reading, given)
    if isinstance(known, Value):
        looked_for(reading, known, given[1].node if len(given) > 1 else None, given[0].node)
    return Plain.NOTHING


def _tested(reading: Reading, given: Arguments) -> Known:
    for argument in given[:1]:
        reading.mark_tested(argument.known)
    return Plain.NOTHING


def _array_from(reading: Reading, given: Arguments) -> Known:
    known = _first(reading, given)
    if len(given) < 2:
        return known
    call_back(reading, given, 1, (item_of(known), Plain.NUMBER))
    return None


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
    "Array.from": _array_from,
    "Array.isArray": _tested,
    "Boolean": _tested,
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
    "assert": _tested,
    "assert.ok": _tested,
    "structuredClone": _first,
    "console.debug": _plain,
    "console.error": _plain,
    "console.info": _plain,
    "console.log": _plain,
    "console.warn": _plain,
}
"""Functions by their full names; of modules of Node.js without `node:`."""
