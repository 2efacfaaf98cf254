"""Making a Python handler collect the messages of a batch that fail, and return them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ...model.trigger import FAILURES_KEY
from ...text.edits import TextEdit
from ...text.source import SourceText
from ...text.span import Span
from ..quotes import usual_quote
from ..records_loop import RecordsLoop, records_loop
from ..syntax import Grammar, SyntaxTree, parse
from ..wrapping import Block, wrapped
from .rebinding import bound_around

_FAILURES = "batch_item_failures"
_ERROR = "error"
_LEAVING = ("break_statement", "return_statement", "yield")


def collecting(
    source: SourceText, event: str, function: Span, record_id: tuple[str, ...]
) -> tuple[TextEdit, ...]:
    """The edits that catch what fails in the one loop over the records; none without such a loop.

    `record_id` are the keys of a record's id. The errors are printed, as nobody else tells of them.
    """
    tree = parse(Grammar.PYTHON, source)
    node = tree.node_at(function)
    body = node.child_by_field_name("body") if node is not None else None
    if node is None or body is None or node.child_by_field_name("return_type") is not None:
        return ()
    names = {tree.text(each) for each in tree.find(body, "identifier")}
    loop = _loop(tree, body, event)
    if loop is None or {_FAILURES, _ERROR} & names:
        return ()
    if len(list(bound_around(tree, node, loop.record))) > 1:
        return ()
    return tuple(_edits(tree, body, loop, record_id))


def _loop(tree: SyntaxTree, body: Node, event: str) -> RecordsLoop | None:
    """The one loop of a body, if it goes through the records to their end."""
    loops = [each for each in body.named_children if each.type == "for_statement"]
    fields = ("left", "right", "body")
    found = [loops[0].child_by_field_name(each) for each in fields] if len(loops) == 1 else []
    left, right, inner = found or (None, None, None)
    if left is None or right is None or inner is None or not inner.named_children:
        return None
    records = rf"{re.escape(event)}(?:\[[\"']Records[\"']\]|\.get\([\"']Records[\"'][^()]*\))"
    is_over_records = left.type == "identifier" and re.fullmatch(records, tree.text(right))
    is_left = any(True for _ in tree.find(loops[0], *_LEAVING))
    if not is_over_records or is_left or loops[0].child_by_field_name("alternative"):
        return None
    lines = Span(tree.span(inner.named_children[0]).start, tree.span(inner).end)
    return records_loop(tree.source, tree.span(loops[0]).start, lines, tree.text(left))


def _edits(
    tree: SyntaxTree, body: Node, loop: RecordsLoop, record_id: tuple[str, ...]
) -> Iterator[TextEdit]:
    source, end, quote = tree.source, tree.source.line_end, usual_quote(tree.source.text)
    step = loop.step
    name = loop.record + "".join(f"[{quote}{key}{quote}]" for key in record_id)
    closing = (
        f"except Exception as {_ERROR}:",
        f"{step}print({quote}failed:{quote}, {name}, repr({_ERROR}))",
        f"{step}{_FAILURES}.append({{{quote}itemIdentifier{quote}: {name}}})",
    )
    yield TextEdit(Span(loop.start, loop.start), f"{_FAILURES} = []{end}{loop.outside}")
    texts = [tree.span(each) for each in tree.find(body, "string")]
    *around, last = wrapped(source, loop.lines, Block("try:", closing, loop.inside, step), texts)
    yield from around
    returned = f"{end}{loop.outside}return {{{quote}{FAILURES_KEY}{quote}: {_FAILURES}}}"
    stop = source.line_span(source.position(tree.span(body).end).line).end
    if stop == last.span.end:
        yield TextEdit(last.span, last.text + returned)
        return
    yield last
    yield TextEdit(Span(stop, stop), returned)
