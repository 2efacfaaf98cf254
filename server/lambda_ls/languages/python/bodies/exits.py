"""Where a Python function ends the process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from tree_sitter import Node

from ....model.conduct import Exit
from ....model.declaration import Rewrite
from ....text.edits import TextEdit
from ....text.source import SourceText, read_once
from ....text.span import Span
from ....text.words import Words
from ...elsewhere import is_for_elsewhere
from ...flows.known import Outside
from ..raising import raised_again
from ..unneeded_import import without_import
from .catching import CLAUSES, caught_around, may_suppress
from .ends import PROCESS_ENDS
from .reached import around

if TYPE_CHECKING:
    from .bodies import PythonBody

_WORDS = Words("exit", "_exit", "quit", "abort", "SystemExit")
_ERROR = "SystemExit"
_CATCHES_ALL = re.compile(r"\b(?:BaseException|SystemExit)\b")
_LEAVES = re.compile(r"\b(?:raise|return)\b")
_SUCCESSES = frozenset({"", "0", "None", "False"})


class _Ending(Struct, frozen=True):
    """What ends the process, as it is written, and the status that it leaves."""

    name: str
    status: Node | None
    is_abort: bool


def exits_of(body: PythonBody) -> Iterator[Exit]:
    """What certainly ends the process when code comes to it."""
    if not _may_end(body.file.tree.source):
        return
    cared = exit_care(body)
    for node in body.own("call", "raise_statement"):
        ending = _ending(body, node)
        start = body.terms.span(node).start
        if ending is None or any(each.start <= start < each.end for each in cared):
            continue
        if around(body, node) is not None:
            yield _exit(body, node, ending)


def exit_care(body: PythonBody) -> tuple[Span, ...]:
    """Where `SystemExit` is caught, and what is only done outside of Lambda."""
    return (*_caught(body), *_aside(body))


def _caught(body: PythonBody) -> Iterator[Span]:
    for statement in body.own("try_statement", "with_statement"):
        block = statement.child_by_field_name("body")
        clauses = [each for each in statement.named_children if each != block]
        if block is not None and any(_catches(body, each) for each in clauses):
            yield body.terms.span(block)


def _catches(body: PythonBody, clause: Node) -> bool:
    text = body.terms.text(clause)
    if clause.type in CLAUSES:
        head = text.partition(":")[0]
        return head.strip() == "except" or bool(_CATCHES_ALL.search(head))
    if clause.type == "with_clause":
        return clause.parent is not None and may_suppress(clause.parent)
    return clause.type == "finally_clause" and "return" in text


def _aside(body: PythonBody) -> Iterator[Span]:
    """What is below conditions that ask where the code runs."""
    for statement in body.own("if_statement", "elif_clause", "conditional_expression"):
        condition = statement.child_by_field_name("condition") or statement
        if is_for_elsewhere(body.terms.text(condition)):
            span = body.terms.span(statement)
            # What leaves the function in one place does not come to the rest.
            is_left = _LEAVES.search(body.terms.text(statement))
            yield Span(span.start, body.span.end if is_left else span.end)


def _ending(body: PythonBody, node: Node) -> _Ending | None:
    """What ends the process at a node."""
    terms = body.terms
    is_raised = node.type == "raise_statement"
    call = node.named_children[0] if is_raised and node.named_children else node
    function = call.child_by_field_name("function") if call.type == "call" else call
    known = terms.named(function) if function is not None else None
    if function is None or not isinstance(known, Outside):
        return None
    if known.imported is None and body.file.module.bound.stars:
        return None
    if not (known.name == _ERROR if is_raised else known.name in PROCESS_ENDS):
        return None
    listed = call.child_by_field_name("arguments")
    arguments = [each for each in listed.named_children if each.type != "comment"] if listed else []
    name = f"raise {terms.text(function)}" if is_raised else terms.text(function)
    return _Ending(name, arguments[0] if arguments else None, known.name == "os.abort")


def _exit(body: PythonBody, node: Node, ending: _Ending) -> Exit:
    span = body.terms.span(node)
    statement = node if node.type == "raise_statement" else node.parent
    if statement is None or statement.type not in {"raise_statement", "expression_statement"}:
        return Exit(ending.name, span)
    whole = body.terms.span(statement)
    imported = ending.name.removeprefix("raise ").partition(".")[0]
    unneeded = without_import(body.file.tree, imported, whole)
    status = body.terms.text(ending.status) if ending.status else ""
    if status in _SUCCESSES and not ending.is_abort:
        return Exit(ending.name, span, (), (TextEdit(whole, "return"),), unneeded)
    return Exit(ending.name, span, _raised(body, statement, ending), unneeded=unneeded)


def _raised(body: PythonBody, statement: Node, ending: _Ending) -> Rewrite:
    """What raises an error with what the process is ended with; empty if unclear.

    One that was caught is raised again.
    """
    status = ending.status
    text = body.terms.text(status) if status else ""
    span = body.terms.span(statement)
    if status is not None and status.type in {"string", "concatenated_string"}:
        return (TextEdit(span, f"raise RuntimeError({text})"),)
    caught = caught_around(body.file.tree, statement)
    has_number = ending.is_abort or (status is not None and status.type == "integer")
    if caught is not None and (has_number or (text and text == caught.name)):
        return raised_again(body.file.tree.source, span, caught)
    message = "aborted" if ending.is_abort else f"exit status {text}"
    return (TextEdit(span, f'raise RuntimeError("{message}")'),) if has_number else ()


@read_once
def _may_end(source: SourceText) -> bool:
    """Whether anything in a text can end the process, and it is not one that it has forked."""
    return _WORDS.are_in(source.text) and "fork(" not in source.text
