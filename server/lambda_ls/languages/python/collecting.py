"""Making a Python handler collect the records of a batch that fail, and return them."""

from __future__ import annotations

import re

from tree_sitter import Node

from ...text.edits import TextEdit
from ...text.source import SourceText
from ...text.span import Span
from ..deeper import indentation_at, indented
from ..quotes import usual_quote
from ..syntax import Grammar, SyntaxTree, parse

_NAME = "batch_item_failures"
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
    loops = [each for each in body.named_children if each.type == "for_statement"] if body else []
    if body is None or len(loops) != 1 or not _is_over_records(tree, loops[0], event):
        return ()
    loop, inner = loops[0], loops[0].child_by_field_name("body")
    names = {tree.text(each) for each in tree.find(body, "identifier")}
    if inner is None or not inner.named_children or {_NAME, _ERROR} & names:
        return ()
    if any(True for _ in tree.find(loop, *_LEAVING)) or loop.child_by_field_name("alternative"):
        return ()
    outside = indentation_at(source, tree.span(loop).start)
    inside = indentation_at(source, tree.span(inner.named_children[0]).start)
    if outside is None or inside is None or not inside.startswith(outside):
        return ()
    return _edits(tree, body, loop, (outside, inside), record_id)


def _is_over_records(tree: SyntaxTree, loop: Node, event: str) -> bool:
    left, right = loop.child_by_field_name("left"), loop.child_by_field_name("right")
    if left is None or right is None or left.type != "identifier":
        return False
    records = rf"{re.escape(event)}(?:\[[\"']Records[\"']\]|\.get\([\"']Records[\"'][^()]*\))"
    return bool(re.fullmatch(records, tree.text(right)))


def _edits(
    tree: SyntaxTree,
    body: Node,
    loop: Node,
    indentations: tuple[str, str],
    record_id: tuple[str, ...],
) -> tuple[TextEdit, ...]:
    source, end = tree.source, tree.source.line_end
    outside, inside = indentations
    step = inside[len(outside) :]
    quote = usual_quote(source.text)
    record = tree.text(loop.child_by_field_name("left") or loop)
    path = record + "".join(f"[{quote}{key}{quote}]" for key in record_id)
    inner = loop.child_by_field_name("body") or loop
    start = tree.span(loop).start
    lines = Span(tree.span(inner.named_children[0]).start, tree.span(inner).end)
    strings = [tree.span(each) for each in tree.find(inner, "string")]
    rescue = (
        f"{inside}except Exception as {_ERROR}:",
        f"{inside}{step}print({quote}failed:{quote}, {path}, repr({_ERROR}))",
        f"{inside}{step}{_NAME}.append({{{quote}itemIdentifier{quote}: {path}}})",
    )
    after = source.line_span(source.position(lines.end).line).end
    last = source.line_span(source.position(tree.span(body).end).line).end
    returned = f"{end}{outside}return {{{quote}batchItemFailures{quote}: {_NAME}}}"
    rescued = "".join(f"{end}{line}" for line in rescue)
    first = source.line_span(source.position(lines.start).line).start
    deeper = list(indented(source, lines, step, strings))
    opening = TextEdit(Span(first, first), f"{inside}try:{end}{step}")
    edits = [TextEdit(Span(start, start), f"{_NAME} = []{end}{outside}"), opening, *deeper[1:]]
    if after == last:
        return (*edits, TextEdit(Span(after, after), rescued + returned))
    return (
        *edits,
        TextEdit(Span(after, after), rescued),
        TextEdit(Span(last, last), returned),
    )
