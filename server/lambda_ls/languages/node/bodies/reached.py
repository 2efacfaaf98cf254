"""Whether the code of a function comes to a node, and what stands around it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tree_sitter import Node

from ...syntax import ancestors
from ..nodes import FUNCTIONS, bare, field_text, text_of
from .ends import comes_to
from .inline import is_inline
from .leaving import Leaving

if TYPE_CHECKING:
    from .bodies import NodeBody

# Methods of promises, whose callbacks run as a part of the work that they wait for.
_WAITING = frozenset({"catch", "finally", "then"})
_FALSE = frozenset({"0", "false"})


def around(body: NodeBody, node: Node) -> tuple[tuple[Node, Node], ...] | None:
    """The pairs (parent, child) from a node up to the function's own body.

    None where the node is no part of that body, where it is in a callback whose time is not known,
    and where code certainly never comes to it.
    """
    block = body.node.child_by_field_name("body")
    if node == block:
        return ()
    pairs: list[tuple[Node, Node]] = []
    leaves = Leaving(body.terms)
    for parent, child in ancestors(node):
        if child.type in FUNCTIONS and not _is_run(child):
            return None
        if parent.type == "statement_block" and not comes_to(child, parent, leaves):
            return None
        if parent.type == "if_statement" and _is_never(parent, child):
            return None
        pairs.append((parent, child))
        if parent == block:
            return tuple(pairs)
    return None


def is_direct(body: NodeBody, node: Node) -> bool:
    """Whether a node is in no function inside of this one."""
    for parent, _ in ancestors(node):
        if parent.type in FUNCTIONS:
            return parent == body.node
    return False


def _is_run(function: Node) -> bool:
    """Whether a function runs with the code around it."""
    if is_inline(function, is_certain=True):
        return True
    call = function.parent.parent if function.parent is not None else None
    callee = call.child_by_field_name("function") if call is not None else None
    return callee is not None and field_text(callee, "property") in _WAITING


def _is_never(statement: Node, child: Node) -> bool:
    condition = statement.child_by_field_name("condition")
    is_then = child == statement.child_by_field_name("consequence")
    return is_then and condition is not None and text_of(bare(condition)) in _FALSE
