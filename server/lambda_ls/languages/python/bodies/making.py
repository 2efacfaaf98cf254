"""Where a Python function makes clients and connections of nothing that an invocation brings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.conduct import Made as MadeThing
from ....text.source import SourceText, read_once
from ...flows.known import Made, Outside
from .client_names import is_of_event, kind_of, makes_client, words
from .constants import is_constant
from .keeping import kept_in
from .moving import moved
from .reached import around

if TYPE_CHECKING:
    from .bodies import PythonBody

# Indented lines that change what clients are made of while a function runs.
_SETS_UP = re.compile(
    r"^[ \t].*(?:setup_default_session|os\.environ(?:\[[^\]\n]*\]\s*=[^=]|\.(?:update|pop)\())",
    re.MULTILINE,
)
# What closes a connection, or may do so at the end of a block.
_CLOSES = re.compile(
    r"\.(?:a?close|disconnect|dispose|end|quit|shutdown|terminate)\("
    r"|\bclosing\(|\benter_(?:async_)?context\(|\bwith\s+\w+\s*(?::|,|as\b)"
)


def made_in(body: PythonBody) -> Iterator[MadeThing]:
    """What could be made once, when the module is loaded."""
    start, end = body.span
    source = body.file.tree.source
    text = source.text
    if not words().search(text, start, end) or _sets_up(source):
        return
    kept = tuple(kept_in(body))
    for node in body.own("call"):
        kind = _kind(body, node)
        span = body.terms.span(node)
        if kind is None or any(each.start <= span.start < each.end for each in kept):
            continue
        if kind == "connection" and (_CLOSES.search(text) or _is_of_loop(body, node)):
            continue
        if around(body, node) is not None and is_constant(body, node):
            function = node.child_by_field_name("function")
            name = body.terms.text(function or node)
            yield MadeThing(name, kind, span, moved(body, node))


def _is_of_loop(body: PythonBody, node: Node) -> bool:
    """Whether a connection belongs to an event loop, of which each invocation has its own."""
    name = body.terms.text(node.child_by_field_name("function") or node)
    return body.node.children[0].type == "async" and "async" in name.lower()


@read_once
def _sets_up(source: SourceText) -> bool:
    """Whether a text changes what clients are made of while a function runs."""
    return bool(_SETS_UP.search(source.text))


def _kind(body: PythonBody, node: Node) -> str | None:
    """What a call makes, None if that is not known."""
    function = node.child_by_field_name("function")
    known = body.terms.named(function) if function is not None else None
    if any(is_of_event(each) for each in _texts(body, node)):
        return None
    if isinstance(known, Outside):
        kind = kind_of(known.name)
        return None if kind == "session" and _is_only_asked(body, node) else kind
    owner = function.child_by_field_name("object") if function is not None else None
    name = function.child_by_field_name("attribute") if function is not None else None
    if owner is None or name is None or not makes_client(body.terms.text(name)):
        return None
    session = body.terms.meaning(body.terms.text(owner))
    is_session = isinstance(session, Made) and kind_of(session.name) == "session"
    return "client" if is_session else None


def _texts(body: PythonBody, node: Node) -> Iterator[str]:
    listed = node.child_by_field_name("arguments")
    for each in listed.named_children if listed else ():
        if each.type == "string":
            yield body.terms.text(each).strip("\"'")


def _is_only_asked(body: PythonBody, node: Node) -> bool:
    """Whether a session is made for what it knows, and not for a client."""
    parent = node.parent
    name = (
        parent.child_by_field_name("attribute") if parent and parent.type == "attribute" else None
    )
    return name is not None and not makes_client(body.terms.text(name))
