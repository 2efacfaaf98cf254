"""All resources of a template by what names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from .links import Link
from .names import Reference
from .pieces import Piece

_OF_FUNCTION = frozenset({"AWS::Lambda::Alias", "AWS::Lambda::Version"})
# Variables hold colons of their own, as in `${AWS::Region}`.
_FUNCTION_NAME = re.compile(r":function:((?:\$\{[^{}]*\}|[\w\-])+)")
_GENERATED = re.compile(r"Alias|Version")
_DEEPEST = 4


class Index:
    """The pieces of one template."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self.pieces = tuple(pieces)
        self._by_id = {piece.id: piece for piece in self.pieces}

    def get(self, logical_id: str) -> Piece | None:
        """The resource with this logical id."""
        return self._by_id.get(logical_id)

    def kind(self, reference: Reference) -> str:
        """The type of the resource that is referred to, empty where the template has none."""
        piece = self._by_id.get(reference.id)
        return piece.kind if piece else ""

    def functions(self, link: Link) -> tuple[str, ...]:
        """The logical ids of the functions that a link names, each once."""
        by_id = (self._function(each.id, 0) for each in link.references)
        by_name = (self._by_name.get(name) for name in _function_names(link))
        return tuple(dict.fromkeys(each for each in (*by_id, *by_name) if each))

    def of_kind(self, kind: str) -> tuple[Piece, ...]:
        """All resources of a type."""
        return self._by_kind.get(kind, ())

    def links(self, logical_id: str) -> tuple[tuple[Piece, Link], ...]:
        """Every link that refers to a resource, with the resource that has it."""
        return self._links.get(logical_id, ())

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Piece, ...]]:
        found: dict[str, list[Piece]] = {}
        for piece in self.pieces:
            found.setdefault(piece.kind, []).append(piece)
        return {kind: tuple(pieces) for kind, pieces in found.items()}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {piece.name: piece.id for piece in self.pieces if piece.is_function and piece.name}

    @cached_property
    def _links(self) -> dict[str, tuple[tuple[Piece, Link], ...]]:
        found: dict[str, list[tuple[Piece, Link]]] = {}
        for piece in self.pieces:
            for link in piece.links:
                for logical_id in dict.fromkeys(each.id for each in link.references):
                    found.setdefault(logical_id, []).append((piece, link))
        return {logical_id: tuple(links) for logical_id, links in found.items()}

    def _function(self, logical_id: str, depth: int) -> str | None:
        """The function that a logical id stands for, itself or through an alias or a version."""
        piece = self._by_id.get(logical_id)
        if piece is None:
            # SAM and the Serverless Framework name the aliases and versions that they make.
            owners = (logical_id[: each.start()] for each in _GENERATED.finditer(logical_id))
            known = (self._by_id.get(owner) for owner in owners)
            return next((owner.id for owner in known if owner and owner.is_function), None)
        if piece.is_function:
            return piece.id
        if piece.kind not in _OF_FUNCTION or depth > _DEEPEST:
            return None
        return self._by_name.get(piece.name) or self._aliased(piece.name, depth)

    def _aliased(self, name: str, depth: int) -> str | None:
        reference = re.fullmatch(r"\$\{(\w+)(?:\.\w+)*\}", name)
        return self._function(reference.group(1), depth + 1) if reference else None


def _function_names(link: Link) -> Iterator[str]:
    """The physical names of functions in a text."""
    yield from _FUNCTION_NAME.findall(link.written)
    if link.can_be_name():
        yield link.written
