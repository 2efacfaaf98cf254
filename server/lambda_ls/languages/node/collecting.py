"""Making a JavaScript handler collect the records of a batch that fail, and return them."""

from __future__ import annotations

import re

from tree_sitter import Node

from ...text.edits import TextEdit
from ...text.source import SourceText
from ...text.span import Span
from ..deeper import indentation_at, indented
from ..syntax import SyntaxTree, parse
from .files import grammar_of
from .functions import is_async
from .nodes import parts

_NAME = "batchItemFailures"
_ERROR = "error"
_LEAVING = ("break_statement", "continue_statement", "return_statement", "yield_expression")
_NAMES = ("identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern")


def collecting(
    source: SourceText, path: str, event: str, function: Span, record_id: tuple[str, ...]
) -> tuple[TextEdit, ...]:
    """The edits that catch what fails in the one loop over the records; none without such a loop.

    `record_id` are the keys of a record's id. The errors are logged, as nobody else tells of them.
    """
    tree = parse(grammar_of(path), source)
    node = tree.node_at(function)
    body = node.child_by_field_name("body") if node is not None else None
    if node is None or body is None or body.type != "statement_block" or not is_async(node):
        return ()
    loops = [each for each in parts(body) if each.type == "for_in_statement"]
    inner = loops[0].child_by_field_name("body") if len(loops) == 1 else None
    if inner is None or inner.type != "statement_block" or not parts(inner):
        return ()
    names = {tree.text(each) for each in tree.find(body, *_NAMES)}
    if not _is_over_records(tree, loops[0], event) or {_NAME, _ERROR} & names:
        return ()
    if any(True for _ in tree.find(inner, *_LEAVING)):
        return ()
    outside = indentation_at(source, tree.span(loops[0]).start)
    inside = indentation_at(source, tree.span(inner.named_children[0]).start)
    if outside is None or inside is None or not inside.startswith(outside):
        return ()
    return _edits(tree, body, loops[0], (outside, inside), record_id)


def _is_over_records(tree: SyntaxTree, loop: Node, event: str) -> bool:
    left, right = loop.child_by_field_name("left"), loop.child_by_field_name("right")
    kind = loop.child_by_field_name("operator")
    if left is None or right is None or kind is None or tree.text(kind) != "of":
        return False
    records = rf"{re.escape(event)}(?:\.Records|\[[\"']Records[\"']\])"
    return left.type == "identifier" and bool(re.fullmatch(records, tree.text(right)))


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
    inner = loop.child_by_field_name("body") or loop
    statements = parts(inner)
    semicolon = ";" if source.slice(tree.span(statements[-1])).endswith((";", "}")) else ""
    path = ".".join((tree.text(loop.child_by_field_name("left") or loop), *record_id))
    start = tree.span(loop).start
    lines = Span(tree.span(inner.named_children[0]).start, tree.span(inner.named_children[-1]).end)
    strings = [tree.span(each) for each in tree.find(inner, "template_string")]
    rescue = (
        f"{inside}}} catch ({_ERROR}) {{",
        f"{inside}{step}console.error({path}, {_ERROR}){semicolon}",
        f"{inside}{step}{_NAME}.push({{ itemIdentifier: {path} }}){semicolon}",
        f"{inside}}}",
    )
    first = source.line_span(source.position(lines.start).line).start
    after = source.line_span(source.position(lines.end).line).end
    last = tree.span(body.named_children[-1]).end
    deeper = list(indented(source, lines, step, strings))
    returned = f"{end}{outside}return {{ {_NAME} }}{semicolon}"
    return (
        TextEdit(Span(start, start), f"const {_NAME} = []{semicolon}{end}{outside}"),
        TextEdit(Span(first, first), f"{inside}try {{{end}{step}"),
        *deeper[1:],
        TextEdit(Span(after, after), "".join(f"{end}{line}" for line in rescue)),
        TextEdit(Span(last, last), returned),
    )
