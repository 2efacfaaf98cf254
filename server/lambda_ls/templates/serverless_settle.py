"""Values of a Serverless service as they reach CloudFormation: with their variables filled in."""

from __future__ import annotations

import re

from ..text.span import Span
from ..text.tree import Entry, Mapping, Node, Scalar, Sequence
from .located import Located
from .serverless_resolver import Resolver
from .serverless_tree import Value, Whole, fields

# A variable inside a text that CloudFormation fills in too.
_VARIABLE = re.compile(r"\$\{(?:self|opt|sls|param|env|file)\s*[:(][^{}]*\}")
_MAX_DEPTH = 40
_MAX_NODES = 50_000
_NOWHERE = Span(0, 0)


def settled(resolver: Resolver, value: Value, certain: bool = True) -> Located:
    """A value with all variables in it followed.

    With `certain` a variable stays as it is where the deployment can set it, so that its text is no
    literal; without, what is likely takes its place, which is good enough to recognise names.
    """
    walk = _Settling(resolver, certain)
    node = walk.node(value, 0)
    return Located(node, value.place.path, value.place.block)


class _Settling:
    def __init__(self, resolver: Resolver, certain: bool) -> None:
        self._resolver = resolver
        self._certain = certain
        self._left = _MAX_NODES

    def node(self, value: Value, depth: int) -> Node:
        self._left -= 1
        if isinstance(value, Whole):
            return self._whole(value, depth)
        node = value.node
        if self._left < 0 or depth > _MAX_DEPTH:
            return node
        if isinstance(node, Scalar):
            return self._scalar(node, value, depth)
        if isinstance(node, Sequence):
            items = tuple(self.node(value.at(item), depth + 1) for item in node)
            return node if items == node.items else Sequence(items, node.span, node.tag)
        entries = tuple(self._entry(entry, value, depth) for entry in node)
        return node if entries == node.entries else Mapping(entries, node.span, node.tag)

    def _entry(self, entry: Entry, value: Located, depth: int) -> Entry:
        settled_value = self.node(value.at(entry.value), depth + 1)
        return entry if settled_value is entry.value else Entry(entry.key, settled_value)

    def _whole(self, value: Whole, depth: int) -> Node:
        if self._left < 0 or depth > _MAX_DEPTH:
            return Mapping((), _NOWHERE)
        entries = (
            Entry(Scalar(field.key.value, _NOWHERE), self.node(field.value, depth + 1))
            for field in fields(value)
        )
        return Mapping(tuple(entries), _NOWHERE)

    def _scalar(self, node: Scalar, at: Located, depth: int) -> Node:
        if "${" not in node.text:
            return node
        answer = self._resolver.resolve(at)
        if answer.doubt and self._certain:
            return node
        found = answer.value
        if found is not None and (isinstance(found, Whole) or found.node is not node):
            return self.node(found, depth + 1)
        text = _VARIABLE.sub(lambda match: self._text(match.group(), at), node.text)
        return node if text == node.text else Scalar(text, node.span, node.style, node.tag)

    def _text(self, variable: str, at: Located) -> str:
        """What a variable stands for, itself where that is no text or not certain enough."""
        answer = self._resolver.resolve(at.at(Scalar(variable, at.node.span)))
        found = answer.value
        if (answer.doubt and self._certain) or not isinstance(found, Located):
            return variable
        return variable if found.text is None else found.text
