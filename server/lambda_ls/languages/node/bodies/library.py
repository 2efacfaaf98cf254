"""What functions of JavaScript, Node.js and well-known packages give."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ....aws.data import JsonObject, as_object, as_text, as_texts, packaged
from ....model.term import (
    OPAQUE,
    Encoded,
    Entry,
    Failure,
    Record,
    Refused,
    Spot,
    Term,
    typed,
)
from ....model.trigger import FAILURES_KEY
from ...flows.known import Outside
from .arguments import Arguments
from .undefined import Undefined

_FAILURES = ("Error", "Exception")
_BIG = "BigInt"


def library_value(known: Outside, spot: Spot, arguments: Arguments) -> Term | None:
    """What a call of a function from outside gives; None for unknown functions."""
    name = full_name(known)
    if name in _facts("json"):
        of = arguments.at(0)
        return of if isinstance(of, Undefined) else Encoded(of, spot)
    if name in _facts("same"):
        return arguments.at(0)
    if name == _BIG:
        return Refused(_BIG, spot)
    if is_failure(name) and name[0].isupper():
        return Failure(name, spot, arguments.at(0))
    if _gives_batch_response(known):
        return Record((Entry(FAILURES_KEY, OPAQUE, spot),), spot)
    given = _by_type().get(name)
    return typed(given, spot) if given is not None else None


def made_value(known: Outside, spot: Spot, arguments: Arguments) -> Term | None:
    """What `new` gives for a class from outside; None for unknown classes."""
    name = full_name(known) or known.name
    if is_failure(name):
        return Failure(name.rpartition(".")[2], spot, arguments.at(0))
    given = as_object(_data()["made"]).get(name)
    return typed(as_text(given), spot) if given is not None else None


def full_name(known: Outside) -> str:
    """The full name of a function; empty for what may be called the same by chance."""
    imported = known.imported
    if imported is None or imported.module.removeprefix("node:").isidentifier():
        return known.name
    return ""


def is_failure(name: str) -> bool:
    """Whether a class is called as errors are."""
    return name.endswith(_FAILURES)


def _gives_batch_response(known: Outside) -> bool:
    imported = known.imported
    return imported is not None and (
        f"{imported.module}.{imported.name}" in _facts("batch_responses")
    )


def gives_text(method: str, given: int) -> bool:
    """Whether a method gives a string on whatever it is called with so many arguments."""
    return method in _facts("text_methods") or (method == "join" and given < 2)


def leaves_alone(callee: str) -> bool:
    """Whether a function certainly leaves what it is called with as it is."""
    owner = callee.rpartition(".")[0].rpartition(".")[2]
    is_known = callee in _facts("leaves_alone") or callee in _facts("json")
    return is_known or owner.lower() in _facts("loggers")


def only_takes(callee: str) -> bool:
    """Whether an object of a class certainly leaves what it is made with as it is."""
    return callee.endswith(tuple(_facts("only_take")))


def never_returns(callee: str) -> bool:
    """Whether a function does not come back."""
    return callee in _facts("never_return")


@cache
def _facts(section: str) -> frozenset[str]:
    return frozenset(as_texts(_data()[section]))


@cache
def _by_type() -> Mapping[str, str]:
    listed = as_object(_data()["types"])
    return {name: kind for kind, names in listed.items() for name in as_texts(names)}


@cache
def _data() -> JsonObject:
    return packaged("lambda_ls.languages.node", "data", "library-values.json")
