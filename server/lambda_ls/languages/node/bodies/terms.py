"""What the expressions of one function give, as far as its text tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.flow import Key
from ....model.term import OPAQUE, Failure, Member, Parameter, Spot, Term, moved
from ....text.span import Span
from ...flows.known import Function, Known, Outside
from ...flows.scope import Scope
from ..nodes import bare, text_of
from ..parameters import parameter_nodes
from . import calls, literals, operators
from .changes import changed
from .formals import formal_name
from .known import known_name
from .operators import either
from .undefined import Undefined
from .variables import Declared, Variable
from .written import with_certain_keys

if TYPE_CHECKING:
    from .bodies import NodeBodies, NodeBody

_DEEPEST = 24
_MOST_VALUES = 8
_LONGEST_PATH = 8


class Terms:
    """Reads expressions of one function whenever they are asked for, each only once."""

    def __init__(self, file: NodeBodies, body: NodeBody) -> None:
        self.file = file
        self.body = body
        self.path = file.path
        self.tree = file.tree
        self.names = file.names
        self._known: dict[int, Term] = {}
        self._variables: dict[Variable, Term] = {}
        self._depth = 0

    def of(self, node: Node) -> Term:
        """What an expression gives."""
        known = self._known.get(node.id)
        if known is not None:
            return known
        if self._depth >= _DEEPEST:
            return OPAQUE
        # A value that is made of itself is not known.
        self._known[node.id] = OPAQUE
        self._depth += 1
        reader = _READERS.get(node.type)
        term = reader(self, node) if reader else OPAQUE
        self._depth -= 1
        self._known[node.id] = term
        return term

    def text(self, node: Node) -> str:
        """The source of a node."""
        return self.tree.text(node)

    def span(self, node: Node) -> Span:
        """The range of a node."""
        return self.tree.span(node)

    def spot(self, node: Node) -> Spot:
        """Where a node stands."""
        return Spot(self.path, self.tree.span(node))

    @property
    def scope(self) -> Scope:
        """Where the names that the function sees are known."""
        return self.body.function.scope if self.body.function else self.names.module

    def known(self, name: Node) -> Known:
        """What is known of a name: a function, a class, something from outside."""
        return known_name(self.names, self.body.function, name)

    def named(self, node: Node) -> Known:
        """What a name or a path of names stands for."""
        names: list[str] = []
        node = bare(node)
        while node.type == "member_expression" and len(names) < _LONGEST_PATH:
            owner, name = node.child_by_field_name("object"), node.child_by_field_name("property")
            if owner is None or name is None:
                return None
            names.insert(0, text_of(name))
            node = bare(owner)
        known = self.known(node) if node.type == "identifier" else None
        if not names or not isinstance(known, Outside):
            return None if names else known
        return Outside(".".join((known.name, *names)), known.imported)

    def variable(self, variable: Variable, node: Node) -> Term:
        """What a variable holds where `node` names it."""
        term = self._variables.get(variable)
        if term is None:
            self._variables[variable] = OPAQUE
            term = self._variables[variable] = self._variable(variable, node)
        return with_certain_keys(self, variable, moved(term, self.spot(node)), node)

    def member(self, of: Term, keys: tuple[str, ...], node: Node) -> Term:
        """What is at keys, one below the other, of a value."""
        for key in keys:
            of = OPAQUE if of == OPAQUE else Member(of, Key(key), self.spot(node))
        return of

    def _variable(self, variable: Variable, node: Node) -> Term:
        options = [self._declared(each) for each in variable.declared if not _is_empty(each)]
        if not variable.is_fixed:
            effects = self.names.effects(variable)
            values = [each.value for each in effects or () if each.is_assignment]
            if effects is None or len(values) > _MOST_VALUES:
                return OPAQUE
            options.extend(self.of(value) if value else OPAQUE for value in values)
        if OPAQUE in options or not options:
            return OPAQUE
        return changed(self, variable, either(options, self.spot(node)))

    def _declared(self, declared: Declared) -> Term:
        if declared.is_caught:
            return Failure("", self.spot(declared.name), is_caught=True)
        if declared.is_unknown or declared.imported is not None:
            return OPAQUE
        if declared.function is None:
            of = self.of(declared.value) if declared.value is not None else OPAQUE
            return self.member(of, declared.keys, declared.name)
        if declared.function != self.body.node or declared.position is None:
            return OPAQUE
        parameter = parameter_nodes(declared.function)[declared.position]
        name = formal_name(self, parameter)
        given = Parameter(name, declared.position, self.spot(parameter))
        return self.member(given, declared.keys, declared.name)


def _is_empty(declared: Declared) -> bool:
    """Whether a name is declared without a value, which it is given later."""
    is_given = declared.function is not None or declared.is_caught or declared.is_unknown
    return declared.value is None and declared.imported is None and not is_given


def _read_name(terms: Terms, node: Node) -> Term:
    variable = terms.names.variable(node)
    if variable is None:
        return OPAQUE
    if isinstance(terms.known(node), Function):
        return OPAQUE
    return terms.variable(variable, node)


def _read_undefined(terms: Terms, node: Node) -> Term:
    return Undefined(None, terms.spot(node))


def _read_inner(terms: Terms, node: Node) -> Term:
    inner = bare(node)
    return terms.of(inner) if inner != node else OPAQUE


def _read_awaited(terms: Terms, node: Node) -> Term:
    inner = [child for child in node.named_children if child.type != "comment"]
    return moved(terms.of(inner[0]), terms.spot(node)) if len(inner) == 1 else OPAQUE


def _read_member(terms: Terms, node: Node) -> Term:
    owner, name = node.child_by_field_name("object"), node.child_by_field_name("property")
    if owner is None or name is None or name.type != "property_identifier":
        return OPAQUE
    return terms.member(terms.of(owner), (terms.text(name),), node)


def _read_subscript(terms: Terms, node: Node) -> Term:
    owner, index = node.child_by_field_name("object"), node.child_by_field_name("index")
    key = literals.constant_text(terms, index) if index is not None else None
    return terms.member(terms.of(owner), (key,), node) if owner and key else OPAQUE


_READERS: Mapping[str, Callable[[Terms, Node], Term]] = {
    **literals.READERS,
    **operators.READERS,
    "as_expression": _read_inner,
    "await_expression": _read_awaited,
    "call_expression": calls.read_call,
    "identifier": _read_name,
    "member_expression": _read_member,
    "new_expression": calls.read_new,
    "non_null_expression": _read_inner,
    "parenthesized_expression": _read_inner,
    "satisfies_expression": _read_inner,
    "sequence_expression": _read_inner,
    "shorthand_property_identifier": _read_name,
    "subscript_expression": _read_subscript,
    "type_assertion": _read_inner,
    "undefined": _read_undefined,
}
