"""What middlewares of middy do: to what the handler gets, and to what it gives."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from tree_sitter import Node

from ....aws.data import Json, as_list, as_object, as_text, as_texts, packaged
from ....model.flow import Key, Place, Places, Root, Step
from ...flows.known import Outside
from ...flows.scope import Scope
from ..nodes import bare, parts, property_name, text_of

AFTERWARDS = frozenset({"after", "onError"})
"""The parts of a middleware that come to run when the handler has done so."""

_PACKAGE = __package__.rpartition(".")[0]
_FILE = "event-wrappers.json"
_STEPS = {"[]": Step.ITEM, "*": Step.VALUE}


def written_by(scope: Scope, middlewares: Iterable[Node]) -> Places | None:
    """What middlewares, or lists of them, do to what the handler gets; None where unknown."""
    places = Places()
    for each in map(bare, middlewares):
        if each.type == "array":
            more = written_by(scope, parts(each))
        elif each.type == "object":
            more = Places() if _acts_afterwards(each) else None
        else:
            more = _middlewares().get(_module(scope, each))
        if more is None:
            return None
        places |= more
    return places


def keep_result(scope: Scope, middlewares: Iterable[Node]) -> bool:
    """Whether middlewares, or lists of them, change nothing of what the handler gives."""
    return all(
        keep_result(scope, parts(each))
        if each.type == "array"
        else _module(scope, each) in _keeping()
        for each in map(bare, middlewares)
    )


def _acts_afterwards(middleware: Node) -> bool:
    """Whether a middleware that is written out does nothing before the handler is called."""
    keys = [
        each.child_by_field_name("name" if each.type == "method_definition" else "key")
        for each in parts(middleware)
    ]
    return all(key is not None and property_name(key) in AFTERWARDS for key in keys)


def _module(scope: Scope, middleware: Node) -> str:
    """The module whose function makes a middleware; empty where that cannot be told."""
    callee = middleware.child_by_field_name("function")
    if middleware.type != "call_expression" or callee is None or callee.type != "identifier":
        return ""
    known = scope.find(text_of(callee))
    imported = known.imported if isinstance(known, Outside) else None
    return imported.module if imported is not None else ""


@cache
def _middlewares() -> dict[str, Places]:
    listed = map(as_object, as_list(packaged(_PACKAGE, "data", _FILE)["middlewares"]))
    return {
        as_text(each["module"]): Places(
            written=frozenset(map(_place, as_list(each.get("writes", ())))),
            tested=frozenset(map(_place, as_list(each.get("fills", ())))),
        )
        for each in listed
    }


def _place(way: Json) -> Place:
    root, *steps = as_texts(way)
    return Root(root), tuple(_STEPS.get(step) or Key(step) for step in steps)


@cache
def _keeping() -> frozenset[str]:
    listed = map(as_object, as_list(packaged(_PACKAGE, "data", _FILE)["middlewares"]))
    return frozenset(as_text(each["module"]) for each in listed if each.get("keeps_result"))
