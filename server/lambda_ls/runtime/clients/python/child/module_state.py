"""What the modules of the user's code hold, and so keep from one invocation to the next.

No code of the user's is called for it: only values of built-in types are looked into, and objects
of the user's own classes by their attributes.
"""

from __future__ import annotations

import os
import sys
from types import BuiltinFunctionType, FunctionType, ModuleType
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

_MOST_NAMES = 500
_MOST_PARTS = 20_000
_SHOWN_ITEMS = 4
_SHOWN_CHARACTERS = 60
_CODE = (ModuleType, FunctionType, BuiltinFunctionType, type)
_BRACKETS: dict[type, str] = {list: "[]", tuple: "()", set: "{}", frozenset: "{}"}
_PLAIN = (type(None), bool, int, float, complex, str, bytes)


def module_state(root: str) -> dict[str, tuple[int, str]]:
    """By `module.name` a number that changes with the value, and the value for people."""
    modules = dict(_own_modules(os.path.join(os.path.abspath(root), "")))
    found: dict[str, tuple[int, str]] = {}
    for module, names in modules.items():
        for name, value in list(names.items()):
            is_private = name.startswith("__") and name.endswith("__")
            if not is_private and not isinstance(value, _CODE) and len(found) < _MOST_NAMES:
                digest = _Digest(frozenset(modules))
                found[f"{module}.{name}"] = (digest.of(value), _shown(value))
    return found


def _own_modules(root: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The modules of the task root, without packages that were installed into it."""
    installed = set(_installed(root))
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) if type(module) is ModuleType else None
        is_inside = isinstance(file, str) and file.startswith(root) and "site-packages" not in file
        if is_inside and name.partition(".")[0] not in installed:
            yield name, vars(module)


def _installed(root: str) -> Iterator[str]:
    for name in os.listdir(root):
        record = os.path.join(root, name, "RECORD")
        if name.endswith(".dist-info") and os.path.isfile(record):
            with open(record, encoding="utf-8", errors="replace") as file:
                for line in file:
                    yield line.partition("/")[0].partition(",")[0].partition(".py")[0]


class _Digest:
    """One number for all that can be reached from a value."""

    def __init__(self, modules: frozenset[str]) -> None:
        self._modules = modules
        self._seen: dict[int, int] = {}
        self._left = _MOST_PARTS

    def of(self, value: Any) -> int:
        """The number; values that are alike have the same."""
        self._left -= 1
        if type(value) in _PLAIN:
            return crc32(f"{type(value).__name__} {value!r}".encode("utf-8", "surrogatepass"))
        known = self._seen.get(id(value))
        if known is not None or self._left < 0:
            return known or 0
        self._seen[id(value)] = len(self._seen) + 1
        return crc32(repr((type(value).__name__, *self._parts(value))).encode())

    def _parts(self, value: Any) -> list[int]:
        if isinstance(value, (set, frozenset)):
            return sorted(map(self.of, _items(value)))
        if isinstance(value, (dict, list, tuple)):
            return list(map(self.of, _items(value)))
        is_own = type(value).__module__ in self._modules
        return [id(value), *(self._parts(_attributes(value)) if is_own else ())]


def _items(value: Any) -> list[Any]:
    """What a container holds, by the built-in types' own methods whatever its class has of them."""
    if isinstance(value, dict):
        return [part for pair in dict.items(value) for part in pair]
    for kind in (list, tuple, set, frozenset):
        if isinstance(value, kind):
            iterate: Callable[[Any], Iterator[Any]] = kind.__iter__
            return list(iterate(value))
    return []


def _attributes(value: Any) -> dict[str, Any]:
    try:
        found = object.__getattribute__(value, "__dict__")
    except AttributeError:
        return {}
    return found if type(found) is dict else {}


def _shown(value: Any, depth: int = 1) -> str:
    """A value as a reader of the report sees it: short, and without its depths."""
    if type(value) in _PLAIN:
        text = repr(value)
        return text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "..."
    if type(value) is dict:
        pairs = list(value.items())
        items = [f"{_shown(key, 0)}: {_shown(each, depth - 1)}" for key, each in _few(pairs)]
        return _listed("{", items, "}", len(pairs), depth)
    brackets = _BRACKETS.get(type(value))
    if brackets is None:
        return f"<{type(value).__name__}>"
    if not value and brackets == "{}":
        return "set()"
    values = list(value)
    items = [_shown(each, depth - 1) for each in _few(values)]
    return _listed(brackets[0], items, brackets[1], len(values), depth)


def _few(values: list[Any]) -> list[Any]:
    return values[:_SHOWN_ITEMS]


def _listed(start: str, items: list[str], end: str, count: int, depth: int) -> str:
    if count and depth < 0:
        return f"{start}...{end}"
    if count > _SHOWN_ITEMS:
        items = [*items, f"... {count} in all"]
    return start + ", ".join(items) + end
