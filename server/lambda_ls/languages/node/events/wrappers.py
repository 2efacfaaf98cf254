"""Which calls give a function that passes the event and the context on, and what they change."""

from __future__ import annotations

from functools import cache

from msgspec import Struct
from msgspec.structs import replace
from tree_sitter import Node

from ....aws.data import (
    as_list,
    as_object,
    as_optional_text,
    as_text,
    as_texts,
    packaged,
)
from ....model.flow import Places
from ...flows.known import Outside
from ...flows.scope import Scope
from ...syntax import SyntaxTree
from ..nodes import arguments, bare, field_text, text_of
from .chains import calls_afterwards
from .middlewares import AFTERWARDS, keep_result, written_by

_PACKAGE = __package__.rpartition(".")[0]
_FILE = "event-wrappers.json"
_LONGEST_CHAIN = 24
# Methods of a chain behind a wrapper: `middy(fn).use(x)`, `middy().use(x).handler(fn)`.
_USE, _HANDLER = "use", "handler"


class Wrapper(Struct, frozen=True):
    """A call around `inner`; `order` as in the data, empty where nothing is reordered.

    `keeps_result` tells that the caller certainly gets what the inner function gives. `places` are
    those that something has to do with before the inner function is called.
    """

    inner: Node
    order: tuple[int | None, ...] = ()
    is_factory: bool = False
    keeps_result: bool = False
    places: Places = Places()


class _Rule(Struct, frozen=True):
    order: tuple[int | None, ...]
    is_factory: bool
    keeps_result: bool


def wrapper_of(tree: SyntaxTree, scope: Scope, call: Node) -> Wrapper | None:
    """The wrapper that a call is; None where it is not known what it does to the event."""
    found = _wrapper(scope, call)
    afterwards = list(calls_afterwards(tree, call)) if found is not None else []
    for each in afterwards:
        places = _places(scope, each)
        if found is None or places is None:
            return None
        keeps_result = found.keeps_result and _keeps_result(scope, each)
        found = replace(found, keeps_result=keeps_result, places=found.places | places)
    return found


def is_seen_through(decorator: str) -> bool:
    """Whether a decorator of a method calls it with the event and the context unchanged."""
    _, _, name = decorator.rpartition(".")
    return name in _decorators()


def _wrapper(scope: Scope, call: Node) -> Wrapper | None:
    inner: Node | None = None
    keeps_result = True
    places = Places()
    for _ in range(_LONGEST_CHAIN):
        callee = call.child_by_field_name("function")
        rule = _rules().get(_name(scope, callee)) if callee is not None else None
        if rule is not None:
            # What is given besides the handler can be settings that change what is done with it.
            is_alone = len(arguments(call)) == (1 if inner is None else 0)
            keeps_result = keeps_result and rule.keeps_result and is_alone
            inner = inner or next(iter(arguments(call)), None)
            if inner is None:
                return None
            return Wrapper(inner, rule.order, rule.is_factory, keeps_result, places)
        if callee is None or callee.type != "member_expression":
            return None
        if field_text(callee, "property") == _HANDLER and arguments(call):
            inner = arguments(call)[0]
        else:
            more = _places(scope, call)
            if more is None:
                return None
            places |= more
            keeps_result = keeps_result and _keeps_result(scope, call)
        before = callee.child_by_field_name("object")
        if before is None or bare(before).type != "call_expression":
            return None
        call = bare(before)
    return None


def _places(scope: Scope, call: Node) -> Places | None:
    """What a call of a method of a wrapper does to what the handler gets; None where unknown."""
    callee = call.child_by_field_name("function")
    name = field_text(callee, "property") if callee is not None else ""
    if name == _USE:
        return written_by(scope, arguments(call))
    return Places() if name in AFTERWARDS else None


def _keeps_result(scope: Scope, call: Node) -> bool:
    """Whether a call of a method of a wrapper changes nothing of what the handler gives."""
    callee = call.child_by_field_name("function")
    is_use = callee is not None and field_text(callee, "property") == _USE
    return is_use and keep_result(scope, arguments(call))


def _name(scope: Scope, callee: Node) -> str:
    """What is called by its full name: `module#name`, or the path of a global."""
    names: list[str] = []
    node = bare(callee)
    while node.type == "member_expression" and len(names) < _LONGEST_CHAIN:
        member, owner = node.child_by_field_name("property"), node.child_by_field_name("object")
        if member is None or owner is None:
            return ""
        names.insert(0, text_of(member))
        node = bare(owner)
    known = scope.find(text_of(node)) if node.type == "identifier" else None
    if not isinstance(known, Outside):
        return ""
    if known.imported is None:
        return ".".join((known.name, *names))
    first = known.imported.name
    return (
        f"{known.imported.module}#{'.'.join((*((first,) if first else ()), *names)) or 'default'}"
    )


@cache
def _rules() -> dict[str, _Rule]:
    found: dict[str, _Rule] = {}
    for entry in as_list(packaged(_PACKAGE, "data", _FILE)["wrappers"]):
        data = as_object(entry)
        order = tuple(
            each if isinstance(each, int) else None for each in as_list(data.get("order", ()))
        )
        rule = _Rule(order, bool(data.get("factory")), bool(data.get("keeps_result")))
        name = as_optional_text(data.get("global"))
        if name is not None:
            found[name] = rule
        for each in as_texts(data.get("names", ())):
            found[f"{as_text(data['module'])}#{each}"] = rule
    return found


@cache
def _decorators() -> frozenset[str]:
    listed = as_list(packaged(_PACKAGE, "data", _FILE)["decorators"])
    return frozenset(as_text(as_object(each)["method"]) for each in listed)
