"""What changes in the source files that import a handler's module."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

from ..languages.base import Language, Move, NameChange
from ..languages.registry import language_of_path
from ..text.edits import TextEdit
from ..workspace.snapshot import Snapshot
from .imported import Imported
from .results import FileEdits

# A file can take everything from another one without a word of what that is.
_STARS = ("import *", "export *")
_WORD = re.compile(r"[\w-]+")


class ImporterEdits(Struct, frozen=True):
    """The edits of importing files, and the files that cannot be rewritten with certainty."""

    edits: tuple[FileEdits, ...] = ()
    uncertain: tuple[str, ...] = ()


def renamed_imports(snapshot: Snapshot, path: str, old: str, new: str) -> ImporterEdits:
    """What changes in other files when an export of a file gets another name."""
    language = language_of_path(path)
    if language is None:
        return ImporterEdits()
    module = Imported(snapshot, path, language, snapshot.sources(language))
    found: dict[str, set[TextEdit]] = {}
    uncertain = []
    for importer in _mentioning(module, old):
        edits = _renamed(module, importer, NameChange(old, new))
        if edits and _is_passed_on(module, importer, old):
            edits = _renamed(module, importer, NameChange(old, new, keep=True))
        if edits is None:
            uncertain.append(importer)
        else:
            found[importer] = set(edits)
    return ImporterEdits(_in_order(found), tuple(uncertain))


def moved_imports(
    snapshot: Snapshot, paths: Iterable[str], moved: Callable[[str], str]
) -> ImporterEdits:
    """What changes in source files when modules move; `moved` gives any path's new one."""
    by_language: dict[Language, list[str]] = {}
    for path in paths:
        language = language_of_path(path)
        if language is not None:
            by_language.setdefault(language, []).append(path)
    found: dict[str, set[TextEdit]] = {}
    uncertain: dict[str, None] = {}
    for language, own in by_language.items():
        sources = snapshot.sources(language)
        modules = [Imported(snapshot, path, language, sources) for path in own]
        for module, importer in _pairs(modules, sources):
            edits = _moved(module, importer, moved)
            if edits is None or _overlap((*edits, *found.get(importer, ()))):
                uncertain[importer] = None
            else:
                found.setdefault(importer, set()).update(edits)
    return ImporterEdits(_in_order(found), tuple(uncertain))


def _mentioning(module: Imported, name: str) -> Iterator[str]:
    """The files that mention a module and the name of its export."""
    names = (name.rpartition(".")[2], *_STARS)
    for path in module.sources:
        words = (names,) if module.is_package_of(path) else ((module.word,), names)
        if path != module.path and module.snapshot.mentions(path, words):
            yield path


def _pairs(modules: list[Imported], sources: tuple[str, ...]) -> Iterator[tuple[Imported, str]]:
    """The modules with the files that can import them; every file is looked at once."""
    snapshot = modules[0].snapshot
    words = tuple({module.word for module in modules})
    for path in sources:
        within = any(module.is_package_of(path) for module in modules)
        if not within and not snapshot.mentions(path, (words,)):
            continue
        source = snapshot.source(path)
        written = set(_WORD.findall(source.text)) if source else set()
        for module in modules:
            named = written.issuperset(_WORD.findall(module.word))
            if path != module.path and (named or module.is_package_of(path)):
                yield module, path


def _renamed(module: Imported, importer: str, change: NameChange) -> tuple[TextEdit, ...] | None:
    source = module.snapshot.source(importer)
    if source is None:
        return ()
    path = module.shown(importer, importer)
    return module.language.rename_imports(source, path, module.means(importer), change)


def _is_passed_on(module: Imported, importer: str, name: str) -> bool:
    """Whether other files take a name from a file that has it from the module."""
    again = module.snapshot.module(importer)
    if again is None or name not in again.exports:
        return False
    passing = Imported(module.snapshot, importer, module.language, module.sources)
    change = NameChange(name, f"{name}_")
    return any(_renamed(passing, each, change) != () for each in _mentioning(passing, name))


def _moved(
    module: Imported, importer: str, moved: Callable[[str], str]
) -> tuple[TextEdit, ...] | None:
    source = module.snapshot.source(importer)
    if source is None:
        return ()
    own, target = (
        Move(module.shown(path, importer), module.shown(moved(path), importer))
        for path in (importer, module.path)
    )
    edits = module.language.move_imports(source, own, target, module.means(importer))
    if edits is None:
        return None
    return tuple(edit for edit in edits if source.slice(edit.span) != edit.text)


def _overlap(edits: Iterable[TextEdit]) -> bool:
    ordered = sorted(set(edits), key=lambda edit: edit.span)
    return any(one.span.end > two.span.start for one, two in pairwise(ordered))


def _in_order(found: dict[str, set[TextEdit]]) -> tuple[FileEdits, ...]:
    return tuple(
        FileEdits(path, tuple(sorted(edits, key=lambda edit: edit.span)))
        for path, edits in sorted(found.items())
        if edits
    )
