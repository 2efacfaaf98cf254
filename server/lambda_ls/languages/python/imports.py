"""Which files an import statement can mean."""

from __future__ import annotations

from ...model.module import Import
from .builtin import is_builtin
from .handler import candidates


def import_candidates(imported: Import, importer: str) -> tuple[str, ...]:
    """The files of the imported module, then those of a submodule with the imported name.

    Absolute imports count from the code folder, relative ones from the package of `importer`.
    Empty for the interpreter's own modules and for relative imports that leave the code folder.
    """
    module = _absolute(imported.module, importer)
    if module is None or is_builtin(module):
        return ()
    name = imported.name or ""
    submodule = "/".join(filter(None, (module, name))) if name else ""
    return (*(candidates(module) or ("__init__.py",)), *candidates(submodule))


def _absolute(module: str, importer: str) -> str | None:
    """The module with `/`, empty for the code folder itself, None for a folder above it."""
    name = module.lstrip(".")
    level = len(module) - len(name)
    segments = name.split(".") if name else []
    if level == 0:
        return "/".join(segments) or None
    package = importer.split("/")[:-1]
    if level > len(package) + 1:
        return None
    return "/".join(package[: len(package) + 1 - level] + segments)
