"""The content of local files that belongs to a resource."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from ...text.document import Document
from ...text.tree import EMPTY_MAPPING, Mapping, Node
from ..calls import call_of
from ..literals import certain_text
from ..located import Located
from ..scope import Scope, local_path

Load: TypeAlias = Callable[[str], Document | None]
"""Absolute path to the tree of another data file; None if it is unreadable or not to be read."""

_TRANSFORM = "Fn::Transform"


class LocalFiles:
    """The local files that belong to a resource; remembers what it read."""

    def __init__(self, scope: Scope, load: Load) -> None:
        self.scope = scope
        self.documents: dict[str, Document | None] = {}
        self._load = load

    def content(self, location: Located | None) -> Mapping | None:
        """What is in the file that a property names; None if there is no such file."""
        text = certain_text(location, self.scope)
        path = local_path(self.scope.folder, text) if text else None
        if path is None:
            return None
        if path not in self.documents:
            self.documents[path] = self._load(path)
        document = self.documents[path]
        if document is None:
            return None
        entries = (block.entry for block in document.blocks if "/" not in block.name)
        return Mapping(tuple(filter(None, entries)), EMPTY_MAPPING.span)

    def follow(self, node: Node, at: Located) -> Node:
        """A node with the content of the file that `AWS::Include` puts in its place or into it."""
        if not isinstance(node, Mapping):
            return node
        call = call_of(node)
        is_whole = call is not None and call.name == "Transform"
        transform = call.argument if call and is_whole else node.get(_TRANSFORM)
        include = at.at(transform) if transform else None
        name = include.get("Name") if include else None
        if include is None or name is None or name.text != "AWS::Include":
            return node
        content = self.content(include.get("Parameters", "Location"))
        if content is None:
            return node
        beside = () if is_whole else tuple(each for each in node if each.key.text != _TRANSFORM)
        return Mapping((*beside, *content), node.span)
