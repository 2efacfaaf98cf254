"""What calls give: of functions of the file, of known ones, and of those of other files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.flow import Key
from ....model.term import OPAQUE, Called, Failure, Imported, Local, Member, Refused, Term, Typed
from ...flows.known import Class, Function, Instance, Outside
from ..events.methods import method_of
from ..events.wrappers import called_first
from .arguments import UNREAD, Arguments, arguments_of
from .library import is_failure, library_value
from .names import Variable

if TYPE_CHECKING:
    from .terms import Terms

# What gives the result of the coroutine that it is handed.
_RUNNERS = frozenset({"anyio.run", "asyncio.run"})
# Methods whose names are used for nothing but what gives a string.
_TEXT_METHODS = frozenset({"isoformat", "strftime", "hexdigest", "lower", "upper", "strip"})


def read_call(terms: Terms, node: Node) -> Term:
    """A call."""
    listed = node.child_by_field_name("arguments")
    return _given(terms, node, arguments_of(terms, listed)) if listed else OPAQUE


def is_coroutine(terms: Terms, node: Node, given: Term) -> bool:
    """Whether a call gives a coroutine that nothing runs where it stands."""
    if not isinstance(given, Called) or given.spot != terms.spot(node):
        return False
    if not isinstance(given.function, Local):
        return False
    function = terms.file.local(given.function)
    if function is None or function.node.children[0].type != "async":
        return False
    parent = node.parent
    if parent is not None and parent.type == "argument_list" and parent.parent is not None:
        runner = parent.parent.child_by_field_name("function")
        known = terms.named(runner) if runner is not None else None
        return not (isinstance(known, Outside) and known.name in _RUNNERS)
    return parent is None or parent.type != "await"


def callees_in(terms: Terms) -> Iterator[Called]:
    """The calls in a piece of code of functions that can be looked up, without their arguments."""
    for node in terms.body.own("call"):
        given = _given(terms, node, UNREAD)
        if isinstance(given, Called):
            yield given


def _given(terms: Terms, node: Node, arguments: Arguments) -> Term:
    function = node.child_by_field_name("function")
    if function is None:
        return OPAQUE
    if function.type == "identifier":
        found = terms.meaning(terms.text(function))
        if isinstance(found, Variable):
            return _of_variable(terms, node, found, arguments)
        if isinstance(found, Function):
            return _of_function(terms, node, found, arguments)
        if isinstance(found, Class):
            return _of_class(terms, node, found, arguments)
    known = terms.named(function)
    if isinstance(known, Outside):
        return _of_outside(terms, node, known, arguments)
    return _of_method(terms, node, function, arguments)


def _of_variable(terms: Terms, node: Node, variable: Variable, arguments: Arguments) -> Term:
    """A function that is defined in the function, or imported there."""
    if len(variable.bindings) != 1 or variable.is_parameter:
        return OPAQUE
    binding = variable.bindings[0]
    if binding.imported is not None:
        known = terms.named(node.child_by_field_name("function") or node)
        return _of_outside(terms, node, known, arguments) if isinstance(known, Outside) else OPAQUE
    if binding.statement.type != "function_definition":
        return OPAQUE
    scope = terms.body.function.scope if terms.body.function else terms.file.module
    inner = terms.file.body(Function(binding.statement, scope), terms.body)
    return _called(terms, node, inner.local, arguments)


def _of_function(terms: Terms, node: Node, function: Function, arguments: Arguments) -> Term:
    reached = called_first(terms.tree, function)
    if reached is None:
        return OPAQUE
    return _called(terms, node, terms.file.body(reached, None).local, arguments)


def _of_class(terms: Terms, node: Node, of: Class, arguments: Arguments) -> Term:
    """An object of a class of the file, which only becomes JSON if the class provides for it."""
    bases = of.node.child_by_field_name("superclasses")
    name = of.node.child_by_field_name("name")
    text = terms.text(name) if name else ""
    listed = bases.named_children if bases else []
    if any(is_failure(terms, base) for base in listed):
        return Failure(text, terms.spot(node), arguments.first("message"))
    provides = b"_asdict" in (of.node.text or b"")
    return OPAQUE if listed or provides else Refused(text, terms.spot(node))


def _of_outside(terms: Terms, node: Node, known: Outside, arguments: Arguments) -> Term:
    value = library_value(terms, node, known.name, arguments)
    if value is not None:
        return value
    if known.imported is None:
        return OPAQUE
    function = node.child_by_field_name("function") or node
    return _called(terms, node, Imported(known.imported, terms.text(function)), arguments)


def _of_method(terms: Terms, node: Node, function: Node, arguments: Arguments) -> Term:
    owner, name = function.child_by_field_name("object"), function.child_by_field_name("attribute")
    if function.type != "attribute" or owner is None or name is None:
        return OPAQUE
    method = _method(terms, owner, terms.text(name))
    if method is not None:
        return _of_function(terms, node, method, arguments)
    if terms.text(name) in _TEXT_METHODS or _is_format(owner, terms.text(name)):
        return Typed("string", terms.spot(node))
    if terms.text(name) != "get" or len(arguments.positional) != 1:
        return OPAQUE
    of, key = terms.of(owner), arguments.text(0)
    if of == OPAQUE:
        return OPAQUE
    return Member(of, Key(key), terms.spot(node)) if key else OPAQUE


def _is_format(owner: Node, name: str) -> bool:
    return owner.type in {"string", "concatenated_string"} and name in {"format", "join"}


def _method(terms: Terms, owner: Node, name: str) -> Function | None:
    """The method that a call of `owner.name` runs, where the file plainly says so."""
    if owner.type == "call":
        function = owner.child_by_field_name("function")
        known = terms.named(function) if function else None
        of: Class | Instance | None = Instance(known) if isinstance(known, Class) else None
    elif owner.type == "identifier":
        of = _object(terms, terms.text(owner))
    else:
        return None
    return method_of(terms.tree, of, name) if of else None


def _object(terms: Terms, name: str) -> Class | Instance | None:
    """The class or the object that a name stands for: also `self` in a method."""
    found = terms.meaning(name)
    if isinstance(found, Class | Instance):
        return found
    function = terms.body.function
    if not isinstance(found, Variable) or function is None or not function.is_method:
        return None
    is_first = found.is_parameter and not found.bindings and name == _first_parameter(terms)
    bound = function.bound
    return bound if is_first and isinstance(bound, Class | Instance) else None


def _first_parameter(terms: Terms) -> str:
    listed = terms.body.node.child_by_field_name("parameters")
    first = listed.named_children[0] if listed and listed.named_children else None
    return terms.text(first) if first else ""


def _called(terms: Terms, node: Node, function: Local | Imported, arguments: Arguments) -> Called:
    return Called(
        function,
        terms.spot(node),
        arguments.positional,
        arguments.named,
        arguments.is_complete,
    )
