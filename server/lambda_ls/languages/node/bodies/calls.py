"""What calls give: of functions of the file, of known ones, and of those of other files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.term import OPAQUE, Called, Failure, Imported, Items, Local, Term, Typed
from ...flows.known import Class, Function, Outside
from ..events.classes import constructor_of
from ..events.handing import callee_text
from ..nodes import bare, field_text, parts, text_of
from .arguments import UNREAD, Arguments, arguments_of, passed
from .library import gives_text, is_failure, library_value, made_value
from .methods import method_called

if TYPE_CHECKING:
    from .terms import Terms

_ITEMS_OF_ITEMS = frozenset({"concat", "filter", "flatMap", "map", "slice"})


def calls_in(terms: Terms) -> Iterator[Called]:
    """The calls in a piece of code of functions that can be looked up."""
    for node in terms.body.own("call_expression", "new_expression"):
        is_call = node.type == "call_expression"
        arguments = UNREAD if is_call else arguments_of(terms, node)
        term = terms.of(node) if is_call else _constructed(terms, node, arguments)
        if isinstance(term, Called):
            yield term


def callees_in(terms: Terms) -> Iterator[Called]:
    """The same calls without their arguments."""
    for node in terms.body.own("call_expression", "new_expression"):
        read = _given if node.type == "call_expression" else _constructed
        term = read(terms, node, UNREAD)
        if isinstance(term, Called):
            yield term


def read_call(terms: Terms, node: Node) -> Term:
    """A call."""
    return _given(terms, node, arguments_of(terms, node))


def read_new(terms: Terms, node: Node) -> Term:
    """`new Thing(...)`: an error, or an object that becomes JSON in a way that is known."""
    constructor = node.child_by_field_name("constructor")
    if constructor is None:
        return OPAQUE
    known, arguments = terms.named(constructor), arguments_of(terms, node)
    if isinstance(known, Outside):
        return made_value(known, terms.spot(node), arguments) or OPAQUE
    if not isinstance(known, Class):
        return OPAQUE
    name = text_of(constructor)
    is_error = is_failure(name) or is_failure(_extended(known.node))
    return Failure(name, terms.spot(node), arguments.at(0)) if is_error else OPAQUE


def _given(terms: Terms, node: Node, arguments: Arguments) -> Term:
    callee = node.child_by_field_name("function")
    if callee is None:
        return OPAQUE
    function = bare(callee)
    known = terms.named(function)
    if isinstance(known, Outside):
        return _of_outside(terms, node, known, arguments)
    if not isinstance(known, Function):
        known = method_called(terms, function)
    if known is None:
        return _of_method(terms, node, function, arguments)
    return _called(terms, node, terms.file.body(known).local, arguments)


def _extended(of: Node) -> str:
    """The name of the class that another one extends, empty if there is none."""
    heritage = next((each for each in parts(of) if each.type == "class_heritage"), None)
    words = text_of(heritage).split() if heritage is not None else []
    return words[1] if len(words) > 1 else ""


def _constructed(terms: Terms, node: Node, arguments: Arguments) -> Term:
    """The call of a constructor of the file."""
    constructor = node.child_by_field_name("constructor")
    known = terms.named(constructor) if constructor is not None else None
    function = constructor_of(known) if isinstance(known, Class) else None
    if function is None:
        return OPAQUE
    return _called(terms, node, terms.file.body(function).local, arguments)


def _of_outside(terms: Terms, node: Node, known: Outside, arguments: Arguments) -> Term:
    value = library_value(known, terms.spot(node), arguments)
    if value is not None:
        return value
    callee = node.child_by_field_name("function") or node
    if known.imported is not None:
        name = callee_text(terms.text(callee))
        return _called(terms, node, Imported(known.imported, name), arguments)
    return _of_method(terms, node, bare(callee), arguments)


def _of_method(terms: Terms, node: Node, function: Node, arguments: Arguments) -> Term:
    """A call of a method of a value."""
    owner, name = function.child_by_field_name("object"), field_text(function, "property")
    if function.type != "member_expression" or owner is None:
        return OPAQUE
    if gives_text(name, len(arguments.nodes)):
        return Typed("string", terms.spot(node))
    if name in _ITEMS_OF_ITEMS and isinstance(terms.of(owner), Items):
        return Items((), terms.spot(node), is_open=True)
    return OPAQUE


def _called(terms: Terms, node: Node, function: Local | Imported, arguments: Arguments) -> Called:
    given = tuple(map(passed, arguments.terms))
    return Called(function, terms.spot(node), given, (), arguments.is_complete)
