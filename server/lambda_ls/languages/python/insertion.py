"""Where a new import statement goes in a Python file."""

from __future__ import annotations

from tree_sitter import Node

from ...text.edits import TextEdit
from ...text.span import Span
from ..syntax import SyntaxTree

_IMPORTS = frozenset({"import_statement", "import_from_statement"})


def plain_import(tree: SyntaxTree, module: str) -> TextEdit:
    """The edit that adds `import module`, in the order of the alphabet where the file has one."""
    line = f"import {module}"
    end = tree.source.line_end
    imports = [node for node in tree.root.named_children if node.type in _IMPORTS]
    if imports:
        start = tree.span(_follower(tree, imports, line)).start
        return TextEdit(Span(start, start), f"{line}{end}")
    start = _after_head(tree)
    return TextEdit(Span(start, start), f"{line}{end}{end}{end}")


def _follower(tree: SyntaxTree, imports: list[Node], line: str) -> Node:
    """The statement before which the line goes."""
    for node in imports:
        if node.type != "import_statement" or tree.text(node) > line:
            return node
    return imports[0]


def _after_head(tree: SyntaxTree) -> int:
    """Where the first statement starts that is neither the docstring nor about the future."""
    for node in tree.root.named_children:
        is_docstring = node.type == "expression_statement" and _is_string(node)
        if node.type not in {"comment", "future_import_statement"} and not is_docstring:
            return tree.span(node).start
    return len(tree.source)


def _is_string(statement: Node) -> bool:
    return bool(statement.named_children) and statement.named_children[0].type == "string"
