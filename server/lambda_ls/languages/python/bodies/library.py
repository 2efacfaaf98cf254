"""What functions of Python and of well-known packages give."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....aws.data import JsonObject, as_object, as_text, as_texts, packaged
from ....model.term import (
    OPAQUE,
    Encoded,
    Entry,
    Failure,
    Record,
    Refused,
    Term,
    typed,
)
from ....model.trigger import FAILURES_KEY
from ...flows.known import Outside
from .arguments import Arguments

if TYPE_CHECKING:
    from .terms import Terms

_ERRORS = frozenset(
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
)
_LOGGERS = frozenset({"_log", "_logger", "log", "logger", "logging"})
_BATCH_RESPONSES = "aws_lambda_powertools.utilities.batch."


def library_value(terms: Terms, node: Node, name: str, arguments: Arguments) -> Term | None:
    """What a call of the function with this full name gives; None for unknown functions."""
    spot = terms.spot(node)
    if name in _ERRORS:
        return Failure(name, spot, arguments.first("message"))
    if name in _facts("json"):
        return Encoded(arguments.first("obj"), spot)
    if name in _facts("same"):
        return arguments.first("x")
    if name == "dict":
        return _dictionary(arguments, node, terms)
    if name.startswith(_BATCH_RESPONSES) and name.endswith("process_partial_response"):
        return Record((Entry(FAILURES_KEY, OPAQUE, spot),), spot)
    refused = _by_type("refused").get(name)
    if refused is not None:
        return Refused(refused, spot)
    given = _by_type("types").get(name)
    return typed(given, spot) if given is not None else None


def is_failure(terms: Terms, base: Node) -> bool:
    """Whether a class that another one extends is that of an error."""
    known = terms.named(base)
    text = terms.text(base)
    return text in _ERRORS or (isinstance(known, Outside) and known.name.endswith("Error"))


def leaves_alone(terms: Terms, call: Node) -> bool:
    """Whether a function that is called with a list or dictionary certainly leaves it as it is."""
    function = call.child_by_field_name("function")
    if call.type != "call" or function is None:
        return False
    known = terms.named(function)
    names = _facts("json") | _facts("leaves_alone") | _by_type("types").keys()
    if isinstance(known, Outside) and known.name in names:
        return True
    owner = function.child_by_field_name("object")
    return owner is not None and terms.text(owner).rpartition(".")[2].lower() in _LOGGERS


def _dictionary(arguments: Arguments, node: Node, terms: Terms) -> Record:
    spot = terms.spot(node)
    entries = tuple(Entry(name, value, spot) for name, value in arguments.named)
    is_open = bool(arguments.positional) or not arguments.is_complete
    return Record(entries, spot, is_open)


@cache
def _facts(section: str) -> frozenset[str]:
    return frozenset(as_texts(_data()[section]))


@cache
def _by_type(section: str) -> Mapping[str, str]:
    listed = as_object(_data()[section])
    return {name: as_text(kind) for kind, names in listed.items() for name in as_texts(names)}


@cache
def _data() -> JsonObject:
    return packaged("lambda_ls.languages.python", "data", "library-values.json")
