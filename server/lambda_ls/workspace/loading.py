"""How the runtime of a function comes to a file of its code."""

from __future__ import annotations

import json
import os

from ..aws.runtimes import family_of
from ..languages.base import Loading
from ..model.function import Function
from ..model.place import known
from .files import Files

_MANIFEST = "package.json"


def loading_of(files: Files, function: Function, path: str, folder: str) -> Loading:
    """How a file is loaded that lies in `folder`, the code folder or a layer's."""
    as_written = is_deployed_as_written(function)
    is_es_module = as_written and _is_es_module(files, path, folder)
    return Loading(known(function.runtime), as_written, is_es_module)


def is_deployed_as_written(function: Function) -> bool:
    """Whether no build that the template tells of writes the code anew; some only copy it."""
    return function.build is None or family_of(function.build.method) is not None


def _is_es_module(files: Files, path: str, folder: str) -> bool:
    """Whether Node.js loads a file as an ES module, by its name or by its nearest manifest."""
    if path.endswith(".mjs"):
        return True
    above = os.path.dirname(path) if path.endswith(".js") else ""
    while files.contains(above):
        manifest = files.source(os.path.join(above, _MANIFEST))
        if manifest is not None or above == folder:
            return manifest is not None and _type_of(manifest.text) == "module"
        above = os.path.dirname(above)
    return False


def _type_of(manifest: str) -> object:
    try:
        fields = json.loads(manifest)
    except (ValueError, RecursionError):
        return None
    return fields.get("type") if isinstance(fields, dict) else None
