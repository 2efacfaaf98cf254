"""Whether a Python module can have more names than its text binds."""

from __future__ import annotations

from tree_sitter import Node

from ...text.words import Words
from ..syntax import SyntaxTree
from .bindings import Bindings, at_module_level

_SUSPECT = Words("globals", "vars", "locals", "exec", "execfile", "modules")
_READING_METHODS = frozenset({"copy", "get", "items", "keys", "values"})
_READING_FUNCTIONS = frozenset(
    {"dict", "dir", "eval", "getattr", "hasattr", "len", "list", "set", "sorted", "tuple"}
)
_READING_PARENTS = frozenset(
    {"comparison_operator", "dictionary_splat", "for_in_clause", "for_statement"}
)


def open_reason(tree: SyntaxTree, bound: Bindings) -> str | None:
    """Why names can appear that no statement binds, None if they cannot."""
    if "__getattr__" in bound.names:
        return "the module defines `__getattr__`"
    for node in tree.nodes_matching(_SUSPECT):
        namespace = _namespace(tree, node)
        if namespace is not None and not _only_read(tree, namespace):
            return f"the module fills its names with `{tree.text(node)}`"
    return None


def _namespace(tree: SyntaxTree, node: Node) -> Node | None:
    """The expression that stands for the module's names or itself, or that runs code in it."""
    parent = node.parent
    if parent is None:
        return None
    word = tree.text(node)
    if parent.type == "exec_statement":
        return parent if at_module_level(parent) else None
    if word == "modules":
        return _own_module(tree, parent) if parent.type == "attribute" else None
    if parent.type != "call" or node != parent.child_by_field_name("function"):
        return None
    if word == "globals":
        return parent
    arguments = parent.child_by_field_name("arguments")
    if word in {"vars", "locals"} and arguments and arguments.named_children:
        return None
    return parent if at_module_level(parent) else None


def _own_module(tree: SyntaxTree, attribute: Node) -> Node | None:
    """`sys.modules[__name__]` and `sys.modules.get(__name__)` of a `sys.modules`."""
    parent = attribute.parent
    if parent is not None and parent.type == "attribute":
        parent = parent.parent
    if parent is None or "__name__" not in tree.text(parent):
        return None
    return parent if parent.type in {"subscript", "call"} else None


def _only_read(tree: SyntaxTree, namespace: Node) -> bool:
    """Whether an expression certainly takes names out of the namespace and puts none in."""
    function = namespace.child_by_field_name("function")
    if namespace.type == "exec_statement" or (function and tree.text(function).startswith("exec")):
        return False
    parent = namespace.parent
    if parent is None:
        return False
    if parent.type == "subscript":
        return not _assigned(parent)
    if parent.type == "attribute":
        attribute = parent.child_by_field_name("attribute")
        return attribute is not None and tree.text(attribute) in _READING_METHODS
    if parent.type == "argument_list":
        return _reads(tree, parent)
    return parent.type in _READING_PARENTS


def _assigned(subscript: Node) -> bool:
    parent = subscript.parent
    if parent is None:
        return True
    if parent.type in {"assignment", "augmented_assignment"}:
        return subscript == parent.child_by_field_name("left")
    return parent.type in {"delete_statement", "pattern_list", "for_statement"}


def _reads(tree: SyntaxTree, arguments: Node) -> bool:
    call = arguments.parent
    function = call.child_by_field_name("function") if call else None
    name = tree.text(function) if function else ""
    return name in _READING_FUNCTIONS or name.startswith("inspect.")
