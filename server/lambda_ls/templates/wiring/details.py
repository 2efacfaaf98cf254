"""What is to be said of one link of a resource to a function."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from msgspec import Struct

from ...model.trigger import NO_SETTINGS, EventSettings
from ...text.tree import Mapping, Node
from ..intrinsics import resolve
from ..literals import certain_text
from ..located import Located
from ..scope import Scope
from ..sources import sender_name
from .index import Index
from .links import Link
from .names import references
from .pieces import Piece


class Detail(Struct, frozen=True):
    """The part of an `Event` that depends on the kind of resource."""

    discriminator: str | None = None
    source: str | None = None
    settings: EventSettings = NO_SETTINGS
    open_reason: str | None = None


class Wire(Struct, frozen=True):
    """A link of a resource to a function, with all that is around it."""

    piece: Piece
    link: Link
    index: Index
    scope: Scope

    @property
    def properties(self) -> Located:
        """The properties of the resource."""
        return self.piece.properties

    def above(self, levels: int) -> Located:
        """The mapping so many levels above the property that names the function."""
        return self.located(self.link.above(levels))

    def located(self, node: Node) -> Located:
        """A node of the resource."""
        return self.piece.properties.at(node)

    def key(self, levels: int) -> str:
        """The key so many levels above the property that names the function."""
        way = self.link.property
        return way[-1 - levels] if levels < len(way) else ""

    def text(self, located: Located | None) -> str | None:
        """A text that is known for certain."""
        return certain_text(located, self.scope)

    def likely(self, located: Located | None) -> str | None:
        """A text that is known, or what it most likely is."""
        value = resolve(located.node, self.scope) if located else None
        return value if value is None or isinstance(value, str) else value.likely

    def name(self, located: Located | None) -> str | None:
        """The name of the resource that a property names."""
        return sender_name(located.node, self.scope) if located else None

    def physical_name(self, located: Located | None) -> str | None:
        """The name that the template gives that resource for certain."""
        piece = self.piece_of(located)
        return self.scope.certain_name(piece.id) if piece else None

    def piece_of(self, located: Located | None) -> Piece | None:
        """The resource of the template that a property refers to."""
        for reference in references(located.node) if located else ():
            found = self.index.get(reference.id)
            if found:
                return found
        return None


Describe: TypeAlias = Callable[[Wire], Iterable[Detail]]
"""What there is to say of a link; several details are several ways to be invoked, none is none."""


def is_mapping(located: Located) -> bool:
    """Whether the node is a mapping."""
    return isinstance(located.node, Mapping)
