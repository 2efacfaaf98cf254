"""Where a new import statement goes in a Python file."""

from __future__ import annotations

import sys
from itertools import takewhile

from tree_sitter import Node

from ...text.edits import TextEdit
from ...text.span import Span
from ..syntax import SyntaxTree

_IMPORTS = frozenset({"import_statement", "import_from_statement"})


def added_import(tree: SyntaxTree, line: str) -> TextEdit:
    """The edit that adds an import of a module of Python's own, where formatters put it.

    They have these modules first, among them `import` before `from`, and each by its name.
    """
    end = tree.source.line_end
    imports = [node for node in tree.root.named_children if node.type in _IMPORTS]
    if not imports:
        start = _after_head(tree)
        return TextEdit(Span(start, start), f"{line}{end}{end}{end}")
    own = list(takewhile(lambda node: _is_own(tree.text(node)), imports))
    follower = next((node for node in own if _order(tree.text(node)) > _order(line)), None)
    if follower is not None or not own:
        start = tree.span(follower or imports[0]).start
        gap = end if follower is None else ""
        return TextEdit(Span(start, start), f"{line}{end}{gap}")
    start = _end_with_comment(tree, own[-1])
    return TextEdit(Span(start, start), f"{end}{line}")


def _end_with_comment(tree: SyntaxTree, statement: Node) -> int:
    """Where a statement ends with the comment behind it, which may be about it."""
    after = statement.next_named_sibling
    is_behind = (
        after is not None
        and after.type == "comment"
        and after.start_point.row == statement.end_point.row
    )
    return tree.span(after if after is not None and is_behind else statement).end


def _order(statement: str) -> tuple[bool, str]:
    return statement.startswith("from"), _module(statement)


def _is_own(statement: str) -> bool:
    return _module(statement).partition(".")[0] in sys.stdlib_module_names


def _module(statement: str) -> str:
    """The module that a statement imports, or imports from; of several the first."""
    words = statement.replace(",", " ").split()
    return words[1] if len(words) > 1 else ""


def _after_head(tree: SyntaxTree) -> int:
    """Where the first statement starts that is neither the docstring nor about the future."""
    for node in tree.root.named_children:
        is_docstring = node.type == "expression_statement" and _is_string(node)
        if node.type not in {"comment", "future_import_statement"} and not is_docstring:
            return tree.span(node).start
    return len(tree.source)


def _is_string(statement: Node) -> bool:
    return bool(statement.named_children) and statement.named_children[0].type == "string"
