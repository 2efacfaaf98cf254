"""Functions of Python and of well-known packages, by their full names."""

from __future__ import annotations

from collections.abc import Mapping

from ....model.flow import Form, Step, Value
from ...flows.known import Function, Known, Outside, Plain
from ...flows.values import below, each, is_plain, item_of, several
from . import powertools
from .arguments import Call, Handler
from .conditions import look_for
from .handing import hand_over
from .parameters import Arguments
from .reading import Reading
from .strings import key_span

_DECODED = frozenset({Step.BASE64, Step.GZIP})
# Arguments of `json.loads` that decide what its objects become.
_OBJECT_MAKERS = frozenset({"object_hook", "object_pairs_hook", "cls"})


def library_function(name: str) -> Handler | None:
    """How a function is read, None where nothing is known of it."""
    return powertools.function(name) or _FUNCTIONS.get(name)


def _decoding(step: Step) -> Handler:
    def decode(reading: Reading, call: Call) -> Known:
        known = call.known(0, "s")
        return below(known, step) if isinstance(known, Value) else None

    return decode


def _parse(reading: Reading, call: Call) -> Known:
    """`json.loads` and its kin, where nothing makes the objects into something else."""
    keywords = {argument.keyword for argument in call.arguments}
    is_changed = any(argument.stars for argument in call.arguments)
    if is_changed or not keywords.isdisjoint(_OBJECT_MAKERS):
        hand_over(reading, call, None)
        return None
    return _decoding(Step.JSON)(reading, call)


def _items(reading: Reading, call: Call) -> Known:
    """`list`, `sorted`, ...: the same items in a list of their own."""
    item = item_of(call.known(0))
    _use_key(reading, call, item)
    return each(item) if call.arguments else Plain.NOTHING


def _item(reading: Reading, call: Call) -> Known:
    """`next`, `max`, ...: one of the items, where the list is all that is given."""
    item = item_of(call.known(0))
    _use_key(reading, call, item)
    return item if call.at(1) is None or is_plain(call.known(1)) else None


def _use_key(reading: Reading, call: Call, item: Known) -> None:
    for argument in call.arguments:
        if argument.keyword == "key" and isinstance(argument.known, Function):
            reading.call(argument.known, Arguments((item,)))


def _enumerate(reading: Reading, call: Call) -> Known:
    return each(several((Plain.NUMBER, item_of(call.known(0)))))


def _map(reading: Reading, call: Call) -> Known:
    function = call.known(0)
    if isinstance(function, Function):
        rest = (item_of(each.known) for each in call.arguments[1:])
        reading.call(function, Arguments(tuple(rest)))
    return None


def _filter(reading: Reading, call: Call) -> Known:
    function, item = call.known(0), item_of(call.known(1))
    if isinstance(function, Function):
        reading.call(function, Arguments((item,)))
    return each(item)


def _reduce(reading: Reading, call: Call) -> Known:
    function = call.known(0)
    if isinstance(function, Function):
        reading.call(function, Arguments((None, item_of(call.known(1)))))
    return None


def _partial(reading: Reading, call: Call) -> Known:
    function = call.known(0)
    if isinstance(function, Function):
        reading.call(function, Arguments(call.passed(1).positional, call.passed().keywords))
    else:
        hand_over(reading, call, Outside("functools.partial"))
    return None


def _test(reading: Reading, call: Call) -> Known:
    reading.mark_tested(call.known(0))
    return Plain.NOTHING


def _number(reading: Reading, call: Call) -> Known:
    hand_over(reading, call, None)
    return Plain.NUMBER


def _range(reading: Reading, call: Call) -> Known:
    return each(Plain.NUMBER)


def _text(reading: Reading, call: Call) -> Known:
    known = call.known(0)
    if isinstance(known, Value) and known.path and known.path[-1] in _DECODED:
        return known
    hand_over(reading, call, None)
    return Plain.NOTHING


def _dictionary(reading: Reading, call: Call) -> Known:
    """A dictionary of its own, to which other keys can be added."""
    if not call.arguments:
        return Plain.NOTHING
    hand_over(reading, call, None)
    return None


def _second(reading: Reading, call: Call) -> Known:
    return call.known(1)


def _has_attribute(reading: Reading, call: Call) -> Known:
    owner, key = call.at(0), call.at(1)
    if owner is not None and key is not None:
        look_for(reading, call.node, key.node, owner.node, owner.known)
    return Plain.NOTHING


def _attribute(reading: Reading, call: Call) -> Known:
    owner, key, default = call.at(0), call.at(1), call.at(2)
    if owner is None or key is None:
        return None
    if default is not None:
        return look_for(reading, call.node, key.node, owner.node, owner.known)
    span = key_span(reading.tree, key.node)
    if span is None or span.start == span.end or not isinstance(owner.known, Value):
        return None
    tree = reading.tree
    spans = (span, tree.span(owner.node), tree.span(call.node))
    return reading.take(owner.known, tree.source.slice(span), Form.ATTRIBUTE, spans)


_BASE64, _GZIP = map(_decoding, (Step.BASE64, Step.GZIP))
_FUNCTIONS: Mapping[str, Handler] = {
    **dict.fromkeys(("json.loads", "orjson.loads", "simplejson.loads", "ujson.loads"), _parse),
    **dict.fromkeys(
        ("base64.b64decode", "base64.standard_b64decode", "base64.decodebytes"), _BASE64
    ),
    **dict.fromkeys(("gzip.decompress", "zlib.decompress"), _GZIP),
    **dict.fromkeys(("iter", "list", "reversed", "set", "sorted", "tuple"), _items),
    **dict.fromkeys(("max", "min", "next"), _item),
    **dict.fromkeys(("bool", "isinstance", "type"), _test),
    **dict.fromkeys(("int", "len"), _number),
    "dict": _dictionary,
    "enumerate": _enumerate,
    "filter": _filter,
    "functools.partial": _partial,
    "functools.reduce": _reduce,
    "getattr": _attribute,
    "hasattr": _has_attribute,
    "map": _map,
    "range": _range,
    "str": _text,
    "typing.cast": _second,
}
