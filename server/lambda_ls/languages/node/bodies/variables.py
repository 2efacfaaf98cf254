"""The names that one statement of the top level declares, each with the code that sees it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from tree_sitter import Node

from ....model.module import Import
from ...syntax import Grammar, SyntaxTree
from ..nodes import CLASSES, FUNCTIONS, has_token, parts, text_of
from ..parameters import is_rest, parameter_nodes, target_and_default
from ..patterns import pattern_names

_SCOPES = FUNCTIONS | {
    "catch_clause",
    "class_static_block",
    "for_in_statement",
    "for_statement",
    "statement_block",
    "switch_body",
}
_DECLARATIONS = frozenset({"lexical_declaration", "variable_declaration"})
_NAMED = frozenset({"class_declaration", "function_declaration", "generator_function_declaration"})
_NAMED_IN_TYPESCRIPT = frozenset(
    {"abstract_class_declaration", "enum_declaration", "internal_module"}
)
_OWN_NAMES = frozenset({"function_expression", "generator_function"})


class Declared(Struct, frozen=True, eq=False):
    """One place that declares a name.

    `value` is what it is given there, a function or class declaration being its own; `keys` the
    path taken inside of it. A parameter has its `function` and the `position` there in place of a
    value. `is_unknown` tells that the value cannot be told, `is_caught` that it is an error.
    """

    name: Node
    value: Node | None = None
    keys: tuple[str, ...] = ()
    imported: Import | None = None
    function: Node | None = None
    position: int | None = None
    is_fixed: bool = False
    is_caught: bool = False
    is_unknown: bool = False


class Variable(Struct, frozen=True, eq=False):
    """A name with all places that declare it; `scope` is the code that sees it."""

    name: str
    scope: Node
    declared: tuple[Declared, ...]
    is_of_module: bool = False

    @property
    def is_fixed(self) -> bool:
        """Whether it keeps what it is declared with."""
        return len(self.declared) == 1 and self.declared[0].is_fixed


class Table:
    """The variables of one statement of the top level, but for those of the module."""

    def __init__(self, tree: SyntaxTree, grammar: Grammar, statement: Node) -> None:
        self._variables: dict[str, list[Variable]] = {}
        found: dict[tuple[int, str], tuple[Node, list[Declared]]] = {}
        for scope, declared in _declared(tree, grammar, statement):
            key = scope.id, text_of(declared.name)
            found.setdefault(key, (scope, []))[1].append(declared)
        for (_, name), (scope, places) in found.items():
            variable = Variable(name, scope, tuple(places))
            self._variables.setdefault(name, []).append(variable)

    def find(self, name: str, place: Node) -> Variable | None:
        """What a name means at a place; None if nothing in the statement declares it."""
        around = [
            each
            for each in self._variables.get(name, ())
            if each.scope.start_byte <= place.start_byte < each.scope.end_byte
        ]
        return min(
            around, key=lambda each: each.scope.end_byte - each.scope.start_byte, default=None
        )


def _declared(
    tree: SyntaxTree, grammar: Grammar, statement: Node
) -> Iterator[tuple[Node, Declared]]:
    named = _NAMED if grammar is Grammar.JAVASCRIPT else _NAMED | _NAMED_IN_TYPESCRIPT
    scopes: list[Node] = []
    for node in tree.find(statement, *sorted(_SCOPES | _DECLARATIONS | named)):
        while scopes and scopes[-1].end_byte <= node.start_byte:
            scopes.pop()
        name = node.child_by_field_name("name")
        # Names around all functions are the module's own.
        if node.type in named and name is not None and scopes:
            yield scopes[-1], _definition(node, name)
        if node.type in _DECLARATIONS:
            is_hoisted = node.type == "variable_declaration"
            scope = _function(scopes) if is_hoisted else (scopes[-1] if scopes else None)
            if scope is not None:
                yield from ((scope, each) for each in _variables(node))
        if node.type in _SCOPES:
            scopes.append(node)
            yield from _of_scope(node, scopes)


def _of_scope(node: Node, scopes: list[Node]) -> Iterator[tuple[Node, Declared]]:
    if node.type in FUNCTIONS:
        given = [Declared(each, is_unknown=True) for each in _own_name(node)]
        declared = list(_parameters(node))
        names = {text_of(each.name) for each in declared}
        yield from ((node, each) for each in given if text_of(each.name) not in names)
        yield from ((node, each) for each in declared)
    elif node.type == "catch_clause":
        parameter = node.child_by_field_name("parameter")
        for name, keys in pattern_names(parameter) if parameter is not None else ():
            yield node, Declared(name, is_caught=keys == (), is_unknown=keys != ())
    elif node.type == "for_in_statement":
        kind, left = node.child_by_field_name("kind"), node.child_by_field_name("left")
        scope = _function(scopes) if kind is not None and kind.type == "var" else node
        for name, _ in pattern_names(left) if kind is not None and left is not None else ():
            if scope is not None:
                yield scope, Declared(name, is_unknown=True)


def _definition(node: Node, name: Node) -> Declared:
    is_known = node.type in FUNCTIONS | CLASSES
    return Declared(name, node if is_known else None, is_fixed=True, is_unknown=not is_known)


def _variables(declaration: Node) -> Iterator[Declared]:
    is_fixed = has_token(declaration, "const")
    for declarator in parts(declaration):
        pattern = declarator.child_by_field_name("name")
        value = declarator.child_by_field_name("value")
        if declarator.type == "variable_declarator" and pattern is not None:
            for name, keys in pattern_names(pattern):
                yield Declared(name, value, keys or (), is_fixed=is_fixed, is_unknown=keys is None)


def _parameters(function: Node) -> Iterator[Declared]:
    for position, parameter in enumerate(parameter_nodes(function)):
        pattern, default = target_and_default(parameter)
        for name, keys in pattern_names(pattern):
            # What is taken out of a pattern can be of its default.
            is_unknown = keys is None or is_rest(parameter) or (default is not None and keys != ())
            yield Declared(
                name,
                keys=keys or (),
                function=function,
                position=position,
                is_unknown=is_unknown,
            )


def _own_name(function: Node) -> Iterator[Node]:
    name = function.child_by_field_name("name")
    if function.type in _OWN_NAMES and name is not None:
        yield name


def _function(scopes: list[Node]) -> Node | None:
    return next((each for each in reversed(scopes) if each.type in FUNCTIONS), None)
