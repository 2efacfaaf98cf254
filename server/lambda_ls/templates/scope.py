"""What the functions of one template share."""

from __future__ import annotations

import os
from collections.abc import Mapping as MappingOf

from msgspec import Struct

from ..model.function import Dialect
from ..model.place import Unknown
from ..text.tree import Mapping
from .located import Located


class Named(Struct, frozen=True):
    """A resource of a type whose name tells what others get of it; `name` may be only likely."""

    kind: str
    name: str | Unknown


class Scope(Struct, frozen=True, eq=False, dict=True):
    """The parts of a template that a function's values depend on; compared by identity.

    `layers` has by logical id the folder (absolute) of each layer whose content is local, None
    for the layers whose content is elsewhere. `is_broken` is true where a part of what they share
    cannot be read. `macro` is the name of a macro of the account's own that changes the template.
    `named` has by logical id the resources to which the template gives a name.
    """

    path: str
    dialect: Dialect
    parameters: Mapping
    mappings: Mapping
    function_globals: Located | None
    layers: MappingOf[str, str | None]
    is_broken: bool = False
    macro: str | None = None
    named: MappingOf[str, Named] = {}

    def certain_name(self, logical_id: str) -> str | None:
        """The name of a resource, where nothing of it depends on the deployment."""
        named = self.named.get(logical_id)
        return named.name if named and isinstance(named.name, str) else None

    @property
    def folder(self) -> str:
        """The folder of the template, from which its paths count."""
        return os.path.dirname(self.path)


def local_path(folder: str, text: str) -> str | None:
    """The absolute path of a path that a template writes; None for what is no path (a URL)."""
    if "://" in text or "\0" in text:
        return None
    # Templates that are written on Windows use either separator.
    return os.path.normpath(os.path.join(folder, text.replace("\\", "/")))
