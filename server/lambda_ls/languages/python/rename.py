"""The places of a Python file that change with the name of a function."""

from __future__ import annotations

from tree_sitter import Node

from ...text.source import SourceText
from ...text.span import Span
from ..syntax import Grammar, SyntaxTree, ancestors, parse
from .scopes import Role
from .uses import NameUses, name_uses, nodes_named


def rename_spans(source: SourceText, name: str) -> tuple[Span, ...]:
    """Every use of the module's `name`, and its entry in `__all__`, in the order of the text.

    Empty where the name is not defined here, is shared with the module it is imported from, or
    where the file does not parse: then a rename could change what the code does.
    """
    if not name.isidentifier():
        return ()
    tree = parse(Grammar.PYTHON, source)
    if tree.broken:
        return ()
    named = nodes_named(tree, name)
    uses = name_uses(named)
    changed = _uses_of_module(uses, tree.root) if uses else []
    if not changed:
        return ()
    listed = [node for node in named if node.type == "string_content" and _in_all(tree, node)]
    return tuple(sorted(tree.span(node) for node in (*changed, *listed)))


def _uses_of_module(uses: NameUses, module: Node) -> list[Node]:
    """The uses that mean the module's name; none where it is not safe to change them."""
    meant = uses.in_scope(module)
    roles = {use.role for use in meant}
    if Role.BIND not in roles or Role.IMPORT in roles:
        return []
    return [use.node for use in meant]


def _in_all(tree: SyntaxTree, content: Node) -> bool:
    """Whether a string is an entry of the module's `__all__`."""
    for parent, _ in ancestors(content):
        if parent.type in {"assignment", "augmented_assignment"}:
            left = parent.child_by_field_name("left")
            return left is not None and tree.text(left) == "__all__"
        if parent.type == "call":
            function = parent.child_by_field_name("function")
            return function is not None and tree.text(function).startswith("__all__.")
    return False
