"""The types of lsprotocol, loaded in half of the time.

attrs writes and compiles `__eq__` and `__repr__` anew for each of more than five hundred classes,
whenever a process loads them; that is a quarter of what a server needs until it answers. Here all
classes share two that do the same.
"""

from __future__ import annotations

import sys
from typing import Any

import attrs

_MODULE = "lsprotocol.types"


def load_types() -> None:
    """Load the types, unless they are loaded."""
    if _MODULE in sys.modules:
        return
    define = attrs.define
    attrs.define = _define  # type: ignore[assignment]
    try:
        __import__(_MODULE)
    finally:
        attrs.define = define


def _define(cls: type) -> type:
    """The class that `attrs.define` makes; it leaves alone what a class has by itself."""
    for name, method in (("__eq__", _equals), ("__repr__", _representation)):
        if name not in vars(cls):
            setattr(cls, name, method)
    return _DEFINE(cls)


_DEFINE = attrs.define


def _equals(self: Any, other: object) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return _values(self) == _values(other)


def _representation(self: Any) -> str:
    values = (f"{name}={value!r}" for name, value in _values(self).items())
    return f"{type(self).__qualname__}({', '.join(values)})"


def _values(instance: Any) -> dict[str, object]:
    return {each.name: getattr(instance, each.name) for each in attrs.fields(type(instance))}
