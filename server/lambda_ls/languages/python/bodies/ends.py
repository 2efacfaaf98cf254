"""Whether code can run past its end."""

from __future__ import annotations

from collections.abc import Container
from itertools import takewhile

from msgspec import Struct
from tree_sitter import Node

from ...syntax import ancestors
from .catching import CLAUSES, suppresses
from .choices import always_holds, never_holds, takes_anything

PROCESS_ENDS = frozenset({"exit", "quit", "sys.exit", "os._exit", "os.abort"})
"""What ends the process when it is called."""

_ENDS = frozenset({"break_statement", "continue_statement", "raise_statement", "return_statement"})
# Calls that never come back, by their names as they are usually written.
_LAST_CALLS = PROCESS_ENDS | {"assert_never", "typing.assert_never"}
_LOOPS = frozenset({"for_statement", "while_statement"})
# Statements and their parts in which a `break` belongs to a loop around.
_PARTS = CLAUSES | {
    "block",
    "break_statement",
    "case_clause",
    "elif_clause",
    "else_clause",
    "finally_clause",
    "if_statement",
    "match_statement",
    "try_statement",
    "with_statement",
}


class Ways(Struct, frozen=True):
    """What is taken for granted of the ways through code.

    `stops` are statements that nothing comes after. Code goes on behind a `with` that it has left
    where `may_swallow`: what is entered may swallow errors, and often cannot be told.
    """

    stops: Container[Node] = ()
    may_swallow: bool = False


_CERTAIN = Ways()


def can_end(block: Node, ways: Ways = _CERTAIN) -> bool:
    """Whether the end of a block may be reached; true also where that cannot be told."""
    return all(_goes_on(statement, ways) for statement in block.named_children)


def comes_to(statement: Node, block: Node, ways: Ways = _CERTAIN) -> bool:
    """Whether the statements before one of a block let code come to it, or may do so."""
    before = takewhile(lambda each: each != statement, block.named_children)
    return all(_goes_on(each, ways) for each in before)


def is_reached(statement: Node, ways: Ways = _CERTAIN) -> bool:
    """Whether a statement of a function may run: nothing before it always leaves the block."""
    for parent, child in ancestors(statement):
        if parent.type == "block" and not comes_to(child, parent, ways):
            return False
        if parent.type == "function_definition":
            break
    return True


def _goes_on(statement: Node, ways: Ways) -> bool:
    kind = statement.type
    if kind in _ENDS or statement in ways.stops:
        return False
    if kind == "if_statement":
        return _branches_go_on(statement, ways)
    if kind == "try_statement":
        return _try_goes_on(statement, ways)
    if kind == "with_statement":
        body = statement.child_by_field_name("body")
        return body is None or can_end(body, ways) or ways.may_swallow or suppresses(statement)
    if kind in _LOOPS:
        return _loop_goes_on(statement, ways)
    if kind == "match_statement":
        return _match_goes_on(statement, ways)
    if kind == "assert_statement":
        return not never_holds(next(iter(statement.named_children), None))
    return not (kind == "expression_statement" and _is_last_call(statement))


def _branches_go_on(statement: Node, ways: Ways) -> bool:
    clauses = [statement, *statement.children_by_field_name("alternative")]
    if clauses[-1].type != "else_clause":
        return True
    blocks = (
        each.child_by_field_name("consequence") or each.child_by_field_name("body")
        for each in clauses
    )
    return any(block is None or can_end(block, ways) for block in blocks)


def _try_goes_on(statement: Node, ways: Ways) -> bool:
    parts: dict[str, list[bool]] = {}
    for child in statement.named_children:
        block = child if child.type == "block" else _block_of(child)
        if block is not None:
            parts.setdefault(child.type, []).append(can_end(block, ways))
    if not all(parts.get("finally_clause", ())):
        return False
    body_goes_on = all(parts.get("block", ())) and all(parts.get("else_clause", ()))
    handlers = parts.get("except_clause", []) + parts.get("except_group_clause", [])
    return body_goes_on or any(handlers)


def _block_of(clause: Node) -> Node | None:
    return next((each for each in clause.named_children if each.type == "block"), None)


def _loop_goes_on(statement: Node, ways: Ways) -> bool:
    condition, body = (statement.child_by_field_name(each) for each in ("condition", "body"))
    if body is None or has_break(body):
        return True
    if always_holds(condition):
        return False
    # The end of a loop that nothing breaks off is the start of its `else`.
    otherwise = statement.child_by_field_name("alternative")
    block = otherwise.child_by_field_name("body") if otherwise is not None else None
    return block is None or can_end(block, ways)


def has_break(node: Node) -> bool:
    """Whether something in the body of a loop ends that loop, and not one inside."""
    for child in node.named_children:
        if child.type == "break_statement":
            return True
        # What breaks in the body of a loop inside only ends that one, but not so in its `else`.
        part = child.child_by_field_name("alternative") if child.type in _LOOPS else child
        if part is not None and part.type in _PARTS and has_break(part):
            return True
    return False


def _match_goes_on(statement: Node, ways: Ways) -> bool:
    body = statement.child_by_field_name("body")
    clauses = [each for each in (body or statement).named_children if each.type == "case_clause"]
    if not clauses or not takes_anything(clauses[-1]):
        return True
    blocks = (each.child_by_field_name("consequence") or each for each in clauses)
    return any(can_end(block, ways) for block in blocks)


def _is_last_call(statement: Node) -> bool:
    call = statement.named_children[0] if statement.named_children else None
    function = call.child_by_field_name("function") if call and call.type == "call" else None
    return function is not None and (function.text or b"").decode() in _LAST_CALLS
