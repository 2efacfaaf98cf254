"""Where a function's code is."""

from __future__ import annotations

import os

from ..model.function import Code, CodeArchive, CodeElsewhere, CodeFolder
from ..model.place import MaybeText, Unknown
from ..text.tree import Mapping
from .calls import call_of
from .intrinsics import text_value
from .located import Located
from .scope import Scope, local_path

CONTAINER_IMAGE = "the code is in a container image"
_IN_S3 = "the code is in S3"
_ARCHIVES = frozenset({".zip", ".jar", ".war"})
_SCRIPTS = frozenset({".py", ".js", ".mjs", ".cjs", ".rb"})


def code_at(located: Located, scope: Scope) -> Code:
    """The code of a `CodeUri`, or of a `Code` that `aws cloudformation package` replaces."""
    if isinstance(located.node, Mapping) and call_of(located.node) is None:
        return CodeElsewhere(_IN_S3, located.place)
    value = text_value(located, scope)
    if value is None:
        return CodeElsewhere("no code given", located.place, certain=False)
    return _code_of(value, scope)


def local_folder(located: Located | None, scope: Scope) -> str | None:
    """The folder that a layer's content names, None if it is not one of the workspace."""
    code = code_at(located, scope) if located else None
    return code.folder if isinstance(code, CodeFolder) else None


def _code_of(value: MaybeText, scope: Scope) -> Code:
    if isinstance(value.value, Unknown):
        return CodeElsewhere(value.value.reason, value.place, certain=False)
    path = local_path(scope.folder, value.value)
    if path is None:
        return CodeElsewhere(_IN_S3, value.place)
    extension = os.path.splitext(path)[1].lower()
    if extension in _ARCHIVES:
        return CodeArchive(path, value.place)
    if extension in _SCRIPTS:
        return CodeFolder(os.path.dirname(path), value.place, path)
    return CodeFolder(path, value.place)
