"""Which files a handler string or an import can mean."""

from __future__ import annotations

import posixpath

from ...text.source import SourceText
from ..syntax import Grammar, parse

EXTENSIONS = (".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".tsx", ".jsx")

# The runtime's own order (aws-lambda-ric 3.3.0 and 4.0.2); a file without extension comes first.
_DEPLOYED = ("", ".js", ".mjs", ".cjs")
_SOURCES = (".ts", ".mts", ".cts", ".tsx", ".jsx")
_INDEX = ("index.js", "index.ts")

# What an import that names the compiled file can mean before it is compiled.
_COMPILED_FROM = {
    ".js": (".ts", ".tsx", ".jsx"),
    ".mjs": (".mts",),
    ".cjs": (".cts",),
    ".jsx": (".tsx",),
}


def grammar_of(path: str) -> Grammar:
    """The grammar for a file by its extension; JavaScript's where it has none."""
    extension = posixpath.splitext(path)[1].lower()
    if extension == ".tsx":
        return Grammar.TSX
    return Grammar.TYPESCRIPT if extension in (".ts", ".mts", ".cts") else Grammar.JAVASCRIPT


def path_of(source: SourceText) -> str:
    """A path with which a text can be read whose own is not known."""
    return "index.ts" if parse(Grammar.JAVASCRIPT, source).broken else "index.js"


def candidates(module: str) -> tuple[str, ...]:
    """The files that the runtime tries for a module, then the sources compiled to them.

    A folder's `index.js` is last; nodejs24.x refuses to import a folder.
    """
    names = (module + extension for extension in (*_DEPLOYED, *_SOURCES))
    return (*names, *(f"{module}/{index}" for index in _INDEX))


def module_of(path: str) -> str | None:
    """The path without its extension; None if the runtime would split it elsewhere.

    A dot in the base name (`app.test.js`, `app.d.ts`) ends the module's name too early.
    """
    module, extension = posixpath.splitext(path)
    base = posixpath.basename(module)
    if extension not in EXTENSIONS or "." in base or not base or ".." in path:
        return None
    return module


def import_candidates(specifier: str, importer: str) -> tuple[str, ...]:
    """The files that an import can mean, in the order tried; none for a package.

    An import that leaves the code folder gives paths that start with `../`.
    """
    if not _is_relative(specifier) or "\0" in specifier:
        return ()
    folder = posixpath.dirname(importer)
    target = posixpath.normpath(posixpath.join(folder, specifier))
    if specifier.endswith(("/", "/.", "..")) or specifier == ".":
        return _index_files(target)
    stem, extension = posixpath.splitext(target)
    if extension in EXTENSIONS:
        sources = (stem + source for source in _COMPILED_FROM.get(extension, ()))
        return (target, *sources)
    return (*(target + extension for extension in EXTENSIONS), *_index_files(target))


def _is_relative(specifier: str) -> bool:
    return specifier in (".", "..") or specifier.startswith(("./", "../"))


def _index_files(folder: str) -> tuple[str, ...]:
    index = posixpath.normpath(posixpath.join(folder, "index"))
    return tuple(index + extension for extension in EXTENSIONS)
