"""Whether code can run past its end."""

from __future__ import annotations

from itertools import takewhile

from tree_sitter import Node

from ...syntax import ancestors

_ENDS = frozenset({"break_statement", "continue_statement", "raise_statement", "return_statement"})
# Calls that never come back, by their names as they are usually written.
_LAST_CALLS = frozenset({b"exit", b"quit", b"sys.exit", b"os._exit", b"os.abort"})
_TRUE = frozenset({b"True", b"1"})


def can_end(block: Node) -> bool:
    """Whether the end of a block may be reached; true also where that cannot be told."""
    return all(_goes_on(statement) for statement in block.named_children)


def comes_to(statement: Node, block: Node) -> bool:
    """Whether the statements before one of a block let code come to it, or may do so."""
    before = takewhile(lambda each: each != statement, block.named_children)
    return all(map(_goes_on, before))


def is_reached(statement: Node) -> bool:
    """Whether a statement of a function may run: nothing before it always leaves the block."""
    for parent, child in ancestors(statement):
        if parent.type == "block" and not comes_to(child, parent):
            return False
        if parent.type == "function_definition":
            break
    return True


def _goes_on(statement: Node) -> bool:
    kind = statement.type
    if kind in _ENDS:
        return False
    if kind == "if_statement":
        return _branches_go_on(statement)
    if kind == "try_statement":
        return _try_goes_on(statement)
    if kind == "with_statement":
        body = statement.child_by_field_name("body")
        return body is None or can_end(body)
    if kind == "while_statement":
        return not _is_endless(statement)
    if kind == "match_statement":
        return _match_goes_on(statement)
    return not (kind == "expression_statement" and _is_last_call(statement))


def _branches_go_on(statement: Node) -> bool:
    clauses = [statement, *statement.children_by_field_name("alternative")]
    if clauses[-1].type != "else_clause":
        return True
    blocks = (
        each.child_by_field_name("consequence") or each.child_by_field_name("body")
        for each in clauses
    )
    return any(block is None or can_end(block) for block in blocks)


def _try_goes_on(statement: Node) -> bool:
    parts: dict[str, list[Node]] = {}
    for child in statement.named_children:
        block = child if child.type == "block" else _block_of(child)
        if block is not None:
            parts.setdefault(child.type, []).append(block)
    if any(not can_end(block) for block in parts.get("finally_clause", ())):
        return False
    body_goes_on = all(map(can_end, parts.get("block", ())))
    body_goes_on = body_goes_on and all(map(can_end, parts.get("else_clause", ())))
    handlers = parts.get("except_clause", []) + parts.get("except_group_clause", [])
    return body_goes_on or any(map(can_end, handlers))


def _block_of(clause: Node) -> Node | None:
    return next((each for each in clause.named_children if each.type == "block"), None)


def _is_endless(statement: Node) -> bool:
    condition, body = (statement.child_by_field_name(each) for each in ("condition", "body"))
    if condition is None or body is None or condition.text not in _TRUE:
        return False
    return b"break" not in (body.text or b"")


def _match_goes_on(statement: Node) -> bool:
    body = statement.child_by_field_name("body")
    clauses = [each for each in (body or statement).named_children if each.type == "case_clause"]
    if not clauses or not _matches_all(clauses[-1]):
        return True
    return any(can_end(each.child_by_field_name("consequence") or each) for each in clauses)


def _matches_all(clause: Node) -> bool:
    patterns = [each for each in clause.named_children if each.type == "case_pattern"]
    has_guard = clause.child_by_field_name("guard") is not None
    return len(patterns) == 1 and patterns[0].text == b"_" and not has_guard


def _is_last_call(statement: Node) -> bool:
    call = statement.named_children[0] if statement.named_children else None
    function = call.child_by_field_name("function") if call and call.type == "call" else None
    return function is not None and function.text in _LAST_CALLS
