"""Responses that are written out in a handler, made wrong."""

from __future__ import annotations

from collections.abc import Iterator

from lambda_ls.text.edits import TextEdit
from lambda_ls.text.span import Span
from tree_sitter import Node

from tools.misspelling import swapped

from .model import Mistake, Target
from .suits import PROXIES, REST, STATUS_WANTED, answers, gives_what_it_returns, returns_event

_RULE, _COGNITO = "response-shape", "cognito-event-not-returned"
_ENCODERS = frozenset({"json.dumps", "JSON.stringify"})
_LITERALS = frozenset({"array", "dictionary", "list", "object"})
_KEYS = ("body", "headers", "statusCode")


def responses(target: Target) -> Iterator[Mistake]:
    """What can be wrong with the responses of a handler."""
    if not gives_what_it_returns(target):
        return
    for record in target.code.writer.returned():
        if answers(target, PROXIES):
            yield from _plain_body(target, record)
        if answers(target, STATUS_WANTED):
            yield from _left_out(target, record)
        if answers(target, REST):
            yield from _misspelt(target, record)
    if returns_event(target):
        yield from _event_dropped(target)


def _plain_body(target: Target, record: Node) -> Iterator[Mistake]:
    pair = target.code.writer.entry(record, "body")
    value = pair.child_by_field_name("value") if pair else None
    callee = (
        value.child_by_field_name("function") if value and value.type.startswith("call") else None
    )
    given = value.child_by_field_name("arguments") if value else None
    inner = given.named_children[0] if given and given.named_children else None
    if value is None or callee is None or inner is None or inner.type not in _LITERALS:
        return
    if target.code.tree.text(callee) in _ENCODERS:
        span = target.code.span(value)
        plain = TextEdit(span, target.code.tree.text(inner))
        yield Mistake(_RULE, "JSON text left out", span, (plain,))


def _left_out(target: Target, record: Node) -> Iterator[Mistake]:
    pair = target.code.writer.entry(record, "statusCode")
    if pair is None or _has_others(record):
        return
    span = target.code.span(pair)
    after = target.code.text[span.end :]
    end = span.end + len(after) - len(after.lstrip(" ,"))
    yield Mistake(
        _RULE,
        "statusCode left out",
        _statement(target, record),
        (TextEdit(Span(span.start, end), ""),),
    )


def _misspelt(target: Target, record: Node) -> Iterator[Mistake]:
    for name in _KEYS:
        pair = target.code.writer.entry(record, name)
        key = pair.child_by_field_name("key") if pair else None
        if key is not None:
            span = target.code.span(key)
            wrong = target.code.tree.text(key).replace(name, swapped(name))
            yield Mistake(_RULE, "key misspelt", span, (TextEdit(span, wrong),))


def _event_dropped(target: Target) -> Iterator[Mistake]:
    """Without the `return` of the event at the handler's end."""
    body = target.code.node.child_by_field_name("body")
    last = body.named_children[-1] if body and body.named_children else None
    event = target.code.writer.event
    if body is None or last is None or last.type != "return_statement" or not event:
        return
    if [target.code.tree.text(each) for each in last.named_children] != [event]:
        return
    nothing = "pass" if target.code.language == "python" else ""
    at = target.code.span(target.code.node)
    yield Mistake(_COGNITO, "return left out", at, (TextEdit(target.code.span(last), nothing),))


def _has_others(record: Node) -> bool:
    """Whether keys come from elsewhere too."""
    kinds = {"dictionary_splat", "spread_element", "shorthand_property_identifier"}
    return any(each.type in kinds for each in record.named_children)


def _statement(target: Target, record: Node) -> Span:
    return target.code.span(record.parent or record)
