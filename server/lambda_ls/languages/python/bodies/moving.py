"""Moving an assignment of a Python function to the module."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.declaration import Rewrite
from ....text.edits import TextEdit
from ....text.span import Span
from ...syntax import ancestors
from ...whole_lines import dedented, lines_of
from .constants import is_constant

if TYPE_CHECKING:
    from .bodies import PythonBody

# What is done to a name that cannot be done again to the same client in the next invocation.
_ONCE = r"\bdel\s+{0}\b|\b{0}\.(?:connect|open|start)\("
_IMPORTS = frozenset({"future_import_statement", "import_from_statement", "import_statement"})


def moved(body: PythonBody, node: Node) -> Rewrite:
    """What assigns the value in which a call stands when the module is loaded instead.

    Empty where the name or what the value is made of is not certainly the same there.
    """
    assignment = next((each for each, _ in ancestors(node) if each.type == "assignment"), None)
    statement = assignment.parent if assignment is not None else None
    block = body.node.child_by_field_name("body")
    if assignment is None or statement is None or statement.type != "expression_statement":
        return ()
    if statement.parent != block or block is None or not _has_others(block):
        return ()
    anchor = _anchor(body)
    if anchor is None or not _is_same(body, assignment, anchor):
        return ()
    source, span = body.file.tree.source, body.terms.span(statement)
    removed = lines_of(source, span)
    if removed is None or _has_long_text(body, statement):
        return ()
    end = source.line_span(source.position(body.terms.span(anchor).end).line).end
    gap = source.line_end * (2 if anchor.type in _IMPORTS else 1)
    return (TextEdit(Span(end, end), f"{gap}{dedented(source, span)}"), TextEdit(removed, ""))


def _has_others(block: Node) -> bool:
    """Whether one statement of a block can be taken out of it."""
    return sum(each.type != "comment" for each in block.named_children) > 1


def _anchor(body: PythonBody) -> Node | None:
    """The last import or plain statement of the module before the function."""
    found: Node | None = None
    for statement in body.file.tree.root.named_children:
        if statement.end_byte > body.node.start_byte:
            break
        is_plain = statement.type == "expression_statement" and (
            statement.named_children[0].type != "string"
        )
        if is_plain or statement.type in _IMPORTS:
            found = statement
    return found


def _is_same(body: PythonBody, assignment: Node, anchor: Node) -> bool:
    """Whether the assignment means the same below a statement of the module."""
    left, value = (assignment.child_by_field_name(each) for each in ("left", "right"))
    bound = body.file.module.bound
    name = body.terms.text(left) if left else ""
    variable = body.names.variable(name)
    if left is None or left.type != "identifier" or value is None or variable is None:
        return False
    if variable.is_parameter or len(variable.bindings) != 1 or bound.stars:
        return False
    if name in bound.names or name in bound.rebound or not is_constant(body, value):
        return False
    if re.search(_ONCE.format(re.escape(name)), body.file.tree.source.text):
        return False
    return all(_is_bound(body, each, anchor) for each in _names(body, value))


def _names(body: PythonBody, value: Node) -> set[str]:
    """The names that an expression is made of, and not those of members and arguments."""
    found: set[str] = set()
    for each in body.file.tree.find(value, "identifier"):
        parent = each.parent
        fields = {"attribute": "attribute", "keyword_argument": "name"}
        field = fields.get(parent.type) if parent is not None else None
        if parent is None or field is None or parent.child_by_field_name(field) != each:
            found.add(body.terms.text(each))
    return found


def _is_bound(body: PythonBody, name: str, anchor: Node) -> bool:
    bindings = body.file.module.bound.names.get(name)
    if bindings is None:
        return body.names.variable(name) is None
    return any(each.statement.end_byte <= anchor.end_byte for each in bindings)


def _has_long_text(body: PythonBody, statement: Node) -> bool:
    """Whether a text in a statement has several lines, whose blanks count."""
    texts = body.file.tree.find(statement, "string")
    return any(each.start_point.row != each.end_point.row for each in texts)
