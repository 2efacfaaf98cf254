"""Handlers that are declared so that Lambda cannot call them as meant."""

from __future__ import annotations

from collections.abc import Iterator

from lambda_ls.text.edits import TextEdit
from lambda_ls.text.span import Span
from lambda_ls.triggers.contract import contract
from tree_sitter import Node

from .model import Mistake, Target
from .node_text import FUNCTIONS
from .settings import runtime_set
from .suits import has_triggers, is_async, is_bare

_PYTHON, _DEFAULT = "python", "assignment_pattern"
_PLAIN = ("identifier", "typed_parameter")


def declarations(target: Target) -> Iterator[Mistake]:
    """What can be wrong with how a handler is declared."""
    if target.code.language == _PYTHON:
        if not target.code.form.startswith("delegating"):
            yield from _coroutine(target)
        yield from _parameters(target)
    elif is_bare(target):
        yield from _callback(target)
        yield from _lost_return(target)


def _coroutine(target: Target) -> Iterator[Mistake]:
    node = target.code.node
    if node.type == "function_definition" and not is_async(target):
        start = _start(target, node)
        at = _span(target, node.child_by_field_name("name") or node)
        yield Mistake("async-python-handler", "async def", at, (TextEdit(start, "async "),))


def _parameters(target: Target) -> Iterator[Mistake]:
    node, rule = target.code.node, "handler-parameters"
    listed = node.child_by_field_name("parameters")
    if listed is None or not is_bare(target) or not target.code.writer.event:
        return
    plain = [
        each for each in listed.named_children if each.type in ("identifier", "typed_parameter")
    ]
    if len(plain) < 2 or len(plain) != len(listed.named_children):
        return
    last = _span(target, plain[-1])
    at = _span(target, node.child_by_field_name("name") or node)
    dropped = Span(_span(target, plain[-2]).end, last.end)
    yield Mistake(rule, "no context", at, (TextEdit(dropped, ""),))
    added = TextEdit(Span(last.end, last.end), ", settings")
    yield Mistake(rule, "one parameter more", at, (added,))


def _callback(target: Target) -> Iterator[Mistake]:
    listed = target.code.node.child_by_field_name("parameters")
    given = [each for each in listed.named_children if each.type != "comment"] if listed else []
    if listed is None or len(given) > 2:
        return
    if any(each.child_by_field_name("value") or each.type == _DEFAULT for each in given):
        return
    names = ["event", "context"][len(given) :]
    at = target.code.span(listed)
    end = Span(at.end - 1, at.end - 1)
    is_typed = any(each.type == "required_parameter" for each in given)
    new = ", ".join(f"{each}: any" if is_typed else each for each in [*names, "callback"])
    is_open = not given or target.code.text[: end.start].rstrip().endswith(",")
    parameter = TextEdit(end, new if is_open else f", {new}")
    old, latest = runtime_set(target, "nodejs20.x"), runtime_set(target, "nodejs24.x")
    if latest is not None:
        kind = "third parameter on nodejs24.x"
        yield Mistake("callback-handler-removed", kind, at, (parameter,), latest)
    call = target.code.writer.guarded('callback(null, "no event");\nreturn;')
    if old is not None and call is not None and is_async(target):
        kind = "callback in an async handler"
        yield Mistake("async-handler-with-callback", kind, call.span, (parameter, call), old)


def _lost_return(target: Target) -> Iterator[Mistake]:
    node = target.code.node
    runtime = runtime_set(target, "nodejs22.x")
    word = next((each for each in node.children if each.type == "async"), None)
    body = node.child_by_field_name("body")
    returned = target.code.writer.returned()
    listed = node.child_by_field_name("parameters")
    if runtime is None or word is None or body is None or not returned or listed is None:
        return
    waits = any(each.type == "await" for each in _own(body))
    is_read = has_triggers(target) and any(
        contract(each.id).invocation.type == "synchronous" for each in target.facts.triggers
    )
    if not waits and is_read and len(listed.named_children) < 3:
        span = _span(target, word)
        edit = TextEdit(Span(span.start, span.end + 1), "")
        whole = _span(target, body)
        yield Mistake("sync-return-lost", "async left out", whole, (edit,), runtime)


def _own(body: Node) -> Iterator[Node]:
    """The nodes of a function that are no other function's."""
    pending = [body]
    while pending:
        node = pending.pop()
        yield node
        pending.extend(each for each in node.children if each.type not in FUNCTIONS)


def _start(target: Target, node: Node) -> Span:
    start = _span(target, node).start
    return Span(start, start)


def _span(target: Target, node: Node) -> Span:
    return target.code.span(node)
