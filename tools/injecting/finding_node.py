"""Finds the function that a Node.js handler string means, as a reader of the file would."""

from __future__ import annotations

from typing import TypeAlias

from lambda_ls.languages.syntax import SyntaxTree, ancestors
from lambda_ls.text.span import Span
from tree_sitter import Node

from .node_text import FUNCTIONS

Found: TypeAlias = tuple[Node, str, tuple[str, ...]]
_DEEPEST = 8
_INSIDE = frozenset(
    {"as_expression", "await_expression", "non_null_expression", "parenthesized_expression"}
    | {"satisfies_expression", "type_assertion"}
)


def node_function(tree: SyntaxTree, name: Span) -> Found | None:
    """The function behind an export, its form, and what is wrapped around it.

    One that only returns what another function of the file makes of its event stands for that.
    """
    found = _exported(tree, name)
    other = _delegate(tree, found[0]) if found and not found[2] else None
    return (other, "delegating", ()) if other else found


def _exported(tree: SyntaxTree, name: Span) -> Found | None:
    named = tree.node_at(name)
    if named is None:
        return None
    if named.type in ("shorthand_property_identifier", "export_specifier"):
        return _named(tree, tree.text(named), "exported by name", (), 0)
    for parent, child in ancestors(named):
        if parent.type in FUNCTIONS:
            is_name = parent.child_by_field_name("name") == child
            return (parent, "function declaration", ()) if is_name else None
        if parent.type == "export_specifier":
            own = parent.child_by_field_name("name") or named
            return _named(tree, tree.text(own), "exported by name", (), 0)
        if parent.type == "variable_declarator":
            return _declared(tree, parent)
        if parent.type in ("assignment_expression", "pair"):
            field = "right" if parent.type == "assignment_expression" else "value"
            value = parent.child_by_field_name(field)
            return _value(tree, value, "assigned to exports", (), 0) if value is not None else None
        if parent.type == "export_statement":
            value = parent.child_by_field_name("value")
            return _value(tree, value, "default export", (), 0) if value is not None else None
    return None


def _delegate(tree: SyntaxTree, node: Node) -> Node | None:
    """The function whose result is all that another one returns."""
    value = node.child_by_field_name("body")
    if value is not None and value.type == "statement_block":
        parts = [each for each in value.named_children if each.type != "comment"]
        is_return = len(parts) == 1 and parts[0].type == "return_statement"
        value = next(iter(parts[0].named_children), None) if is_return else None
    while value is not None and value.type in _INSIDE:
        value = next(iter(value.named_children), None)
    callee = value.child_by_field_name("function") if value is not None else None
    if callee is None or callee.type not in ("identifier", "member_expression"):
        return None
    found = _value(tree, callee, "delegating", (), 0)
    return found[0] if found else None


def _declared(tree: SyntaxTree, declarator: Node) -> Found | None:
    value = declarator.child_by_field_name("value")
    typed = declarator.child_by_field_name("type") is not None
    form = "typed constant" if typed else "exported constant"
    return _value(tree, value, form, (), 0) if value is not None else None


def _named(
    tree: SyntaxTree, name: str, form: str, around: tuple[str, ...], depth: int
) -> Found | None:
    for node in tree.find(tree.root, "function_declaration", "variable_declarator"):
        written = node.child_by_field_name("name")
        if written is None or tree.text(written) != name:
            continue
        if node.type == "function_declaration":
            return node, form, around
        value = node.child_by_field_name("value")
        if value is not None:
            return _value(tree, value, form, around, depth + 1)
    return None


def _value(
    tree: SyntaxTree, node: Node, form: str, around: tuple[str, ...], depth: int
) -> Found | None:
    if depth > _DEEPEST:
        return None
    if node.type in FUNCTIONS:
        # A wrapper such as `metricScope` is given a function that makes the handler.
        made = node.child_by_field_name("body") if around else None
        return (made if made and made.type in FUNCTIONS else node), form, around
    if node.type in _INSIDE:
        return _value(tree, node.named_children[0], form, around, depth + 1)
    if node.type == "assignment_expression":
        right = node.child_by_field_name("right")
        return _value(tree, right, form, around, depth + 1) if right is not None else None
    if node.type == "identifier":
        return _named(tree, tree.text(node), form, around, depth + 1)
    if node.type == "member_expression":
        name = node.child_by_field_name("property")
        found = _method(tree, tree.text(name)) if name is not None else None
        return (found, "method", (*around, *_decorators(tree, found))) if found else None
    return _wrapped(tree, node, around, depth) if node.type == "call_expression" else None


def _wrapped(tree: SyntaxTree, call: Node, around: tuple[str, ...], depth: int) -> Found | None:
    callee, given = (call.child_by_field_name(each) for each in ("function", "arguments"))
    if callee is None:
        return None
    method = callee.child_by_field_name("property")
    owner = callee.child_by_field_name("object")
    if method is not None and owner is not None and tree.text(method) == "bind":
        return _value(tree, owner, "method", around, depth + 1)
    name = tree.text(callee).split("(")[0].strip()
    form = "wrapped, middy" if "middy" in name else "wrapped, other"
    for argument in given.named_children if given is not None else ():
        found = _value(tree, argument, form, (*around, name), depth + 1)
        if found is not None:
            return found
    return _value(tree, owner, form, around, depth + 1) if owner is not None else None


def _method(tree: SyntaxTree, name: str) -> Node | None:
    found = [
        each
        for each in tree.find(tree.root, "method_definition")
        if (written := each.child_by_field_name("name")) and tree.text(written) == name
    ]
    return found[0] if len(found) == 1 else None


def _decorators(tree: SyntaxTree, method: Node) -> tuple[str, ...]:
    names: list[str] = []
    above = method.prev_named_sibling
    while above is not None and above.type == "decorator":
        names.append(tree.text(above)[1:].split("(")[0])
        above = above.prev_named_sibling
    return tuple(names)
