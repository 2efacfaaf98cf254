"""Whether code can run past its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import TypeAlias

from tree_sitter import Node

from ..nodes import FUNCTIONS, bare, parts, text_of

Leaves: TypeAlias = Callable[[Node], bool]
"""Whether a call does not come back, or may never do so."""

_ENDS = frozenset(
    {"break_statement", "continue_statement", "return_statement", "throw_statement"},
)
_LOOPS = frozenset({"do_statement", "for_in_statement", "for_statement", "while_statement"})
_RETRYING = ("return_statement", "throw_statement")
_TRUE = frozenset({"true", "1"})
_DEEPEST = 60


def can_end(block: Node, leaves: Leaves, depth: int = 0) -> bool:
    """Whether the end of a block may be reached; true also where that cannot be told."""
    return all(_goes_on(each, leaves, depth + 1) for each in parts(block))


def comes_to(statement: Node, block: Node, leaves: Leaves) -> bool:
    """Whether the statements before one of a block let code come to it, or may do so."""
    before = takewhile(lambda each: each != statement, parts(block))
    return all(_goes_on(each, leaves, 0) for each in before)


def _goes_on(statement: Node | None, leaves: Leaves, depth: int) -> bool:
    if statement is None or depth > _DEEPEST:
        return True
    kind = statement.type
    if kind in _ENDS:
        return False
    if kind == "statement_block":
        return can_end(statement, leaves, depth)
    if kind == "if_statement":
        return _if_goes_on(statement, leaves, depth)
    if kind == "try_statement":
        return _try_goes_on(statement, leaves, depth)
    if kind == "switch_statement":
        return _switch_goes_on(statement, leaves, depth)
    if kind in _LOOPS:
        return _loop_goes_on(statement, leaves, depth)
    if kind == "labeled_statement":
        return _is_left(statement) or _goes_on(
            statement.child_by_field_name("body"), leaves, depth + 1
        )
    return not (kind == "expression_statement" and _is_last_call(statement, leaves))


def _if_goes_on(statement: Node, leaves: Leaves, depth: int) -> bool:
    otherwise = statement.child_by_field_name("alternative")
    if otherwise is None or _goes_on(
        statement.child_by_field_name("consequence"), leaves, depth + 1
    ):
        return True
    return can_end(otherwise, leaves, depth)


def _try_goes_on(statement: Node, leaves: Leaves, depth: int) -> bool:
    body, handler, finalizer = (
        statement.child_by_field_name(each) for each in ("body", "handler", "finalizer")
    )
    if finalizer is not None and not can_end(finalizer, leaves, depth):
        return False
    caught = handler.child_by_field_name("body") if handler is not None else None
    return _goes_on(body, leaves, depth) or (caught is not None and can_end(caught, leaves, depth))


def _loop_goes_on(statement: Node, leaves: Leaves, depth: int) -> bool:
    if _is_left(statement):
        return True
    if all(any(_jumps(statement, each)) for each in _RETRYING) or _is_endless(statement):
        # What is tried again and again gives a result in the end, or the last error.
        return False
    if statement.type != "do_statement" or any(_jumps(statement, "continue_statement")):
        return True
    return _goes_on(statement.child_by_field_name("body"), leaves, depth + 1)


def _switch_goes_on(statement: Node, leaves: Leaves, depth: int) -> bool:
    cases = parts(statement.child_by_field_name("body") or statement)
    if all(case.type != "switch_default" for case in cases) or _is_left(statement):
        return True
    # What does not end runs on into the next case.
    statements = cases[-1].children_by_field_name("body")
    return all(_goes_on(each, leaves, depth + 1) for each in statements)


def _is_endless(loop: Node) -> bool:
    """Whether nothing but a jump ends a loop."""
    condition = loop.child_by_field_name("condition")
    if loop.type == "for_statement" and (condition is None or condition.type == "empty_statement"):
        return True
    return condition is not None and text_of(bare(condition)) in _TRUE


def _is_left(statement: Node) -> bool:
    """Whether a `break` leaves a loop, a `switch`, or something with a label."""
    return any(_jumps(statement, "break_statement"))


def _jumps(around: Node, kind: str) -> Iterator[bool]:
    """True for each jump that goes to a statement, or may go there."""
    pending = [(each, False) for each in around.named_children]
    while pending:
        node, is_inner = pending.pop()
        if node.type == kind:
            yield not is_inner or bool(parts(node))
        elif node.type not in FUNCTIONS:
            takes_breaks = node.type in _LOOPS or (
                node.type == "switch_statement" and kind == "break_statement"
            )
            pending.extend((each, is_inner or takes_breaks) for each in node.named_children)


def _is_last_call(statement: Node, leaves: Leaves) -> bool:
    inner = parts(statement)
    call = bare(inner[0]) if inner else statement
    if call.type == "await_expression" and parts(call):
        call = parts(call)[0]
    return call.type == "call_expression" and leaves(call)
