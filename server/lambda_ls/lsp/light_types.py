"""The types of lsprotocol, of which only those that are used are made.

attrs writes, compiles and resolves what belongs to each of more than five hundred classes whenever
a process loads them, which is half of what a server needs until it answers. A client and a server
use a few dozen of them. Here attrs gets a class when somebody instantiates it or asks for its
fields.
"""

from __future__ import annotations

import sys
import threading
from typing import Any

import attrs

_MODULE = "lsprotocol.types"
_FIELDS = "__attrs_attrs__"
_define = attrs.define
_making = threading.RLock()


def load_types() -> None:
    """Load the types, unless they are loaded."""
    if _MODULE in sys.modules:
        return
    attrs.define = _later  # type: ignore[assignment]
    try:
        __import__(_MODULE)
    finally:
        attrs.define = _define
    from lsprotocol import _hooks

    # It would resolve all of them at once, for which all would have to be made.
    _hooks._resolved_forward_references = True


def _later(cls: type | None = None, **options: Any) -> Any:
    """The class, which attrs makes when it is used."""
    if cls is None or options:
        return _define(cls, **options)

    def init(self: object, *arguments: object, **values: object) -> None:
        _make(cls)
        self.__init__(*arguments, **values)  # type: ignore[misc]

    cls.__init__ = init  # type: ignore[misc]
    setattr(cls, _FIELDS, _Fields(cls))
    return cls


class _Fields:
    """What attrs knows of a class, which is made when somebody wants to know it."""

    def __init__(self, cls: type) -> None:
        self._cls = cls

    def __get__(self, instance: object, owner: type) -> object:
        _make(self._cls)
        return getattr(owner, _FIELDS)


def _make(cls: type) -> None:
    from lsprotocol.types import ALL_TYPES_MAP

    with _making:
        if isinstance(vars(cls)[_FIELDS], _Fields):
            # With slots it would be another class than the one that is known by now.
            _define(cls, init=True, slots=False)
            attrs.resolve_types(cls, ALL_TYPES_MAP, {})
