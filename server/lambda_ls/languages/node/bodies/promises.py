"""What a promise gives in the end: `work().then(...).catch(...)`."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from tree_sitter import Node

from ..nodes import FUNCTIONS, arguments, bare, field_text, parts

_CATCH, _FINALLY, _THEN = "catch", "finally", "then"
_LONGEST = 16


class Settled(Struct, frozen=True):
    """An expression whose value a promise gives; `callback` is the function that gives it.

    `catches` tells that this gets an error. `callback` is None for the promise that is waited for.
    """

    value: Node
    callback: Node | None = None
    catches: bool = False


def settled(promise: Node) -> Iterator[Settled]:
    """What a chain of promises gives, for anything else the expression itself."""
    for _ in range(_LONGEST):
        call = bare(promise)
        while call.type == "await_expression" and parts(call):
            call = bare(parts(call)[0])
        callee = call.child_by_field_name("function") if call.type == "call_expression" else None
        owner = callee.child_by_field_name("object") if callee is not None else None
        method = field_text(callee, "property") if callee is not None else ""
        given = arguments(call)
        if owner is None or not given or method not in {_CATCH, _FINALLY, _THEN}:
            yield Settled(call)
            return
        if method != _FINALLY:
            # An error goes to the second function of `then`.
            yield Settled(given[0], bare(given[0]), catches=method == _CATCH)
            yield from (Settled(each, bare(each), catches=True) for each in given[1:2])
        if method == _THEN:
            return
        promise = owner
    yield Settled(promise)


def swallows(function: Node) -> bool:
    """Whether what a function throws is caught by the chain of promises that calls it."""
    listed = function.parent
    call = listed.parent if listed is not None and listed.type == "arguments" else None
    while call is not None and call.type == "call_expression":
        member = call.parent
        if member is None or member.type != "member_expression":
            return False
        call = member.parent
        method = field_text(member, "property")
        caught_by = {_CATCH: 1, _THEN: 2}.get(method)
        if call is not None and caught_by is not None and len(arguments(call)) >= caught_by:
            return True
    return False


def is_callback(function: Node) -> bool:
    """Whether a promise calls a function that is written out in its place."""
    listed = function.parent
    call = listed.parent if listed is not None and listed.type == "arguments" else None
    callee = call.child_by_field_name("function") if call is not None else None
    is_function = function.type in FUNCTIONS
    return is_function and callee is not None and field_text(callee, "property") in {_CATCH, _THEN}
