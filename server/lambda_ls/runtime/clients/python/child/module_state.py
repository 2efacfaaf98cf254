"""What the modules of the user's code hold, and so keep from one invocation to the next.

No code of the user's is called for it: only values of built-in types are looked into, and objects
of the user's own classes by their attributes.
"""

from __future__ import annotations

import marshal
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
_DEEPEST = 100
_SHOWN_ITEMS = 4
_SHOWN_CHARACTERS = 60
_MOST_BITS = 1_024
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
            if not is_private and not _is(value, _CODE) and len(found) < _MOST_NAMES:
                digest = _Digest(frozenset(modules))
                found[f"{module}.{name}"] = (digest.of(value), _shown(value))
    return found


def _own_modules(root: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The modules of the task root, without packages that were installed into it."""
    installed = set(_installed(root))
    for name, module in list(sys.modules.items()):
        file = vars(module).get("__file__") if type(module) is ModuleType else None
        is_inside = type(file) is str and file.startswith(root) and "site-packages" not in file
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
        self._depth = 0

    def of(self, value: Any) -> int:
        """The number; values that are alike have the same."""
        self._left -= 1
        if type(value) in _PLAIN:
            # Python refuses to write very long numbers as text. Later formats tell who shares one.
            return crc32(marshal.dumps(value, 2))
        known = self._seen.get(id(value))
        if known is not None or self._left < 0 or self._depth > _DEEPEST:
            return known or 0
        self._seen[id(value)] = len(self._seen) + 1
        self._depth += 1
        parts = self._parts(value)
        self._depth -= 1
        return crc32(repr((type(value).__name__, *parts)).encode())

    def _parts(self, value: Any) -> list[int]:
        if _is(value, (set, frozenset)):
            return sorted(map(self.of, _items(value)))
        if _is(value, (dict, list, tuple)):
            return list(map(self.of, _items(value)))
        is_own = type(value).__module__ in self._modules
        return [id(value), *(self._parts(_attributes(value)) if is_own else ())]


def _items(value: Any) -> list[Any]:
    """What a container holds, by the built-in types' own methods whatever its class has of them."""
    if _is(value, (dict,)):
        # Copied at once, since a thread may change it meanwhile.
        return [part for pair in list(dict.items(value)) for part in pair]
    for kind in (list, tuple, set, frozenset):
        if _is(value, (kind,)):
            iterate: Callable[[Any], Iterator[Any]] = kind.__iter__
            return list(iterate(value))
    return []


def _is(value: Any, kinds: tuple[type, ...]) -> bool:
    """What `isinstance` tells, which also asks the value for its class, and so may run its code."""
    return issubclass(type(value), kinds)


def _attributes(value: Any) -> dict[str, Any]:
    try:
        found = object.__getattribute__(value, "__dict__")
    except AttributeError:
        return {}
    return found if type(found) is dict else {}


def _shown(value: Any, depth: int = 1) -> str:
    """A value as a reader of the report sees it: short, and without its depths."""
    if type(value) is int and value.bit_length() > _MOST_BITS:
        return f"<int of {value.bit_length()} bits>"
    if type(value) in _PLAIN:
        text = repr(value)
        return text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "..."
    if type(value) is dict:
        return _listed("{", list(value.items()), _pair, "}", depth)
    brackets = _BRACKETS.get(type(value))
    if brackets is None:
        return f"<{type(value).__name__}>"
    if not value and brackets == "{}":
        return "set()"
    return _listed(brackets[0], list(value), _shown, brackets[1], depth)


def _pair(pair: tuple[Any, Any], depth: int) -> str:
    key, value = pair
    return f"{_shown(key, 0)}: {_shown(value, depth)}"


def _listed(
    start: str, values: list[Any], show: Callable[[Any, int], str], end: str, depth: int
) -> str:
    if values and depth < 0:
        return f"{start}...{end}"
    items = [show(each, depth - 1) for each in values[:_SHOWN_ITEMS]]
    if len(values) > _SHOWN_ITEMS:
        items = [*items, f"... {len(values)} in all"]
    return start + ", ".join(items) + end
