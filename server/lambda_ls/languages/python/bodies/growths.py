"""Where a Python function makes a variable of the module grow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.conduct import Growth
from ...lasting import says_lasting
from ...syntax import SyntaxTree
from .constants import is_constant
from .lasting import collections, counters
from .reached import around

if TYPE_CHECKING:
    from .bodies import PythonBody

_GROWING_METHODS = frozenset({"add", "append", "appendleft", "extend", "extendleft", "insert"})
_WORDS = re.compile(r"\.(?:add|append|appendleft|extend|extendleft|insert)\(|\]\s*=|\+=|\bglobal\b")
_TESTS = ("comparison_operator", "boolean_operator", "not_operator")
_CONDITIONAL = ("conditional_expression", "elif_clause", "if_statement", "while_statement")
_OWNERS = frozenset({"subscript"})


def growths_of(body: PythonBody) -> Iterator[Growth]:
    """What is still there when the next invocation comes."""
    if not _WORDS.search(body.file.tree.source.text, *body.span):
        return
    for node in body.own("call", "assignment", "augmented_assignment"):
        name = _grown(body, node)
        if name is None or says_lasting(body.terms.text(name)):
            continue
        text = body.terms.text(name)
        has_items = text in collections(body.file)
        if _is_meant(body, text) or around(body, node) is None:
            continue
        yield Growth(text, body.terms.span(node), has_items)


def _grown(body: PythonBody, node: Node) -> Node | None:
    """The name of the module's variable that an expression makes grow."""
    if node.type == "call":
        function = node.child_by_field_name("function")
        method = function.child_by_field_name("attribute") if function else None
        owner = function.child_by_field_name("object") if function else None
        if owner is None or method is None or body.terms.text(method) not in _GROWING_METHODS:
            return None
        return _collection(body, owner)
    left = node.child_by_field_name("left")
    if left is None:
        return None
    if left.type == "identifier":
        return left if _is_counted(body, node, left) else None
    key = left.child_by_field_name("subscript")
    owner = left.child_by_field_name("value")
    if left.type != "subscript" or owner is None or key is None or key.type == "slice":
        return None
    if node.type == "assignment" and _is_bounded(body, key):
        return None
    return _collection(body, owner)


def _collection(body: PythonBody, owner: Node) -> Node | None:
    """The name of a collection of the module in which, or in an item of which, a value is."""
    while owner.type in _OWNERS:
        inner = owner.child_by_field_name("value")
        if inner is None:
            return None
        owner = inner
    name = body.terms.text(owner)
    is_known = owner.type == "identifier" and name in collections(body.file)
    return owner if is_known and body.names.is_of_module(name) else None


def _is_counted(body: PythonBody, node: Node, left: Node) -> bool:
    """Whether a number, text or list of the module is made of what it was before."""
    name = body.terms.text(left)
    if not body.names.is_kept(name) or not body.names.is_of_module(name):
        return False
    if name not in counters(body.file) and name not in collections(body.file):
        return False
    if node.type == "augmented_assignment":
        operator = node.child_by_field_name("operator")
        return operator is not None and operator.type == "+="
    value = node.child_by_field_name("right")
    first = value.child_by_field_name("left") if value and value.type == "binary_operator" else None
    return first is not None and body.terms.text(first) == name


def _is_bounded(body: PythonBody, key: Node) -> bool:
    """Whether a key is one of a few, so that each invocation puts its own value there."""
    if is_constant(body, key):
        return True
    variable = body.names.variable(body.terms.text(key)) if key.type == "identifier" else None
    if variable is None or len(variable.bindings) != 1 or variable.is_parameter:
        return False
    statement = variable.bindings[0].statement
    looped = statement.child_by_field_name("right") if statement.type == "for_statement" else None
    return looped is not None and is_constant(body, looped)


def _is_meant(body: PythonBody, name: str) -> bool:
    """Whether the code of the file looks at what is there, or takes it away again."""
    return name in body.file.tree.once(_looked_at) or _is_emptied(body.file.tree, name)


def _looked_at(tree: SyntaxTree) -> frozenset[str]:
    """The names in conditions of a file."""
    conditions = list(tree.find(tree.root, *_TESTS))
    for node in tree.find(tree.root, *_CONDITIONAL):
        condition = node.child_by_field_name("condition")
        conditions.append(condition or node)
    names = (each for node in conditions for each in tree.find(node, "identifier"))
    return frozenset(map(tree.text, names))


def _is_emptied(tree: SyntaxTree, name: str) -> bool:
    word = rf"(?<![\w.]){re.escape(name)}"
    is_emptied = re.compile(
        rf"{word}\s*(?:\[[^\]\n]*\])*\.(?:clear|discard|get|pop|popitem|popleft|remove|setdefault)\("
        rf"|\bdel\s+{word}\b"
        rf"|{word}\s*\[[^\]\n]*:[^\]\n]*\]\s*=[^=]"
        rf"|(?:^[ \t]+|:[ \t]+){word}\s*(?::[^=\n]+)?=(?!=)(?!\s*{word}\b)",
        re.MULTILINE,
    )
    return bool(is_emptied.search(tree.source.text))
