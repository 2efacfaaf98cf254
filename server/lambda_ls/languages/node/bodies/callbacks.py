"""Results that a handler hands to its callback, or to the old methods of its context."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field
from tree_sitter import Node

from ..functions import is_async
from ..nodes import TRANSPARENT, arguments, bare, callee_name, field_text, text_of
from ..parameters import is_rest, parameter_name, parameter_nodes, target_and_default
from ..patterns import pattern_names
from .library import leaves_alone

if TYPE_CHECKING:
    from .terms import Terms

_CONTEXT, _CALLBACK = 1, 2
# Another third parameter may be anything: exported functions are not all handlers.
_NAMED_SO = re.compile(r"_*(callback|cb|done|next)_*\Z", re.IGNORECASE)
_OF_HANDLERS = re.compile(r"_*(context|ctx)_*\Z", re.IGNORECASE)
_NOTHING = frozenset({"null", "undefined"})
# What certainly is an error where it comes first.
_ERRORS = frozenset({"array", "new_expression", "object", "string", "template_string"})
# What the old context offers, by the position of the result among its arguments.
_METHODS = {"done": 1, "fail": None, "succeed": 0}
_TESTS = frozenset({"binary_expression", "unary_expression"})
_CONDITIONS = frozenset({"if_statement", "ternary_expression"})


class Handed(Struct):
    """The calls that hand on a result, with the result's node; None where it is nothing.

    `open_calls` hand on a result or an error, `every` are all that end the invocation. `is_used`
    tells that there may be some, so that the end of the function is no result. `is_hidden` tells
    that other code may hand on results too, `may_end` that it may do so where the function itself
    gives none.
    """

    calls: list[tuple[Node, Node | None]] = field(default_factory=list)
    open_calls: list[Node] = field(default_factory=list)
    every: list[Node] = field(default_factory=list)
    is_used: bool = False
    is_hidden: bool = False
    may_end: bool = False


def handed_by(terms: Terms, function: Node) -> Handed:
    """What a handler does with its callback and its context."""
    handed = Handed()
    given = parameter_nodes(function)
    for rest in filter(is_rest, given[: _CALLBACK + 1]):
        # The callback can be one of the rest.
        handed.may_end = True
        handed.is_hidden = handed.is_hidden or _is_used(terms, rest)
    names = [parameter_name(each) for each in given[: _CALLBACK + 1]]
    for position, name in enumerate(names):
        uses = _uses(terms, name) if name is not None and position else []
        if uses is None:
            handed.is_hidden = True
        elif position == _CONTEXT:
            _read_context(handed, uses, is_async(function))
        elif name is not None and position == _CALLBACK:
            context = names[_CONTEXT]
            is_handlers = context is not None and _OF_HANDLERS.match(text_of(context)) is not None
            _read_callback(handed, uses, _NAMED_SO.match(text_of(name)) is not None, is_handlers)
    if handed.is_used and is_async(function):
        # Whether the callback or the promise comes first is up to the runtime.
        handed.is_hidden = True
    handed.calls.sort(key=lambda each: each[0].start_byte)
    return handed


def _read_callback(handed: Handed, uses: list[Node], is_named_so: bool, is_handlers: bool) -> None:
    calls = [_call_of(use) for use in uses]
    if not is_named_so and not any(calls):
        # Other code that gets it can call it; something of which members are taken is none.
        handed.is_hidden |= is_handlers and not all(map(_is_owner, uses))
        handed.may_end = handed.may_end or bool(uses)
        return
    for use, call in zip(uses, calls, strict=True):
        handed.is_used = True
        if call is not None:
            _add(handed, call, 1)
        elif not _is_tested(use):
            handed.is_hidden = True


def _read_context(handed: Handed, uses: list[Node], is_awaited: bool) -> None:
    for use in uses:
        around = use.parent
        if around is not None and around.type == "member_expression":
            method = field_text(around, "property")
            if method not in _METHODS:
                continue
            handed.is_used = True
            call = _call_of(around)
            if call is None:
                handed.is_hidden = True
            else:
                _add(handed, call, _METHODS[method])
        elif around is not None and around.type == "arguments" and around.parent is not None:
            # Other code can end the invocation, unless a promise does that first.
            is_harmless = is_awaited or leaves_alone(callee_name(around.parent))
            handed.may_end = handed.may_end or not is_harmless


def _uses(terms: Terms, name: Node) -> list[Node] | None:
    """Where a parameter is used; None where that cannot be told."""
    variable = terms.names.variable(name)
    uses = terms.names.uses(variable) if variable is not None else None
    if uses is None or variable is None or len(variable.declared) > 1:
        return None
    return [each for each in uses if each != name]


def _is_used(terms: Terms, rest: Node) -> bool:
    """Whether anything is done with the parameters that are left, which may be an answer."""
    names = [name for name, _ in pattern_names(target_and_default(rest)[0])]
    return any(_uses(terms, name) != [] for name in names)


def _is_owner(use: Node) -> bool:
    parent = use.parent
    is_member = parent is not None and parent.type in {"member_expression", "subscript_expression"}
    return is_member and parent is not None and parent.child_by_field_name("object") == use


def _call_of(callee: Node) -> Node | None:
    """The call of a function where it is named."""
    parent = callee.parent
    if parent is None or parent.type != "call_expression":
        return None
    return parent if parent.child_by_field_name("function") == callee else None


def _add(handed: Handed, call: Node, position: int | None) -> None:
    """Note a call whose argument at a position is the result, unless an error comes before it."""
    given = arguments(call)
    handed.every.append(call)
    if position is None:
        return
    if any(each.type == "spread_element" for each in given):
        handed.is_hidden = True
        return
    first = bare(given[0]) if position and given else None
    if first is not None and first.type in _ERRORS:
        return
    if first is not None and text_of(first) not in _NOTHING:
        # What comes first is an error or nothing, and so the rest is a result or not read.
        handed.open_calls.extend([call] if len(given) > 1 else [])
        return
    handed.calls.append((call, given[position] if position < len(given) else None))


def _is_tested(use: Node) -> bool:
    """Whether code only asks whether there is a callback."""
    node, parent = use, use.parent
    while parent is not None and parent.type in TRANSPARENT | _TESTS:
        if parent.type == "binary_expression" and parent.child_by_field_name("left") != node:
            return False
        node, parent = parent, parent.parent
    if parent is None:
        return False
    is_condition = parent.type in _CONDITIONS and parent.child_by_field_name("condition") == node
    return is_condition or parent.type == "expression_statement"
