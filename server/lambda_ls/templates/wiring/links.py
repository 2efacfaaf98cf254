"""Every place of a resource that names another one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from msgspec import Struct

from ...text.tree import EMPTY_MAPPING, Mapping, Node, Scalar, Sequence
from ..calls import call_of
from ..located import Located
from .names import Reference, references, written

Property: TypeAlias = tuple[str, ...]
"""The keys that lead to a value, `*` for an item of a list."""

_MAX_DEPTH = 40
_MAX_NODES = 50_000
_FUNCTION_ARN = ":function:"
# Under these keys a mere text can be a function's physical name.
_NAMES = frozenset({"FunctionName", "TargetFunctionArn"})
_NAMES_BELOW = "Environment"


class Link(Struct, frozen=True, eq=False):
    """A value of a resource that names others.

    `written` is its text with references as `${X}`. `trail` are the nodes that lead to the value,
    the value last; they do not count when two links are compared.
    """

    property: Property
    references: tuple[Reference, ...]
    written: str
    trail: tuple[Node, ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Link) and self._compared() == other._compared()

    def __hash__(self) -> int:
        return hash(self._compared())

    def _compared(self) -> tuple[object, ...]:
        return self.property, self.references, self.written

    def can_be_name(self) -> bool:
        """Whether the whole text can be a function's physical name."""
        return self.property[-1] in _NAMES or self.property[0] == _NAMES_BELOW

    def above(self, levels: int) -> Mapping:
        """The mapping so many levels above the value, an empty one if it is none."""
        node = self.trail[-1 - levels] if levels < len(self.trail) else None
        return node if isinstance(node, Mapping) else EMPTY_MAPPING


Follow: TypeAlias = Callable[[Node], Node]
"""What a node stands for where a part of the resource is in another file; else the node itself."""


def links_of(
    properties: Located, follow: Follow, skipped: Callable[[Property], bool], prefix: Property = ()
) -> tuple[Link, ...]:
    """All links below some properties but those at the ways that are skipped."""
    walk = _Walk(follow)
    found: list[Link] = []
    root = properties.node
    for key, child in _named(root):
        # Whole policies need not be looked through.
        if not skipped((*prefix, key)):
            found += walk.links((*prefix, key), (root, child))
    return tuple(link for link in found if not skipped(link.property))


class _Walk:
    """One walk, bounded because aliases can make a small text endlessly wide."""

    def __init__(self, follow: Follow) -> None:
        self._follow = follow
        self._left = _MAX_NODES

    def links(self, way: Property, trail: tuple[Node, ...]) -> Iterator[Link]:
        self._left -= 1
        if self._left < 0 or len(trail) > _MAX_DEPTH:
            return
        node = self._follow(trail[-1])
        if isinstance(node, Scalar) and node.tag is None:
            yield from _of_text(node, way, trail)
            return
        call = call_of(node)
        if call is None:
            for key, child in _named(node):
                yield from self.links((*way, key), (*trail[:-1], node, child))
        elif call.name == "If" and isinstance(call.argument, Sequence):
            # Either branch stands in the place of the whole.
            for branch in call.argument.items[1:]:
                yield from self.links(way, (*trail[:-1], branch))
        else:
            named = references(node)
            if named:
                yield Link(way, named, written(node) or "", trail)


def _of_text(node: Scalar, way: Property, trail: tuple[Node, ...]) -> Iterator[Link]:
    link = Link(way, (), node.text, trail)
    if _FUNCTION_ARN in node.text or link.can_be_name():
        yield link


def _named(node: Node) -> Iterator[tuple[str, Node]]:
    if isinstance(node, Mapping):
        yield from ((entry.key.text, entry.value) for entry in node)
    elif isinstance(node, Sequence):
        yield from (("*", item) for item in node)
