"""What changes in a Python file when something that it imports gets another name or place."""

from __future__ import annotations

from collections.abc import Iterable
from keyword import iskeyword

from tree_sitter import Node

from ...model.module import Import
from ...text.edits import TextEdit
from ...text.source import SourceText
from ..base import Means, Move, NameChange
from ..syntax import Grammar, SyntaxTree, parse
from .handler import module_of
from .import_sites import (
    ImportSite,
    import_sites,
    local_edits,
    module_expressions,
    properties,
    written_imports,
)
from .uses import FileUses

# Every use of an import is looked for anew.
_MOST_IMPORTS = 50


def rename_imports(
    source: SourceText, path: str, means: Means, change: NameChange
) -> tuple[TextEdit, ...] | None:
    """The edits for another name of a module's attribute; None where they are not certain."""
    if not _may_import(source, means):
        return ()
    tree = parse(Grammar.PYTHON, source)
    if tree.broken:
        return None
    sites = _of_module(tree, means)
    if len(sites) > _MOST_IMPORTS:
        return None
    file = FileUses(tree)
    imported: list[Node] = []
    edits: list[TextEdit] = []
    for site in sites:
        whole = means(Import(site.module or site.text, None))
        if site.original is None:
            if whole is not False:
                return None
            continue
        if site.module is not None and site.text == change.old and whole is not False:
            if whole is None:
                return None
            if site.alias is None:
                imported.append(site.original.named_children[0])
            else:
                edits.append(TextEdit(tree.span(site.original), change.new))
        meant = whole if site.module is None else means(Import(site.as_module, None))
        used = properties(file, site, change.old) if meant is not False else []
        if used is None or (used and meant is None):
            return None
        edits += (TextEdit(tree.span(node), change.new) for node in used)
    # What a package's `__init__` imports is there for others.
    keep = change.keep or path.endswith("__init__.py")
    return _in_order((*edits, *local_edits(file, imported, change.new, keep)))


def move_imports(
    source: SourceText, importer: Move, target: Move, means: Means
) -> tuple[TextEdit, ...] | None:
    """The edits for another place of a module; None where they are not certain."""
    if not _may_import(source, means):
        return ()
    tree = parse(Grammar.PYTHON, source)
    if tree.broken:
        return None
    sites = _of_module(tree, means)
    if len(sites) > _MOST_IMPORTS:
        return None
    file = FileUses(tree)
    edits: list[TextEdit] = []
    for site in sites:
        found = _moved_package(file.tree, site, importer, target, means)
        if found == []:
            found = _moved_module(file, site, importer, target, means)
        if found is None:
            return None
        edits += found
    return _in_order(edits)


def _may_import(source: SourceText, means: Means) -> bool:
    """Whether a file names the module in an import; most files need not be parsed to tell."""
    return any(means(each) is not False for each in set(written_imports(source)))


def _of_module(tree: SyntaxTree, means: Means) -> list[ImportSite]:
    """The sites that may import something of the module, or the module."""
    return [
        site
        for site in import_sites(tree)
        if means(Import(site.as_module, None)) is not False
        or (site.module is not None and means(Import(site.module, None)) is not False)
    ]


def _in_order(edits: Iterable[TextEdit]) -> tuple[TextEdit, ...]:
    return tuple(sorted(dict.fromkeys(edits), key=lambda edit: edit.span))


def _moved_package(
    tree: SyntaxTree, site: ImportSite, importer: Move, target: Move, means: Means
) -> list[TextEdit] | None:
    """The edits of `from module import ...` where `module` is what moves."""
    name = site.statement.child_by_field_name("module_name")
    meant = means(Import(site.module, None)) if site.module is not None else False
    if site.module is None or name is None or meant is False:
        return []
    spelling = _respelt(site.module, importer, target)
    if meant is None or spelling is None:
        return None
    return [TextEdit(tree.span(name), spelling)]


def _moved_module(
    file: FileUses, site: ImportSite, importer: Move, target: Move, means: Means
) -> list[TextEdit] | None:
    """The edits of `import module` and `from package import module`."""
    meant = means(Import(site.as_module, None)) if site.original is not None else False
    if site.original is None or meant is False:
        return []
    spelling = _respelt(site.as_module, importer, target)
    if meant is None or spelling is None:
        return None
    if site.module is None:
        return _imported_module(file, site, site.original, spelling)
    package, name = _split(spelling)
    edits = list(_name_edits(file, site, site.original, name))
    written = site.statement.child_by_field_name("module_name")
    if package == site.module or written is None:
        return edits
    if len(site.statement.children_by_field_name("name")) > 1:
        return None
    return [*edits, TextEdit(file.tree.span(written), package)]


def _imported_module(
    file: FileUses, site: ImportSite, original: Node, spelling: str
) -> list[TextEdit]:
    if site.local is not None:
        return list(_name_edits(file, site, original, spelling))
    nodes = (original, *module_expressions(file, site))
    return [TextEdit(file.tree.span(node), spelling) for node in nodes]


def _name_edits(file: FileUses, site: ImportSite, original: Node, new: str) -> Iterable[TextEdit]:
    if new == site.text:
        return ()
    if site.alias is not None:
        return (TextEdit(file.tree.span(original), new),)
    return local_edits(file, original.named_children, new, keep=False)


def _respelt(module: str, importer: Move, target: Move) -> str | None:
    """How a file names a module after a move, counted from where it did before."""
    old, new = module_of(target.old), module_of(target.new)
    if old is None or new is None:
        return None
    segments = new.split("/")
    if any(not segment.isidentifier() or iskeyword(segment) for segment in segments):
        return None
    if module.startswith("."):
        return _relative(importer.new.split("/")[:-1], segments)
    written = module.replace(".", "/")
    root = old.removesuffix(written)
    if f"{root}{written}" != old or not new.startswith(root):
        return None
    return new[len(root) :].replace("/", ".")


def _relative(package: list[str], module: list[str]) -> str:
    shared = 0
    while shared < min(len(package), len(module) - 1) and package[shared] == module[shared]:
        shared += 1
    return "." * (len(package) - shared + 1) + ".".join(module[shared:])


def _split(module: str) -> tuple[str, str]:
    """The package, with the dots that stand for it, and the module's own name."""
    name = module.rpartition(".")[2]
    before = module[: len(module) - len(name)]
    return before.rstrip(".") or before, name
