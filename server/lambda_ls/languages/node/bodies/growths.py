"""Where a JavaScript function makes a variable of the module grow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.conduct import Growth
from ...lasting import says_lasting
from ...syntax import SyntaxTree
from ..nodes import arguments, bare, field_text, text_of
from .constants import is_constant
from .reached import around

if TYPE_CHECKING:
    from .bodies import NodeBody

_WORDS = re.compile(r"\.(?:push|unshift|add|set)\(|\]\s*=|\+=|\+\+")
_GROWING_METHODS = frozenset({"add", "push", "set", "unshift"})
_KEYED_METHODS = frozenset({"set"})
_COLLECTIONS = frozenset({"array", "object"})
_CLASSES = frozenset({"Array", "Map", "Object", "Set"})
_COUNTERS = frozenset({"number", "string", "template_string"})
_CHANGES = (
    "assignment_expression",
    "augmented_assignment_expression",
    "call_expression",
    "update_expression",
)
_CONDITIONAL = ("do_statement", "if_statement", "ternary_expression", "while_statement")
_TESTING = frozenset({"!=", "!==", "&&", "<", "<=", "==", "===", ">", ">=", "??", "in", "||"})
_NAMES = ("identifier", "shorthand_property_identifier")


def growths_of(body: NodeBody) -> Iterator[Growth]:
    """What is still there when the next invocation comes."""
    if not _WORDS.search(body.file.tree.source.text, *body.span):
        return
    for node in body.own(*_CHANGES):
        name = _grown(body, node)
        if name is None or says_lasting(text_of(name)) or _is_meant(body, text_of(name)):
            continue
        value = _value(body, name)
        if value is not None and around(body, node) is not None:
            yield Growth(text_of(name), body.terms.span(node), _is_collection(value))


def _grown(body: NodeBody, node: Node) -> Node | None:
    """The name of the module's variable that an expression makes grow."""
    if node.type == "call_expression":
        return _grown_by_call(body, node)
    target = node.child_by_field_name("left") or node.child_by_field_name("argument")
    if target is None:
        return None
    if node.type == "assignment_expression":
        key = target.child_by_field_name("index")
        if target.type != "subscript_expression" or key is None or is_constant(body, key):
            return None
    elif field_text(node, "operator") not in {"++", "+="}:
        return None
    root = _root(target)
    value = _value(body, root)
    is_counter = target.type == "identifier" and value is not None and value.type in _COUNTERS
    is_item = target.type != "identifier" and value is not None and _is_collection(value)
    return root if is_counter or is_item else None


def _grown_by_call(body: NodeBody, call: Node) -> Node | None:
    callee = call.child_by_field_name("function")
    owner = callee.child_by_field_name("object") if callee is not None else None
    method = field_text(callee, "property") if callee is not None else ""
    given = arguments(call)
    if owner is None or method not in _GROWING_METHODS or not given:
        return None
    if method in _KEYED_METHODS and is_constant(body, given[0]):
        return None
    root = _root(owner)
    value = _value(body, root)
    return root if value is not None and _is_collection(value) else None


def _root(target: Node) -> Node:
    """The name that a path of members starts with."""
    while target.type in {"member_expression", "subscript_expression"}:
        target = bare(target.child_by_field_name("object") or target)
    return target


def _value(body: NodeBody, name: Node) -> Node | None:
    """What a variable of the module holds when the file has been loaded."""
    variable = body.names.variable(name) if name.type == "identifier" else None
    if variable is None or not variable.is_of_module:
        return None
    declared = variable.declared[0]
    return bare(declared.value) if declared.value is not None and not declared.keys else None


def _is_collection(value: Node) -> bool:
    if value.type == "new_expression":
        return field_text(value, "constructor") in _CLASSES
    return value.type in _COLLECTIONS


def _is_meant(body: NodeBody, name: str) -> bool:
    """Whether the code of the file looks at what is there, or takes it away again."""
    return name in body.file.tree.once(_looked_at) or _is_emptied(body.file.tree, name)


def _looked_at(tree: SyntaxTree) -> frozenset[str]:
    """The names in conditions of a file."""
    conditions = [
        node
        for node in tree.find(tree.root, "binary_expression", "unary_expression")
        if field_text(node, "operator") in _TESTING | {"!", "typeof"}
    ]
    conditions.extend(
        node.child_by_field_name("condition") or node
        for node in tree.find(tree.root, *_CONDITIONAL)
    )
    names = (each for node in conditions for each in tree.find(node, *_NAMES))
    return frozenset(map(tree.text, names))


def _is_emptied(tree: SyntaxTree, name: str) -> bool:
    word = rf"(?<![\w$.]){re.escape(name)}"
    members = r"(?:\[[^\]\n]*\]|\.\w+)*"
    is_emptied = re.compile(
        rf"{word}{members}\.(?:clear|delete|get|has|includes|pop|shift|splice)\("
        rf"|{word}{members}\.length\s*=(?!=)"
        rf"|\bdelete\s+{word}\b"
        rf"|(?:^[ \t]+|[;{{()]\s*){word}\s*=(?![=>])(?!\s*{word}\b)",
        re.MULTILINE,
    )
    return bool(is_emptied.search(tree.source.text))
