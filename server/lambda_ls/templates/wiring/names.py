"""What a value of a template names: other resources, and names and ARNs as they are written."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ...text.tree import Mapping, Node, Scalar, Sequence
from ..calls import VARIABLE, call_of

# Aliases can make a small text endlessly deep and wide.
_MAX_DEPTH = 20
_MAX_NODES = 2_000


class Reference(Struct, frozen=True):
    """Another resource (`Ref`, its attribute empty) or an attribute of it (`Fn::GetAtt`)."""

    id: str
    attribute: str = ""


def references(node: Node) -> tuple[Reference, ...]:
    """Everything that a value refers to, wherever in it, each once."""
    return tuple(dict.fromkeys(_Reader().references(node, 0)))


def written(node: Node) -> str | None:
    """A text as it is written, its references as `${X}` and `${X.Attribute}`; None if it is none.

    Two texts that are written alike are alike once they are deployed.
    """
    return _Reader().written(node, 0)


def named(node: Node) -> str:
    """What people call the one that a value names: its logical id, or the end of its ARN."""
    found = references(node)
    if len(found) == 1:
        return found[0].id
    return (written(node) or "").rpartition(":")[2]


class _Reader:
    """Reads one value, and gives up where it grows out of all proportion."""

    def __init__(self) -> None:
        self._left = _MAX_NODES

    def references(self, node: Node, depth: int) -> Iterator[Reference]:
        if self._is_too_much(depth):
            return
        call = call_of(node)
        if call is None:
            for child in _children(node):
                yield from self.references(child, depth + 1)
        elif call.name in ("Ref", "GetAtt"):
            yield from _referred(call.argument)
        elif call.name == "Sub":
            yield from self._in_sub(call.argument, depth)
        else:
            yield from self.references(call.argument, depth + 1)

    def written(self, node: Node, depth: int) -> str | None:
        if self._is_too_much(depth):
            return None
        call = call_of(node)
        if call is None:
            return node.text if isinstance(node, Scalar) else None
        if call.name == "Sub":
            return self._written_sub(call.argument, depth)
        if call.name == "Join":
            return self._written_join(call.argument, depth)
        found = next(_referred(call.argument), None) if call.name in ("Ref", "GetAtt") else None
        return _variable(found) if found else None

    def _in_sub(self, argument: Node, depth: int) -> Iterator[Reference]:
        text, own = _sub_parts(argument)
        for match in VARIABLE.finditer(text or ""):
            name = match.group(1).strip()
            value = own.get(name) if own else None
            if value is not None:
                yield from self.references(value, depth + 1)
            elif name and not name.startswith("!"):
                yield _reference(name)

    def _written_sub(self, argument: Node, depth: int) -> str | None:
        text, own = _sub_parts(argument)
        if text is None or own is None:
            return text
        parts: list[str] = []
        end = 0
        for match in VARIABLE.finditer(text):
            value = own.get(match.group(1).strip())
            if value is not None:
                parts += (text[end : match.start()], self.written(value, depth + 1) or "")
                end = match.end()
        return "".join([*parts, text[end:]])

    def _written_join(self, argument: Node, depth: int) -> str | None:
        items = argument.items if isinstance(argument, Sequence) else ()
        separator, joined = items if len(items) == 2 else (None, None)
        if not isinstance(separator, Scalar) or not isinstance(joined, Sequence):
            return None
        return separator.text.join(self.written(item, depth + 1) or "" for item in joined)

    def _is_too_much(self, depth: int) -> bool:
        self._left -= 1
        return self._left < 0 or depth > _MAX_DEPTH


def _children(node: Node) -> Iterator[Node]:
    if isinstance(node, Mapping):
        yield from (entry.value for entry in node)
    elif isinstance(node, Sequence):
        yield from node


def _referred(argument: Node) -> Iterator[Reference]:
    if isinstance(argument, Sequence):
        parts = [item.text for item in argument if isinstance(item, Scalar)]
        if parts and parts[0]:
            yield Reference(parts[0], ".".join(parts[1:]))
    elif isinstance(argument, Scalar) and argument.text:
        yield _reference(argument.text)


def _reference(text: str) -> Reference:
    name, _, attribute = text.strip().partition(".")
    return Reference(name, attribute)


def _sub_parts(argument: Node) -> tuple[str | None, Mapping | None]:
    """The text of a `Sub`, and the variables that it brings itself."""
    own = None
    if isinstance(argument, Sequence) and argument.items:
        second = argument.items[1] if len(argument) > 1 else None
        own = second if isinstance(second, Mapping) else None
        argument = argument.items[0]
    return (argument.text if isinstance(argument, Scalar) else None), own


def _variable(reference: Reference) -> str:
    return "${" + ".".join(filter(None, (reference.id, reference.attribute))) + "}"
