"""The names that a Python module binds when it is imported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct, field
from tree_sitter import Node

from ...model.module import Import
from ...text.words import Words
from ..syntax import Pattern, SyntaxTree, ancestors
from .patterns import captures, targets

DEFINITIONS = frozenset({"function_definition", "class_definition", "decorated_definition"})
# Statements and clauses whose own statements run in the scope around them.
_COMPOUND = frozenset(
    {
        "ERROR",
        "block",
        "case_clause",
        "elif_clause",
        "else_clause",
        "except_clause",
        "except_group_clause",
        "finally_clause",
        "for_statement",
        "if_statement",
        "match_statement",
        "try_statement",
        "while_statement",
        "with_statement",
    }
)
_WALRUS = re.compile(r":=")
_GLOBAL = Words("global")


class Binding(Struct, frozen=True):
    """One place that gives a name a value.

    `node` is the name there, `statement` the whole statement, `value` the expression if the name
    gets exactly that. `certain` means that it happens whenever the module is imported.
    """

    node: Node
    statement: Node
    certain: bool
    value: Node | None = None
    imported: Import | None = None


class Bindings(Struct):
    """Everything that a module binds.

    `names` holds the bindings of each name in the order of the text, `stars` the modules of
    `from x import *`, `rebound` the names that functions declare `global`, with one such place.
    """

    names: dict[str, list[Binding]] = field(default_factory=dict)
    stars: list[str] = field(default_factory=list)
    rebound: dict[str, Node] = field(default_factory=dict)


def module_bindings(tree: SyntaxTree) -> Bindings:
    """Collect what the statements at module level bind, those in `if`, `try`, ... among them."""
    found = Bindings()
    for statement, certain in statements(tree.root):
        if statement.type == "delete_statement":
            _delete(found, tree, statement, certain)
        elif _is_star(statement):
            found.stars.append(imported_module(tree, statement))
        else:
            _add(found, tree, bindings_of(tree, statement, certain))
    _add(found, tree, _walrus_bindings(tree))
    for statement in _parents(tree, _GLOBAL, "global_statement"):
        if not at_module_level(statement):
            for name in statement.named_children:
                found.rebound.setdefault(tree.text(name), statement)
    return found


def at_module_level(node: Node) -> bool:
    """Whether a node is not in the body of a function, a class or a lambda."""
    for parent, child in ancestors(node):
        if parent.type in {"function_definition", "class_definition", "lambda"}:
            if child == parent.child_by_field_name("body"):
                return False
        elif parent.type == "module":
            return True
    return node.type == "module"


def imported_module(tree: SyntaxTree, statement: Node) -> str:
    """The module of a `from` statement as written, without the spaces that may stand in it."""
    module = statement.child_by_field_name("module_name")
    return "".join(tree.text(module).split()) if module else "__future__"


def statements(root: Node) -> Iterator[tuple[Node, bool]]:
    """Every statement that runs at import, and whether it certainly does."""
    pending = [(child, True) for child in reversed(root.named_children)]
    while pending:
        node, certain = pending.pop()
        yield node, certain
        if node.type in _COMPOUND:
            pending.extend((child, False) for child in reversed(node.named_children))


def bindings_of(tree: SyntaxTree, statement: Node, certain: bool) -> Iterator[Binding]:
    """What one statement binds, without the statements inside it."""
    kind = statement.type
    if kind == "expression_statement":
        for expression in statement.named_children:
            yield from _assigned(statement, expression, certain)
    elif kind in DEFINITIONS:
        name = defined(statement).child_by_field_name("name")
        if name is not None:
            yield Binding(name, statement, certain)
    elif kind in {"import_statement", "import_from_statement", "future_import_statement"}:
        yield from _imported(tree, statement, certain)
    else:
        yield from (Binding(name, statement, certain) for name in _bound_names(statement))


def defined(statement: Node) -> Node:
    """The function or class of a definition, below its decorators."""
    return statement.child_by_field_name("definition") or statement


def _bound_names(statement: Node) -> Iterator[Node]:
    """The names that the head of a compound statement, or a type alias, binds.

    `except E as name` is none of them: the name is gone after the clause.
    """
    if statement.type in {"for_statement", "type_alias_statement"}:
        left = statement.child_by_field_name("left")
        if left is not None:
            yield from targets(left if statement.type == "for_statement" else _first_leaf(left))
    elif statement.type == "with_statement":
        for clause in statement.named_children:
            if clause.type == "with_clause":
                yield from _with_targets(clause)
    elif statement.type == "case_clause":
        for pattern in statement.named_children:
            if pattern.type == "case_pattern":
                yield from captures(pattern)


def _first_leaf(node: Node) -> Node:
    while node.named_children:
        node = node.named_children[0]
    return node


def _with_targets(clause: Node) -> Iterator[Node]:
    for item in clause.named_children:
        value = item.child_by_field_name("value")
        alias = value.child_by_field_name("alias") if value else None
        if alias is not None:
            yield from targets(alias)


def _assigned(statement: Node, expression: Node, certain: bool) -> Iterator[Binding]:
    lefts: list[Node] = []
    value: Node | None = expression
    while value is not None and value.type == "assignment":
        left, value = value.child_by_field_name("left"), value.child_by_field_name("right")
        # An annotation alone (`handler: Callable`) binds nothing.
        if left is not None and value is not None:
            lefts.append(left)
    if expression.type == "augmented_assignment":
        left, value = expression.child_by_field_name("left"), None
        lefts = [left] if left else []
    for left in lefts:
        whole = value if left.type == "identifier" else None
        yield from (Binding(name, statement, certain, whole) for name in targets(left))


def _imported(tree: SyntaxTree, statement: Node, certain: bool) -> Iterator[Binding]:
    whole = statement.type == "import_statement"
    module = "" if whole else imported_module(tree, statement)
    for imported in statement.children_by_field_name("name"):
        alias = imported.child_by_field_name("alias")
        original = imported.child_by_field_name("name") or imported
        text = "".join(tree.text(original).split())
        node = alias or _first_leaf(original)
        # `import a.b` binds `a` to the package, `import a.b as c` binds `c` to the module.
        taken = Import(text if alias else tree.text(node), None) if whole else Import(module, text)
        yield Binding(node, statement, certain, imported=taken)


def _is_star(statement: Node) -> bool:
    return statement.type == "import_from_statement" and any(
        child.type == "wildcard_import" for child in statement.named_children
    )


def _delete(found: Bindings, tree: SyntaxTree, statement: Node, certain: bool) -> None:
    if certain:
        for deleted in statement.named_children:
            for name in targets(deleted):
                found.names.pop(tree.text(name), None)


def _walrus_bindings(tree: SyntaxTree) -> Iterator[Binding]:
    for expression in _parents(tree, _WALRUS, "named_expression"):
        name = expression.child_by_field_name("name")
        if name is not None and at_module_level(expression):
            value = expression.child_by_field_name("value")
            yield Binding(name, expression, certain=False, value=value)


def _parents(tree: SyntaxTree, token: Pattern, kind: str) -> Iterator[Node]:
    for node in tree.nodes_matching(token):
        parent = node.parent
        if parent is not None and parent.type == kind:
            yield parent


def _add(found: Bindings, tree: SyntaxTree, bindings: Iterable[Binding]) -> None:
    for binding in bindings:
        name = tree.text(binding.node)
        # Where a name is missing in half-typed code, the grammar puts one without text.
        if name:
            found.names.setdefault(name, []).append(binding)
