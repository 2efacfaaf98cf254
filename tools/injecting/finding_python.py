"""Finds the function that a Python handler string means, as a reader of the file would."""

from __future__ import annotations

from lambda_ls.languages.syntax import SyntaxTree, ancestors
from lambda_ls.text.span import Span
from tree_sitter import Node

_DEEPEST = 6
_VENDORS = ("logger", "tracer", "metrics", "app", "metric_scope", "event_parser", "event_source")


def python_function(tree: SyntaxTree, name: Span) -> tuple[Node, str, tuple[str, ...]] | None:
    """The function behind a name at module level, its form, and what is wrapped around it.

    One that only returns what another function of the file makes of its event stands for that.
    """
    found = _exported(tree, name)
    other = _delegate(tree, found[0]) if found and not found[2] else None
    return (other, "delegating", ()) if other else found


def _exported(tree: SyntaxTree, name: Span) -> tuple[Node, str, tuple[str, ...]] | None:
    named = tree.node_at(name)
    if named is None:
        return None
    for parent, child in ancestors(named):
        if parent.type == "function_definition" and parent.child_by_field_name("name") == child:
            return _definition(tree, parent, "plain", ())
        if parent.type == "assignment":
            value = parent.child_by_field_name("right")
            return _value(tree, value, "alias", (), 0) if value is not None else None
    return None


def _delegate(tree: SyntaxTree, node: Node) -> Node | None:
    """The function whose result is all that another one returns."""
    body = node.child_by_field_name("body")
    parts = [each for each in body.named_children if each.type != "comment"] if body else []
    if len(parts) != 1 or parts[0].type != "return_statement" or not parts[0].named_children:
        return None
    call = parts[0].named_children[0]
    callee = call.child_by_field_name("function") if call.type == "call" else None
    if callee is None:
        return None
    name = callee.child_by_field_name("attribute")
    if name is not None:
        return _method(tree, tree.text(name))
    return _named(tree, tree.text(callee), tree.root)


def _definition(
    tree: SyntaxTree, node: Node, form: str, around: tuple[str, ...]
) -> tuple[Node, str, tuple[str, ...]]:
    parent = node.parent
    if parent is None or parent.type != "decorated_definition":
        return node, form, around
    texts = [tree.text(each)[1:] for each in parent.children if each.type == "decorator"]
    names = tuple(each.split("(")[0].strip() for each in texts)
    if form != "plain":
        return node, form, (*around, *names)
    is_vendor = all(each.split(".")[0] in _VENDORS for each in names)
    return node, "decorated, Powertools" if is_vendor else "decorated, other", (*around, *names)


def _value(
    tree: SyntaxTree, node: Node, form: str, around: tuple[str, ...], depth: int
) -> tuple[Node, str, tuple[str, ...]] | None:
    if depth > _DEEPEST:
        return None
    if node.type == "lambda":
        return node, "lambda", around
    if node.type == "identifier":
        found = _named(tree, tree.text(node), tree.root)
        return _definition(tree, found, form, around) if found else None
    if node.type == "attribute":
        attribute = node.child_by_field_name("attribute")
        found = _method(tree, tree.text(attribute)) if attribute is not None else None
        return _definition(tree, found, "method", around) if found else None
    if node.type != "call":
        return None
    callee, given = (node.child_by_field_name(each) for each in ("function", "arguments"))
    name = tree.text(callee) if callee is not None else ""
    for argument in given.named_children if given is not None else ():
        found_there = _value(tree, argument, "wrapped by a call", (*around, name), depth + 1)
        if found_there is not None:
            return found_there
    called = _class(tree, name)
    found = _named(tree, "__call__", called) if called is not None else None
    return _definition(tree, found, "callable object", around) if found else None


def _named(tree: SyntaxTree, name: str, within: Node) -> Node | None:
    """The last definition of a name in a part of the file, not in functions."""
    found: Node | None = None
    for node in tree.find(within, "function_definition"):
        written = node.child_by_field_name("name")
        is_method = any(each.type == "class_definition" for each, _ in ancestors(node))
        is_there = within != tree.root or not is_method
        if written is not None and tree.text(written) == name and is_there:
            found = node
    return found


def _method(tree: SyntaxTree, name: str) -> Node | None:
    classes = tree.find(tree.root, "class_definition")
    found = [method for each in classes if (method := _named(tree, name, each))]
    return found[0] if len(found) == 1 else None


def _class(tree: SyntaxTree, name: str) -> Node | None:
    for node in tree.find(tree.root, "class_definition"):
        written = node.child_by_field_name("name")
        if written is not None and tree.text(written) == name:
            return node
    return None
