"""Variables of a Python module that last as long as the process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tree_sitter import Node

from ...flows.known import Outside
from ..events.names import outside

if TYPE_CHECKING:
    from .bodies import PythonBodies

_COLLECTIONS = frozenset(
    {"dictionary", "dictionary_comprehension", "list", "list_comprehension", "set"}
)
_CONSTRUCTORS = frozenset(
    {"collections.Counter", "collections.OrderedDict", "collections.defaultdict"}
    | {"collections.deque", "dict", "list", "set"}
)
_COUNTERS = frozenset({"concatenated_string", "float", "integer", "string"})


def collections(file: PythonBodies) -> frozenset[str]:
    """The variables of a module that are bound once, to a list, dictionary or set."""
    return frozenset(name for name, value in _values(file) if _is_collection(file, value))


def counters(file: PythonBodies) -> frozenset[str]:
    """The variables of a module that are bound once at its top level, to a number or text."""
    return frozenset(name for name, value in _values(file) if value.type in _COUNTERS)


def _values(file: PythonBodies) -> list[tuple[str, Node]]:
    return [
        (name, bindings[0].value)
        for name, bindings in file.module.bound.names.items()
        if len(bindings) == 1 and bindings[0].value is not None
    ]


def _is_collection(file: PythonBodies, value: Node) -> bool:
    if value.type in _COLLECTIONS:
        return True
    function = value.child_by_field_name("function") if value.type == "call" else None
    if function is None or b"maxlen" in (value.text or b""):
        return False
    root, _, members = file.tree.text(function).partition(".")
    bindings = file.module.bound.names.get(root, [])
    known = outside(bindings[0].imported) if len(bindings) == 1 else None
    if known is None and not bindings:
        known = Outside(root)
    name = f"{known.name}.{members}" if known and members else known.name if known else ""
    return name in _CONSTRUCTORS
