"""Where comments can stand in a YAML text."""

from __future__ import annotations

from collections.abc import Iterator

from .document import Document
from .tree import Mapping, Node, Scalar, Sequence


def scalar_around(document: Document, offset: int) -> Scalar | None:
    """The scalar within which an offset of the document lies, so that no comment can start there.

    Its span counts from the start of its block, as everywhere.
    """
    block = document.block_at(offset)
    if block is None or block.entry is None:
        return None
    inside = offset - document.base(block.name)
    pending: list[Node] = [block.entry.key, block.entry.value]
    while pending:
        node = pending.pop()
        if isinstance(node, Scalar):
            if node.span.start < inside < node.span.end:
                return node
        elif node.span.start <= inside <= node.span.end:
            pending += _parts(node)
    return None


def _parts(node: Mapping | Sequence) -> Iterator[Node]:
    if isinstance(node, Sequence):
        yield from node.items
        return
    for entry in node.entries:
        yield from (entry.key, entry.value)
