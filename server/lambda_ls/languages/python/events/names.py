"""What names of a file stand for: those of its module, and dotted ones."""

from __future__ import annotations

from ....model.module import Import
from ...flows.known import Known, Outside
from ...flows.scope import Scope


def outside(imported: Import | None) -> Outside | None:
    """What an import gives, by its full name."""
    if imported is None:
        return None
    name = f"{imported.module}.{imported.name}" if imported.name else imported.module
    return Outside(name, imported)


def named(scope: Scope, text: str) -> Known:
    """What a dotted name stands for."""
    root, *members = text.split(".")
    known = scope.find(root)
    for each in members:
        if not isinstance(known, Outside):
            return None
        known = Outside(f"{known.name}.{each}", known.imported)
    return known
