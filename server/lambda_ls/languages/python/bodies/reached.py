"""Whether the code of a function comes to a node, and what stands around it there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tree_sitter import Node

from ...syntax import ancestors
from .choices import never_holds
from .ends import comes_to

if TYPE_CHECKING:
    from .bodies import PythonBody

_FOR_SCRIPTS = re.compile(rb"""\(?\s*__name__\s*==\s*['"]__main__['"]\s*\)?""")


def around(body: PythonBody, node: Node) -> tuple[tuple[Node, Node], ...] | None:
    """The pairs (parent, child) from a node up to the function's own block.

    None where the node is no part of that block, where it is in a lambda, whose time is not known,
    and where code certainly never comes to it.
    """
    block = body.node.child_by_field_name("body")
    pairs: list[tuple[Node, Node]] = []
    for parent, child in ancestors(node):
        if parent.type == "lambda" or (parent.type == "block" and not comes_to(child, parent)):
            return None
        if parent.type == "if_statement" and _is_never(parent, child):
            return None
        pairs.append((parent, child))
        if parent == block:
            return tuple(pairs)
    return None


def is_for_scripts(statement: Node) -> bool:
    """Whether an `if` holds what is done when the file is run as a script."""
    condition = statement.child_by_field_name("condition")
    return condition is not None and bool(_FOR_SCRIPTS.fullmatch(condition.text or b""))


def _is_never(statement: Node, child: Node) -> bool:
    condition = statement.child_by_field_name("condition")
    is_then = child == statement.child_by_field_name("consequence")
    return is_then and never_holds(condition)
