"""How a function reads to people: its signature, parameters and comment."""

from __future__ import annotations

import re

from tree_sitter import Node

from .nodes import has_token, parts, text_of

_LONGEST_SIGNATURE = 160
_LONGEST_PATTERN = 40
_LONGEST_COMMENT = 4000
_MAX_COMMENTS = 50

# Comments that speak to a tool.
_DIRECTIVE = re.compile(r"(eslint|prettier|istanbul|c8|v8|@ts-|tslint|jshint|global[s ]|#region)")


def signature(function: Node) -> str:
    """One line: everything of a function but its body (`async (event, context) => …`)."""
    body = function.child_by_field_name("body")
    end = body.start_byte if body else function.end_byte
    header = _beginning(function, end - function.start_byte, _LONGEST_SIGNATURE)
    return f"{header} …" if header.endswith("=>") else header


def parameters(function: Node) -> tuple[str, ...]:
    """The names of the parameters; a pattern as it is written, shortened."""
    single = function.child_by_field_name("parameter")
    if single:
        return (text_of(single),)
    whole = function.child_by_field_name("parameters")
    names = (_parameter(node) for node in parts(whole)) if whole else ()
    return tuple(name for name in names if name and name != "this")


def is_async(function: Node) -> bool:
    """Whether the function is marked `async`."""
    return has_token(function, "async")


def documentation(node: Node) -> str:
    """The text of the comments directly above a statement or member."""
    comments: list[str] = []
    below = node
    for _ in range(_MAX_COMMENTS):
        above = below.prev_sibling
        if above is None or above.type not in ("comment", "decorator"):
            break
        if below.start_point.row - above.end_point.row > 1:
            break
        if above.type == "comment":
            comments.insert(0, _comment_text(above))
        below = above
    return "\n".join(filter(None, comments))


def _parameter(node: Node) -> str:
    for _ in range(4):
        inner = node.child_by_field_name("pattern") or node.child_by_field_name("left")
        if inner is None:
            break
        node = inner
    return _beginning(node, node.end_byte - node.start_byte, _LONGEST_PATTERN)


def _beginning(node: Node, length: int, longest: int) -> str:
    """The first `length` bytes of a node as one line of at most `longest` characters."""
    # A character has up to four bytes; half of one at the cut is dropped.
    raw = (node.text or b"")[: min(length, longest * 4)].decode("utf-8", "ignore")
    line = " ".join(raw.split())
    if len(line) <= longest and length <= longest * 4:
        return line
    return line[: longest - 1].rstrip() + "…"


def _comment_text(comment: Node) -> str:
    text = (comment.text or b"")[:_LONGEST_COMMENT].decode("utf-8", "ignore")
    if text.startswith("//"):
        lines = [text[2:].lstrip("/").strip()]
    else:
        inner = text.removeprefix("/*").removesuffix("*/").strip("*")
        lines = [line.strip().removeprefix("*").strip() for line in inner.splitlines()]
    cleaned = "\n".join(lines).strip()
    return "" if _DIRECTIVE.match(cleaned) else cleaned
