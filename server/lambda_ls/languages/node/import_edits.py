"""What changes in a file when something that it imports gets another name or place."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from tree_sitter import Node

from ...model.module import Import
from ...text.edits import TextEdit
from ...text.source import SourceText
from ...text.span import Span
from ..base import Means, Move, NameChange
from ..syntax import SyntaxTree, parse
from .exports import LONGEST_FILE
from .files import EXTENSIONS, grammar_of
from .import_sites import ExportUse, Form, export_uses, import_sites, quoted_texts
from .scopes import Reference, references_of

# Every use of an import is looked for anew.
_MOST_IMPORTS = 50
_IMPORTED_TYPE = re.compile(r"\btypeof\s+import\(\s*[\"'](?P<module>[^\"'\n]+)[\"']\s*\)")


def rename_imports(
    source: SourceText, path: str, means: Means, change: NameChange
) -> tuple[TextEdit, ...] | None:
    """The edits for another name of an export; None where they are not certain."""
    if not _may_import(source, means):
        return ()
    tree = _readable(source, path)
    if tree is None:
        return None
    uses: list[ExportUse] = []
    sites = [each for each in import_sites(tree) if means(Import(each.module, None)) is not False]
    if len(sites) > _MOST_IMPORTS:
        return None
    for site in sites:
        meant = means(Import(site.module, None))
        is_default = means(Import(site.module, "default")) is not False
        found = export_uses(tree, site, change.old, is_default)
        # Properties of an exported object are not followed into other files.
        followed = "." not in change.old or not site.imports
        if found is None or (found and meant is None) or not followed:
            return None
        uses += found
    return _in_order(edit for use in uses for edit in _renamed(tree, use, uses, change))


def move_imports(
    source: SourceText, importer: Move, target: Move, means: Means
) -> tuple[TextEdit, ...] | None:
    """The edits for another place of a module; None where they are not certain."""
    if not _may_import(source, means):
        return ()
    tree = _readable(source, importer.old)
    if tree is None:
        return None
    named = [(site.module, tree.span(site.spelling)) for site in import_sites(tree) if site.imports]
    types = _IMPORTED_TYPE.finditer(source.text)
    named += ((match["module"], Span(*match.span("module"))) for match in types)
    edits: list[TextEdit] = []
    for module, span in named:
        meant = means(Import(module, None))
        if meant is False:
            continue
        spelling = _respelt(module, importer, target)
        if meant is None or spelling is None:
            return None
        edits.append(TextEdit(span, spelling))
    return _in_order(edits)


def _readable(source: SourceText, path: str) -> SyntaxTree | None:
    if len(source) > LONGEST_FILE:
        return None
    tree = parse(grammar_of(path), source)
    if tree.broken and _IMPORTED_TYPE.search(source.text):
        # tree-sitter-typescript 0.23 does not know this form as an argument of a type.
        masked = _IMPORTED_TYPE.sub(lambda match: "T" * len(match[0]), source.text)
        tree = parse(grammar_of(path), SourceText(masked))
    return None if tree.broken else tree


def _may_import(source: SourceText, means: Means) -> bool:
    """Whether a file holds the module's name at all; most files need not be parsed to tell."""
    modules = {module for module, _ in quoted_texts(source)}
    return any(means(Import(module, None)) is not False for module in modules)


def _in_order(edits: Iterable[TextEdit]) -> tuple[TextEdit, ...]:
    return tuple(sorted(dict.fromkeys(edits), key=lambda edit: edit.span))


def _renamed(
    tree: SyntaxTree, use: ExportUse, uses: list[ExportUse], change: NameChange
) -> Iterator[TextEdit]:
    """The edits for one use: the file's own name changes, too, where that shows nowhere else."""
    span = tree.span(use.node)
    if use.form is Form.PLAIN:
        yield TextEdit(span, change.new)
        return
    local = use.form is not Form.EXPORT and not change.keep and not _taken(tree, change.new)
    references = references_of(tree, use.node) if local else None
    if references is None or any(_shows(each, uses) for each in references):
        separator = ": " if use.form is Form.PATTERN else " as "
        yield TextEdit(span, f"{change.new}{separator}{change.old}")
        return
    yield from (TextEdit(tree.span(each.node), change.new) for each in references)


def _taken(tree: SyntaxTree, name: str) -> bool:
    return bool(re.search(rf"(?<![\w$]){re.escape(name)}(?![\w$])", tree.source.text))


def _shows(reference: Reference, uses: list[ExportUse]) -> bool:
    """Whether the name can be seen from outside of the file, or is the name of a property."""
    node, around = reference.node, reference.parent
    if any(use.node == node for use in uses):
        return _is_exported(reference.ancestors)
    return node.type != "identifier" or around.type == "export_specifier"


def _is_exported(ancestors: tuple[Node, ...]) -> bool:
    return any(node.type == "export_statement" for node in ancestors)


def _respelt(module: str, importer: Move, target: Move) -> str | None:
    """How a file names a module after a move, in the style in which it did before."""
    if not module.startswith(".") or ".." in (*importer.new.split("/"), *target.new.split("/")):
        return None
    stem, extension = posixpath.splitext(target.new)
    written = posixpath.splitext(module)[1]
    if written in EXTENSIONS:
        # `.js` stands for what a `.ts` file is compiled to.
        stem += extension if posixpath.splitext(target.old)[1] == written else written
    elif _names_folder(module, target.old) and posixpath.basename(stem) == "index":
        stem = posixpath.dirname(stem)
    path = posixpath.relpath(f"/{stem}", f"/{posixpath.dirname(importer.new)}")
    return path if path.startswith(".") else f"./{path}"


def _names_folder(module: str, path: str) -> bool:
    """Whether an import means a folder's `index` file without saying so."""
    stem = posixpath.splitext(posixpath.basename(path))[0]
    return stem == "index" and posixpath.basename(module) != "index"
