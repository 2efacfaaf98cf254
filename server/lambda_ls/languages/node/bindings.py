"""The names that a file binds at its top level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from tree_sitter import Node

from ...model.module import Import
from ..syntax import SyntaxTree
from .nodes import has_token, parts, property_name, string_value
from .patterns import pattern_names

_DECLARATIONS = frozenset(
    {
        "function_declaration",
        "generator_function_declaration",
        "class_declaration",
        "abstract_class_declaration",
        "enum_declaration",
        "internal_module",
    }
)


class Binding(Struct, frozen=True):
    """A top-level name.

    `value` is the expression, function or class it is bound to, None where that cannot be told;
    `keys` the path taken inside of it (`const { a } = value`). `statement` is the whole statement,
    with `export` before it. `fixed` tells that nothing can be assigned to the name later.
    """

    name: Node
    statement: Node
    value: Node | None = None
    keys: tuple[str, ...] = ()
    imported: Import | None = None
    fixed: bool = True


def read_bindings(tree: SyntaxTree) -> Mapping[str, Binding]:
    """Every top-level binding by name; of two the later one, as in a script."""
    found: dict[str, Binding] = {}
    for statement in tree.root.named_children:
        for binding in bindings_of(statement):
            found[(binding.name.text or b"").decode("utf-8", "replace")] = binding
    return found


def bindings_of(statement: Node) -> Iterator[Binding]:
    """What one statement binds; nothing for types, which are gone when the code runs."""
    if statement.type == "import_statement":
        yield from _imports(statement)
        return
    declaration = statement
    if statement.type in ("export_statement", "expression_statement"):
        inner = statement.child_by_field_name("declaration")
        declaration = inner or (statement.named_children or [statement])[0]
    if declaration.type in ("lexical_declaration", "variable_declaration"):
        yield from _variables(declaration, statement)
    elif declaration.type in _DECLARATIONS:
        name = declaration.child_by_field_name("name")
        if name and name.type in ("identifier", "type_identifier"):
            yield Binding(name, statement, declaration)


def _variables(declaration: Node, statement: Node) -> Iterator[Binding]:
    fixed = has_token(declaration, "const")
    for declarator in parts(declaration):
        pattern = declarator.child_by_field_name("name")
        value = declarator.child_by_field_name("value")
        if declarator.type != "variable_declarator" or pattern is None:
            continue
        for name, keys in pattern_names(pattern):
            known = value if keys is not None else None
            yield Binding(name, statement, known, keys or (), fixed=fixed)


def _imports(statement: Node) -> Iterator[Binding]:
    if has_token(statement, "type") or has_token(statement, "typeof"):
        return
    for clause in parts(statement):
        source = clause.child_by_field_name("source") or statement.child_by_field_name("source")
        module = string_value(source)
        if module is not None and clause.type in ("import_clause", "import_require_clause"):
            for name, imported in _imported_names(clause):
                yield Binding(name, statement, imported=Import(module, imported))


def _imported_names(clause: Node) -> Iterator[tuple[Node, str | None]]:
    """Each local name of an import with the name in the other module, None for all of it."""
    for node in parts(clause):
        if node.type == "identifier":
            yield node, None if clause.type == "import_require_clause" else "default"
        elif node.type == "namespace_import":
            yield from ((name, None) for name in parts(node))
        elif node.type == "named_imports":
            for specifier in parts(node):
                name = specifier.child_by_field_name("name")
                if (
                    name
                    and specifier.type == "import_specifier"
                    and not has_token(specifier, "type")
                ):
                    local = specifier.child_by_field_name("alias") or name
                    yield local, "default" if name.type == "default" else property_name(name)
