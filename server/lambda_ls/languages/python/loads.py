"""Which modules a Python file imports."""

from __future__ import annotations

from tree_sitter import Node

from ...model.load import ModuleLoad
from ...model.module import Import
from ...text.source import SourceText
from ..syntax import Grammar, SyntaxTree, parse
from .bindings import imported_module
from .import_sites import written_imports

_SEARCH_PATH = "sys.path"


def seeming_imports(source: SourceText) -> tuple[Import, ...]:
    """What a file seems to import, cheaply told; rather too much than too little."""
    return tuple(dict.fromkeys(written_imports(source)))


def loads(source: SourceText) -> tuple[ModuleLoad, ...]:
    """The modules that a file imports whenever it is imported: by statements of its top level.

    Those in `try`, `if` and functions may never run. Nothing can be told of a file that looks for
    modules in places of its own, or that does not parse: a statement may seem to stand outside.
    """
    if _SEARCH_PATH in source.text:
        return ()
    tree = parse(Grammar.PYTHON, source)
    found: list[ModuleLoad] = []
    for statement in tree.root.named_children if not tree.broken else ():
        if statement.type == "import_statement":
            found += _whole_modules(tree, statement)
        elif statement.type == "import_from_statement":
            found += _from_module(tree, statement)
    return tuple(found)


def _whole_modules(tree: SyntaxTree, statement: Node) -> list[ModuleLoad]:
    items = statement.children_by_field_name("name")
    names = [item.child_by_field_name("name") or item for item in items]
    return [ModuleLoad("".join(tree.text(name).split()), None, tree.span(name)) for name in names]


def _from_module(tree: SyntaxTree, statement: Node) -> list[ModuleLoad]:
    module = statement.child_by_field_name("module_name")
    if module is None:
        return []
    name, span = imported_module(tree, statement), tree.span(module)
    items = statement.children_by_field_name("name")
    taken = [tree.text(item.child_by_field_name("name") or item) for item in items]
    return [ModuleLoad(name, each, span) for each in taken] or [ModuleLoad(name, None, span)]
