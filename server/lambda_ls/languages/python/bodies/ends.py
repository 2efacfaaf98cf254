"""Whether code can run past its end."""

from __future__ import annotations

from collections.abc import Container
from itertools import takewhile

from tree_sitter import Node

from ...syntax import ancestors

_ENDS = frozenset({"break_statement", "continue_statement", "raise_statement", "return_statement"})
# Calls that never come back, by their names as they are usually written.
_LAST_CALLS = frozenset({b"exit", b"quit", b"sys.exit", b"os._exit", b"os.abort"})
_TRUE = frozenset({b"True", b"1"})
# Statements and their parts in which a `break` belongs to a loop around.
_PARTS = frozenset(
    {
        "block",
        "break_statement",
        "case_clause",
        "elif_clause",
        "else_clause",
        "except_clause",
        "except_group_clause",
        "finally_clause",
        "if_statement",
        "match_statement",
        "try_statement",
        "with_statement",
    }
)


def can_end(block: Node, stops: Container[Node] = ()) -> bool:
    """Whether the end of a block may be reached; true also where that cannot be told.

    `stops` are statements that nothing comes after.
    """
    return all(_goes_on(statement, stops) for statement in block.named_children)


def comes_to(statement: Node, block: Node) -> bool:
    """Whether the statements before one of a block let code come to it, or may do so."""
    before = takewhile(lambda each: each != statement, block.named_children)
    return all(_goes_on(each, ()) for each in before)


def is_reached(statement: Node) -> bool:
    """Whether a statement of a function may run: nothing before it always leaves the block."""
    for parent, child in ancestors(statement):
        if parent.type == "block" and not comes_to(child, parent):
            return False
        if parent.type == "function_definition":
            break
    return True


def _goes_on(statement: Node, stops: Container[Node]) -> bool:
    kind = statement.type
    if kind in _ENDS or statement in stops:
        return False
    if kind == "if_statement":
        return _branches_go_on(statement, stops)
    if kind == "try_statement":
        return _try_goes_on(statement, stops)
    if kind == "with_statement":
        body = statement.child_by_field_name("body")
        return body is None or can_end(body, stops)
    if kind in {"for_statement", "while_statement"}:
        return _loop_goes_on(statement, stops)
    if kind == "match_statement":
        return _match_goes_on(statement, stops)
    return not (kind == "expression_statement" and _is_last_call(statement))


def _branches_go_on(statement: Node, stops: Container[Node]) -> bool:
    clauses = [statement, *statement.children_by_field_name("alternative")]
    if clauses[-1].type != "else_clause":
        return True
    blocks = (
        each.child_by_field_name("consequence") or each.child_by_field_name("body")
        for each in clauses
    )
    return any(block is None or can_end(block, stops) for block in blocks)


def _try_goes_on(statement: Node, stops: Container[Node]) -> bool:
    parts: dict[str, list[bool]] = {}
    for child in statement.named_children:
        block = child if child.type == "block" else _block_of(child)
        if block is not None:
            parts.setdefault(child.type, []).append(can_end(block, stops))
    if not all(parts.get("finally_clause", ())):
        return False
    body_goes_on = all(parts.get("block", ())) and all(parts.get("else_clause", ()))
    handlers = parts.get("except_clause", []) + parts.get("except_group_clause", [])
    return body_goes_on or any(handlers)


def _block_of(clause: Node) -> Node | None:
    return next((each for each in clause.named_children if each.type == "block"), None)


def _loop_goes_on(statement: Node, stops: Container[Node]) -> bool:
    condition, body = (statement.child_by_field_name(each) for each in ("condition", "body"))
    if body is None or has_break(body):
        return True
    if condition is not None and condition.text in _TRUE:
        return False
    # The end of a loop that nothing breaks off is the start of its `else`.
    otherwise = statement.child_by_field_name("alternative")
    block = otherwise.child_by_field_name("body") if otherwise is not None else None
    return block is None or can_end(block, stops)


def has_break(node: Node) -> bool:
    """Whether something in the body of a loop ends that loop, and not one inside."""
    inner = (each for each in node.named_children if each.type in _PARTS)
    return any(each.type == "break_statement" or has_break(each) for each in inner)


def _match_goes_on(statement: Node, stops: Container[Node]) -> bool:
    body = statement.child_by_field_name("body")
    clauses = [each for each in (body or statement).named_children if each.type == "case_clause"]
    if not clauses or not _matches_all(clauses[-1]):
        return True
    blocks = (each.child_by_field_name("consequence") or each for each in clauses)
    return any(can_end(block, stops) for block in blocks)


def _matches_all(clause: Node) -> bool:
    patterns = [each for each in clause.named_children if each.type == "case_pattern"]
    has_guard = clause.child_by_field_name("guard") is not None
    return len(patterns) == 1 and patterns[0].text == b"_" and not has_guard


def _is_last_call(statement: Node) -> bool:
    call = statement.named_children[0] if statement.named_children else None
    function = call.child_by_field_name("function") if call and call.type == "call" else None
    return function is not None and function.text in _LAST_CALLS
