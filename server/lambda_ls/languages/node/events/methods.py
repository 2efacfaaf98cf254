"""What the methods of lists, strings and all objects do with values."""

from __future__ import annotations

from ....model.flow import Step, Value
from ...flows.known import Function, Keys, Known, Plain
from ...flows.values import each, item_of, several
from .arguments import Argument
from .conditions import looked_for
from .reading import OF_OBJECTS, Reading

_SAME = frozenset({"filter", "reverse", "slice", "sort", "toReversed", "toSorted"})
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
# What these add to a list can be anything.
_ADDING = frozenset({"fill", "push", "splice", "unshift"})
_LOOKING = frozenset({"includes", "indexOf"})
_SORTS = frozenset({"sort", "toSorted"})
_FOLDS = frozenset({"reduce", "reduceRight"})
_TEXT_OF = frozenset({"toString"})
_PLAIN = frozenset(
    {
        "charAt",
        "charCodeAt",
        "codePointAt",
        "endsWith",
        "flat",
        "includes",
        "indexOf",
        "isWellFormed",
        "join",
        "lastIndexOf",
        "localeCompare",
        "match",
        "matchAll",
        "normalize",
        "padEnd",
        "padStart",
        "repeat",
        "replace",
        "replaceAll",
        "search",
        "split",
        "startsWith",
        "substr",
        "substring",
        "test",
        "toExponential",
        "toFixed",
        "toLocaleLowerCase",
        "toLocaleUpperCase",
        "toLowerCase",
        "toPrecision",
        "toUpperCase",
        "trim",
        "trimEnd",
        "trimStart",
    }
)
_OF_LISTS = frozenset({"concat", "entries", "keys", "push", "unshift", "values", "with", "fill"})
_ASKING = frozenset({"hasOwnProperty", "propertyIsEnumerable"})
_PROMISES = frozenset({"catch", "finally", "then"})
METHODS = (
    _SAME
    | _ADDING
    | _ITEM
    | _CALLS_WITH_ITEM
    | _FOLDS
    | _TEXT_OF
    | _PLAIN
    | _OF_LISTS
    | OF_OBJECTS
    | _PROMISES
)
"""Methods that lists, strings and all objects have of their own, so that they are no keys."""


def call_method(reading: Reading, owner: Known, method: str, given: tuple[Argument, ...]) -> Known:
    """What a method of a value, or of a list of values, gives."""
    if isinstance(owner, Keys):
        if method in _LOOKING and given:
            looked_for(reading, owner.owner, given[0].node, given[0].node)
        return Plain.NOTHING
    if isinstance(owner, Value) and method in _ASKING:
        looked_for(reading, owner, given[0].node if given else None, reading.function.node)
        return Plain.NOTHING
    item = item_of(owner)
    call_back(reading, given, 0, _called_with(method, owner, item))
    if method in _ADDING:
        reading.write(owner, Step.ITEM)
    if method in _TEXT_OF and isinstance(owner, Value):
        is_decoded = bool(owner.path) and owner.path[-1] in (Step.BASE64, Step.GZIP)
        return owner if is_decoded else Plain.NOTHING
    if method == "entries":
        return each(several((Plain.NUMBER, item)))
    if method in ("values", "splice"):
        return each(item)
    if method in _SAME:
        return owner
    return item if method in _ITEM else None


def call_back(
    reading: Reading, given: tuple[Argument, ...], at: int, values: tuple[Known, ...]
) -> None:
    """A function that is the argument at a position gets values."""
    function = given[at].known if len(given) > at else None
    if values and isinstance(function, Function):
        reading.call(function, values)


def _called_with(method: str, owner: Known, item: Known) -> tuple[Known, ...]:
    """What a method calls the function with that it is given; empty where it calls none."""
    if method in _CALLS_WITH_ITEM:
        return (item, Plain.NUMBER, owner)
    if method in _FOLDS:
        return (None, item, Plain.NUMBER, owner)
    return (item, item) if method in _SORTS else ()
