"""Reading `match`."""

from __future__ import annotations

from functools import partial

from tree_sitter import Node

from ....model.flow import Form, Key, Step, Value
from ....text.span import Span
from ...flows.known import Known
from ...flows.values import below
from ..patterns import captures
from .reading import Reading
from .strings import key_span


def read_match(reading: Reading, node: Node) -> Known:
    """`match` with its cases."""
    subjects = [reading.evaluate(each) for each in node.children_by_field_name("subject")]
    body = node.child_by_field_name("body")
    cases = body.children_by_field_name("alternative") if body else []
    subject = subjects[0] if len(subjects) == 1 else None
    reading.mark_tested(subject)
    ways = [partial(_read_case, reading, case, subject) for case in cases]
    reading.branches([*ways, partial(reading.evaluate_all, ())])
    return None


def _read_case(reading: Reading, case: Node, subject: Known) -> None:
    for part in case.named_children:
        if part.type == "case_pattern":
            for name in captures(part):
                reading.bind(name, None)
            _match(reading, part, subject)
    guard = case.child_by_field_name("guard")
    if guard is not None:
        reading.evaluate(guard)
    reading.evaluate_all([case.child_by_field_name("consequence")])


def _match(reading: Reading, pattern: Node, known: Known) -> None:
    """What a pattern takes from a value; a pattern only matches where its keys are there."""
    pending: list[tuple[Node, Known]] = [(pattern, known)]
    while pending:
        node, value = pending.pop()
        inner = [child for child in node.named_children if child.type != "comment"]
        if not isinstance(value, Value):
            continue
        if node.type == "case_pattern" and len(inner) == 1:
            pending.append((inner[0], value))
        elif node.type == "dotted_name" and len(inner) == 1:
            reading.bind(inner[0], value)
        elif node.type in {"list_pattern", "tuple_pattern"}:
            pending.extend((child, below(value, Step.ITEM)) for child in inner)
        elif node.type == "dict_pattern":
            keys = node.children_by_field_name("key")
            values = node.children_by_field_name("value")
            pending.extend(
                (inner_pattern, _take(reading, value, key, inner_pattern))
                for key, inner_pattern in zip(keys, values, strict=False)
            )


def _take(reading: Reading, owner: Value, key: Node, pattern: Node) -> Known:
    span = key_span(reading.tree, key)
    if span is None or span.start == span.end:
        return None
    start, end = reading.tree.span(key).start, reading.tree.span(pattern).end
    name = reading.tree.source.slice(span)
    reading.facts.looked_for.add((owner.root, (*owner.path, Key(name))))
    spans = (span, Span(start, start), Span(start, end))
    return reading.take(owner, name, Form.PATTERN, spans, is_optional=True)
