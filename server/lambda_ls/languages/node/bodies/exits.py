"""Where a JavaScript function ends the process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.conduct import Exit
from ....text.edits import TextEdit
from ....text.source import SourceText, read_once
from ....text.span import Span
from ....text.words import Words
from ...flows.known import Outside
from ...syntax import ancestors
from ..nodes import arguments, field_text, text_of
from .reached import around, is_direct

if TYPE_CHECKING:
    from .bodies import NodeBody

_WORDS = Words("exit", "abort")
_EXIT, _ABORT = "process.exit", "process.abort"
_MODULES = frozenset({"node:process", "process"})
_LEAVES = re.compile(r"\b(?:return|throw)\b")
# What a condition speaks of that tells Lambda apart from the other places where code runs.
ELSEWHERE = re.compile(
    r"lambda|local|debug|offline|require\.main|import\.meta|argv|isTTY|docker|interactive|dry_?run"
    r"|_cli\b|\bcli\b|\btest|NODE_ENV|AWS_EXECUTION_ENV|AWS_SAM",
    re.IGNORECASE,
)


def exits_of(body: NodeBody) -> Iterator[Exit]:
    """What certainly ends the process when code comes to it."""
    if not _may_end(body.file.tree.source):
        return
    cared = exit_care(body)
    for node in body.own("call_expression"):
        callee = node.child_by_field_name("function")
        known = body.terms.named(callee) if callee is not None else None
        if not isinstance(known, Outside) or not _is_ending(known):
            continue
        start = body.terms.span(node).start
        if any(each.start <= start < each.end for each in cared) or around(body, node) is None:
            continue
        yield _exit(body, node, text_of(callee or node), known.name)


@read_once
def _may_end(source: SourceText) -> bool:
    """Whether anything in a text can end the process."""
    return _WORDS.are_in(source.text)


def _is_ending(function: Outside) -> bool:
    is_nodes = function.imported is None or function.imported.module in _MODULES
    return is_nodes and function.name in {_EXIT, _ABORT}


def exit_care(body: NodeBody) -> tuple[Span, ...]:
    """What is only done outside of Lambda: below conditions that ask where the code runs."""
    return tuple(_aside(body))


def _aside(body: NodeBody) -> Iterator[Span]:
    for statement in body.own("if_statement", "ternary_expression", "switch_statement"):
        asked = statement.child_by_field_name("condition") or statement.child_by_field_name("value")
        if asked is not None and ELSEWHERE.search(body.terms.text(asked)):
            span = body.terms.span(statement)
            # What leaves the function in one place does not come to the rest.
            is_left = _LEAVES.search(body.terms.text(statement))
            yield Span(span.start, body.span.end if is_left else span.end)


def _exit(body: NodeBody, node: Node, name: str, function: str) -> Exit:
    span = body.terms.span(node)
    statement = node.parent
    if statement is None or statement.type != "expression_statement":
        return Exit(name, span)
    if not is_direct(body, node):
        return Exit(name, span)
    whole = body.terms.span(statement)
    end = ";" if text_of(statement).endswith(";") else ""
    given = arguments(node)
    status = body.terms.text(given[0]) if given else "0"
    if function == _ABORT:
        return Exit(name, span, raised=(TextEdit(whole, _thrown(body, node, "aborted") + end),))
    if status == "0":
        return Exit(name, span, returned=(TextEdit(whole, f"return{end}"),))
    if not status.isdigit():
        return Exit(name, span)
    thrown = _thrown(body, node, f"exit status {status}")
    return Exit(name, span, raised=(TextEdit(whole, thrown + end),))


def _thrown(body: NodeBody, node: Node, message: str) -> str:
    """The statement that throws what was caught around a node, or a new error."""
    for parent, _ in ancestors(node):
        if parent == body.node:
            break
        if parent.type == "catch_clause":
            caught = parent.child_by_field_name("parameter")
            if caught is not None and caught.type == "identifier":
                return f"throw {field_text(parent, 'parameter')}"
    text = body.file.tree.source.text
    quote = "'" if text.count("'") > text.count('"') else '"'
    return f"throw new Error({quote}{message}{quote})"
