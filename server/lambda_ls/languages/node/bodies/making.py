"""Where a JavaScript function makes clients of nothing that an invocation brings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.conduct import Made
from ....text.source import SourceText, read_once
from ..nodes import text_of
from .client_names import words
from .constants import is_constant, made_kind
from .keeping import kept_in
from .moving import moved
from .reached import around

if TYPE_CHECKING:
    from .bodies import NodeBody

_CLOSES = re.compile(r"\.(?:close|destroy|disconnect|\$disconnect|end|quit|release)\(")
# Indented lines that change what clients are made of while a function runs.
_SETS_UP = re.compile(
    r"^[ \t].*(?:\bconfig\.update\(|\baws\.config\.\w+\s*=[^=]"
    r"|process\.env(?:\.AWS_\w+|\[[^\]]*\])\s*=[^=])",
    re.IGNORECASE | re.MULTILINE,
)


def made_in(body: NodeBody) -> Iterator[Made]:
    """What could be made once, when the module is loaded."""
    source = body.file.tree.source
    if not _may_make(source):
        return
    text = source.text
    kept = tuple(kept_in(body))
    inner_end = -1
    for node in body.own("call_expression", "new_expression"):
        kind = made_kind(body, node) if node.start_byte >= inner_end else None
        span = body.terms.span(node)
        if kind is None or any(each.start <= span.start < each.end for each in kept):
            continue
        if _CLOSES.search(text) and (kind == "connection" or ".destroy(" in text):
            continue
        if around(body, node) is not None and is_constant(body, node):
            # A client that another one is made of counts with that one.
            inner_end = node.end_byte
            yield Made(_name(node), kind, span, moved(body, node))


@read_once
def _may_make(source: SourceText) -> bool:
    """Whether a text can make clients, and of nothing that changes while a function runs."""
    return bool(words().search(source.text)) and not _SETS_UP.search(source.text)


def _name(node: Node) -> str:
    made = node.child_by_field_name("constructor")
    if made is not None:
        return f"new {text_of(made)}"
    called = node.child_by_field_name("function")
    return text_of(called) if called is not None else ""
