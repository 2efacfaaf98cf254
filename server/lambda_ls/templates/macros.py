"""The macros that change a template as a whole before it is deployed."""

from __future__ import annotations

from collections.abc import Iterator

from ..text.document import Document
from ..text.tree import Node, Scalar, Sequence

_OF_AWS = "AWS::"


def transforms(document: Document) -> Iterator[str]:
    """The names below `Transform`."""
    block = document.section("Transform")
    value = block.value if block else None
    names: tuple[Node | None, ...] = value.items if isinstance(value, Sequence) else (value,)
    return (name.text for name in names if isinstance(name, Scalar))


def own_macros(document: Document) -> Iterator[str]:
    """Those that belong to the account and not to AWS, so that nobody knows what they do."""
    return (name for name in transforms(document) if name and not name.startswith(_OF_AWS))
