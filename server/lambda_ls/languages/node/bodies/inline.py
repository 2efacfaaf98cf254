"""Which functions run as a part of the code around them."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...syntax import Grammar
from ..nodes import FUNCTIONS, TRANSPARENT, bare, callee_name, field_text, has_token, parts, text_of

_FIELD, _FIELD_OF_TYPESCRIPT = "field_definition", "public_field_definition"
# Methods that certainly call what they are given, and at once.
_CALLING = frozenset(
    {"every", "filter", "find", "findIndex", "flatMap", "forEach", "map", "reduce"}
    | {"reduceRight", "some", "sort"}
)
_PROMISE = "Promise"
_ONLY_DEFINED = frozenset({"import_statement", "interface_declaration", "type_alias_declaration"})
# The condition of what only runs where the file is a script: `require.main === module`.
_IS_SCRIPT = "require.main"


def boundaries(grammar: Grammar) -> frozenset[str]:
    """The nodes whose code may run at another time than the code around them."""
    return FUNCTIONS | {_FIELD if grammar is Grammar.JAVASCRIPT else _FIELD_OF_TYPESCRIPT}


def loaded_parts(root: Node) -> Iterator[Node]:
    """What can run when a file is loaded: its statements, but for those that define a function."""
    for statement in root.named_children:
        if statement.type in _ONLY_DEFINED or _is_for_scripts(statement):
            continue
        if any(each.type not in FUNCTIONS for each in _values(statement)):
            yield statement


def is_inline(node: Node, *, is_certain: bool) -> bool:
    """Whether a boundary runs with the code around it: an anonymous callback, called in place.

    With `is_certain` only if it surely runs, and at once.
    """
    if node.type not in FUNCTIONS:
        return has_token(node, "static")
    child, parent = node, node.parent
    while parent is not None and parent.type in TRANSPARENT:
        child, parent = parent, parent.parent
    if parent is None:
        return False
    if parent.type == "call_expression":
        return parent.child_by_field_name("function") == child
    if parent.type == "member_expression":
        # `(function () { ... }).call(this)`
        return field_text(parent, "property") in {"apply", "call"}
    call = parent.parent
    if parent.type != "arguments" or call is None:
        return False
    return not is_certain or _calls_at_once(call)


def _calls_at_once(call: Node) -> bool:
    if call.type == "new_expression":
        return callee_name(call) == _PROMISE
    callee = call.child_by_field_name("function")
    return callee is not None and field_text(callee, "property") in _CALLING


def _values(statement: Node) -> Iterator[Node]:
    """What a statement is about: the values that it gives to names, or itself."""
    inner = statement.child_by_field_name("declaration") or statement.child_by_field_name("value")
    if statement.type == "export_statement" and inner is not None:
        statement = inner
    if statement.type in {"lexical_declaration", "variable_declaration"}:
        for declarator in parts(statement):
            yield bare(declarator.child_by_field_name("value") or declarator)
    elif statement.type == "expression_statement" and statement.named_children:
        # `exports.handler = async () => { ... }`
        yield bare(statement.named_children[0])
    else:
        yield bare(statement)


def _is_for_scripts(statement: Node) -> bool:
    condition = statement.child_by_field_name("condition")
    is_if = statement.type == "if_statement" and condition is not None
    return is_if and condition is not None and _IS_SCRIPT in text_of(condition)
