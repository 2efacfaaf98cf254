"""What the expressions of one function give, as far as its text tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.flow import Key, Value
from ....model.term import (
    OPAQUE,
    Constant,
    Failure,
    Invoked,
    Member,
    Parameter,
    Refused,
    Spot,
    Term,
    Typed,
    either,
    moved,
)
from ....text.span import Span
from ...flows.known import Class, Function, Known, Outside, Text
from ..bindings import Binding
from . import calls, literals
from .catching import CLAUSES
from .changes import changed
from .names import Variable

if TYPE_CHECKING:
    from .bodies import PythonBodies, PythonBody

_DEEPEST = 24
_MOST_BINDINGS = 8


class Terms:
    """Reads expressions of one function whenever they are asked for, each only once."""

    def __init__(self, file: PythonBodies, body: PythonBody) -> None:
        self.file = file
        self.body = body
        self.path = file.path
        self.tree = file.tree
        self.read_only: dict[tuple[str, int, bool], bool] = {}
        """What `reading` has found out of variables."""
        self._known: dict[int, Term] = {}
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

    def meaning(self, name: str) -> Variable | Known:
        """What a name means here."""
        return self.body.names.find(name)

    def named(self, node: Node) -> Known:
        """What a dotted name stands for; None for variables of functions."""
        if node.type == "identifier":
            found = self.meaning(self.text(node))
            return _imported_here(found) if isinstance(found, Variable) else found
        owner, name = node.child_by_field_name("object"), node.child_by_field_name("attribute")
        if node.type != "attribute" or owner is None or name is None:
            return None
        known = self.named(owner)
        if not isinstance(known, Outside):
            return None
        return Outside(f"{known.name}.{self.text(name)}", known.imported)

    def variable(self, variable: Variable, node: Node) -> Term:
        """What a variable holds where `node` names it."""
        if len(variable.bindings) > _MOST_BINDINGS:
            return OPAQUE
        options = [self._bound(each) for each in variable.bindings]
        if variable.is_parameter:
            options.append(self._parameter(variable.name, node))
        if not options:
            return OPAQUE
        spot = self.spot(node)
        return moved(changed(self, variable, either(options, spot)), spot)

    def _bound(self, binding: Binding) -> Term:
        if binding.statement.type in CLAUSES:
            return Failure("", self.spot(binding.node), is_caught=True)
        return OPAQUE if binding.value is None else self.of(binding.value)

    def _parameter(self, name: str, node: Node) -> Term:
        formal = next((each for each in self.body.formals if each.name == name), None)
        if formal is None or formal.is_rest:
            return OPAQUE
        return Parameter(name, formal.position, self.spot(node))


def _read_name(terms: Terms, node: Node) -> Term:
    name = terms.text(node)
    found = terms.meaning(name)
    if isinstance(found, Variable):
        return terms.variable(found, node)
    if isinstance(found, Text):
        return Constant(found.text, terms.spot(node))
    if isinstance(found, Function | Class):
        return Refused("function" if isinstance(found, Function) else "class", terms.spot(node))
    if isinstance(found, Value):
        return Invoked(found, terms.spot(node))
    variable = terms.body.names.module_variable(name)
    return terms.variable(variable, node) if variable else OPAQUE


def _imported_here(variable: Variable) -> Known:
    """What a name stands for that only an import of the function binds."""
    from ..events.names import outside

    bindings = variable.bindings
    is_import = len(bindings) == 1 and bindings[0].imported and not variable.is_parameter
    return outside(bindings[0].imported) if is_import else None


def _read_inner(terms: Terms, node: Node) -> Term:
    inner = [child for child in node.named_children if child.type != "comment"]
    return terms.of(inner[0]) if len(inner) == 1 else OPAQUE


def _read_conditional(terms: Terms, node: Node) -> Term:
    parts = [child for child in node.named_children if child.type != "comment"]
    if len(parts) != 3:
        return OPAQUE
    return either([terms.of(parts[0]), terms.of(parts[2])], terms.spot(node))


def _read_boolean_operation(terms: Terms, node: Node) -> Term:
    sides = (node.child_by_field_name(each) for each in ("left", "right"))
    return either((terms.of(side) for side in sides if side), terms.spot(node))


def _read_comparison(terms: Terms, node: Node) -> Term:
    return Typed("boolean", terms.spot(node))


def _read_walrus(terms: Terms, node: Node) -> Term:
    value = node.child_by_field_name("value")
    return terms.of(value) if value else OPAQUE


def _read_subscript(terms: Terms, node: Node) -> Term:
    owner = node.child_by_field_name("value")
    keys = node.children_by_field_name("subscript")
    if owner is None or len(keys) != 1:
        return OPAQUE
    of, key = terms.of(owner), terms.of(keys[0])
    if of == OPAQUE or not isinstance(key, Constant) or not isinstance(key.value, str):
        return OPAQUE
    return Member(of, Key(key.value), terms.spot(node))


def _read_lambda(terms: Terms, node: Node) -> Term:
    return Refused("function", terms.spot(node))


def _read_call(terms: Terms, node: Node) -> Term:
    given = calls.read_call(terms, node)
    return OPAQUE if calls.is_coroutine(terms, node, given) else given


_READERS: Mapping[str, Callable[[Terms, Node], Term]] = {
    **literals.READERS,
    "await": _read_inner,
    "boolean_operator": _read_boolean_operation,
    "call": _read_call,
    "comparison_operator": _read_comparison,
    "conditional_expression": _read_conditional,
    "identifier": _read_name,
    "lambda": _read_lambda,
    "named_expression": _read_walrus,
    "not_operator": _read_comparison,
    "parenthesized_expression": _read_inner,
    "subscript": _read_subscript,
}
