"""Moving a declaration of a JavaScript function to the module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.declaration import Rewrite
from ....text.edits import TextEdit
from ....text.span import Span
from ...syntax import ancestors
from ...whole_lines import dedented, lines_of
from ..nodes import CLASSES, FUNCTIONS, bare, parts, text_of
from .constants import is_constant

if TYPE_CHECKING:
    from .bodies import NodeBody

_DECLARATIONS = frozenset({"lexical_declaration", "variable_declaration"})


def moved(body: NodeBody, node: Node) -> Rewrite:
    """What declares the variable whose value a call is when the module is loaded instead.

    Empty where the name or what the value is made of is not certainly the same there.
    """
    declarator = next(
        (each for each, _ in ancestors(node) if each.type == "variable_declarator"), None
    )
    statement = declarator.parent if declarator is not None else None
    block = body.node.child_by_field_name("body")
    if declarator is None or statement is None or len(parts(statement)) != 1:
        return ()
    if block is None or statement.parent != block or len(parts(block)) < 2:
        return ()
    anchor = _anchor(body)
    if anchor is None or not _is_same(body, declarator, anchor):
        return ()
    source, span = body.file.tree.source, body.terms.span(statement)
    removed = lines_of(source, span)
    if removed is None or _has_long_text(body, statement):
        return ()
    end = source.line_span(source.position(body.terms.span(anchor).end).line).end
    is_load = anchor.type == "import_statement" or "require(" in body.terms.text(anchor)
    gap = source.line_end * (2 if is_load else 1)
    return (TextEdit(Span(end, end), f"{gap}{dedented(source, span)}"), TextEdit(removed, ""))


def _anchor(body: NodeBody) -> Node | None:
    """The last import, plain declaration or plain statement of the file before the function."""
    found: Node | None = None
    for statement in body.file.tree.root.named_children:
        if statement.end_byte > body.node.start_byte:
            break
        if statement.type == "import_statement" or _is_plain(statement):
            found = statement
    return found


def _is_plain(statement: Node) -> bool:
    """Whether a statement declares or does something, and not just a function or class."""
    declaration = statement.child_by_field_name("declaration") or statement
    if declaration.type in _DECLARATIONS:
        values = [each.child_by_field_name("value") for each in parts(declaration)]
        return not any(each and bare(each).type in FUNCTIONS | CLASSES for each in values)
    if statement.type != "expression_statement":
        return False
    inner = bare(parts(statement)[0])
    return inner.type not in FUNCTIONS | CLASSES | {"string"}


def _is_same(body: NodeBody, declarator: Node, anchor: Node) -> bool:
    """Whether the declaration means the same below a statement of the file."""
    name, value = (declarator.child_by_field_name(each) for each in ("name", "value"))
    if name is None or name.type != "identifier" or value is None or not is_constant(body, value):
        return False
    variable = body.names.variable(name)
    if variable is None or variable.is_of_module or len(variable.declared) != 1:
        return False
    if body.names.is_assigned(variable) or text_of(name) in body.names.module.bindings:
        return False
    used = body.file.tree.find(value, "identifier", "shorthand_property_identifier")
    return all(_is_bound(body, each, anchor) for each in used)


def _is_bound(body: NodeBody, name: Node, anchor: Node) -> bool:
    variable = body.names.variable(name)
    if variable is None:
        return True
    binding = body.names.module.bindings.get(variable.name) if variable.is_of_module else None
    return binding is not None and binding.statement.end_byte <= anchor.end_byte


def _has_long_text(body: NodeBody, statement: Node) -> bool:
    """Whether a text in a statement has several lines, whose blanks count."""
    texts = body.file.tree.find(statement, "template_string")
    return any(each.start_point.row != each.end_point.row for each in texts)
