"""The language back-ends, by the family of the runtime and by the extension of a file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .base import Language, SearchedLanguage

# Extensions stand here as well so that no grammar is loaded to find out that a file needs none.
_FAMILIES: Mapping[str, str] = {
    ".py": "python",
    **dict.fromkeys((".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx"), "node"),
}
SOURCE_EXTENSIONS = frozenset((*_FAMILIES, ".rb", ".java", ".kt", ".cs", ".go", ".rs"))
"""The extensions of files that can hold handlers."""


def is_source_file(path: str) -> bool:
    """Whether a file can hold handlers, going by its extension."""
    return os.path.splitext(path)[1] in SOURCE_EXTENSIONS


@cache
def deep_language(family: str) -> Language | None:
    """The back-end that reads modules of a runtime's family, None if its code is not read."""
    # Each is imported when it is first asked for: a Python project never loads the JS grammars.
    if family == "python":
        from .python.language import PythonLanguage

        return PythonLanguage()
    if family == "node":
        from .node.language import NodeLanguage

        return NodeLanguage()
    return None


@cache
def searched_language(family: str) -> SearchedLanguage | None:
    """The back-end that looks handlers of a runtime's family up by name, None if there is none."""
    if family == "ruby":
        from .ruby import RubyLanguage

        return RubyLanguage()
    if family == "java":
        from .java import JavaLanguage

        return JavaLanguage()
    if family == "dotnet":
        from .dotnet import DotnetLanguage

        return DotnetLanguage()
    if family == "go":
        from .go import GoLanguage

        return GoLanguage()
    if family == "provided":
        from .custom import CustomLanguage

        return CustomLanguage()
    return None


def language_of_path(path: str) -> Language | None:
    """The back-end that reads a file, by its extension; None if its exports are not read."""
    family = _FAMILIES.get(os.path.splitext(path)[1])
    return deep_language(family) if family else None
