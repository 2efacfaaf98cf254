"""Making a JavaScript handler collect the messages of a batch that fail, and return them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ...model.trigger import FAILURES_KEY
from ...text.edits import TextEdit
from ...text.source import SourceText
from ...text.span import Span
from ..records_loop import RecordsLoop, records_loop
from ..syntax import SyntaxTree, parse
from ..wrapping import Block, indentation_at, wrapped
from .files import grammar_of
from .functions import is_async
from .nodes import field_text, parts

# A variable of this name is the entry of the response, too.
_FAILURES = FAILURES_KEY
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
    names = {tree.text(each) for each in tree.find(body, *_NAMES)}
    loop = _loop(tree, body, event)
    if loop is None or {_FAILURES, _ERROR} & names or node.child_by_field_name("return_type"):
        return ()
    return tuple(_edits(tree, body, loop, record_id))


def _loop(tree: SyntaxTree, body: Node, event: str) -> RecordsLoop | None:
    """The one loop of a body, if it goes through the records to their end."""
    loops = [each for each in parts(body) if each.type == "for_in_statement"]
    fields = ("left", "right", "body")
    found = [loops[0].child_by_field_name(each) for each in fields] if len(loops) == 1 else []
    left, right, inner = found or (None, None, None)
    if left is None or right is None or inner is None or not parts(inner):
        return None
    # A name that is not constant can stand for something else where the error is caught.
    words = field_text(loops[0], "kind"), field_text(loops[0], "operator"), left.type, inner.type
    if words != ("const", "of", "identifier", "statement_block"):
        return None
    records = rf"{re.escape(event)}(?:\.Records|\[[\"']Records[\"']\])"
    is_left = any(True for _ in tree.find(inner, *_LEAVING))
    if is_left or not re.fullmatch(records, tree.text(right)):
        return None
    lines = Span(tree.span(inner.named_children[0]).start, tree.span(inner.named_children[-1]).end)
    # The bracket at the end has a line of its own as well.
    if indentation_at(tree.source, tree.span(inner).end - 1) is None:
        return None
    return records_loop(tree.source, tree.span(loops[0]).start, lines, tree.text(left))


def _edits(
    tree: SyntaxTree, body: Node, loop: RecordsLoop, record_id: tuple[str, ...]
) -> Iterator[TextEdit]:
    end, semicolon = tree.source.line_end, _semicolon(tree, body)
    step = loop.step
    name = ".".join((loop.record, *record_id))
    closing = (
        f"}} catch ({_ERROR}) {{",
        f"{step}console.error({name}, {_ERROR}){semicolon}",
        f"{step}{_FAILURES}.push({{ itemIdentifier: {name} }}){semicolon}",
        "}",
    )
    opening = f"const {_FAILURES} = []{semicolon}{end}{loop.outside}"
    yield TextEdit(Span(loop.start, loop.start), opening)
    texts = [tree.span(each) for each in tree.find(body, "template_string")]
    yield from wrapped(tree.source, loop.lines, Block("try {", closing, loop.inside, step), texts)
    stop = tree.span(body.named_children[-1]).end
    yield TextEdit(Span(stop, stop), f"{end}{loop.outside}return {{ {_FAILURES} }}{semicolon}")


def _semicolon(tree: SyntaxTree, body: Node) -> str:
    """What ends a statement in the style of a body."""
    statements = tree.find(body, "expression_statement", "lexical_declaration")
    texts = (tree.source.slice(tree.span(each)) for each in statements)
    return ";" if all(text.endswith(";") for text in texts) else ""
