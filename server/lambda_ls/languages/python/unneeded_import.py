"""Taking the import of a name out of a Python module where nothing needs it any more."""

from __future__ import annotations

import re

from tree_sitter import Node

from ...model.declaration import Rewrite
from ...text.edits import TextEdit
from ...text.span import Span
from ..syntax import SyntaxTree
from ..whole_lines import lines_of
from .bindings import module_bindings

_IMPORTS = frozenset({"import_from_statement", "import_statement"})
_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))+")


def without_import(tree: SyntaxTree, name: str, statement: Span) -> Rewrite:
    """The edit that takes an import out whose name stands nowhere but in a statement that goes.

    Empty where that is not certain.
    """
    bindings = tree.once(module_bindings).names.get(name, [])
    imported = bindings[0].statement if len(bindings) == 1 and bindings[0].imported else None
    if imported is None or imported.type not in _IMPORTS or imported.parent != tree.root:
        return ()
    span = tree.span(imported)
    places = (match.start() for match in re.finditer(rf"\b{re.escape(name)}\b", tree.source.text))
    allowed = (statement, span)
    if not all(any(each.start <= place < each.end for each in allowed) for place in places):
        return ()
    names = imported.children_by_field_name("name")
    if len(names) > 1:
        entry = next((each for each in names if each.end_byte == bindings[0].node.end_byte), None)
        return (TextEdit(_with_comma(tree, names, entry), ""),) if entry else ()
    lines = lines_of(tree.source, span)
    return (TextEdit(_with_gap(tree, imported, lines), ""),) if lines else ()


def _with_comma(tree: SyntaxTree, names: list[Node], entry: Node) -> Span:
    """One of several names with the comma that goes with it."""
    index = names.index(entry)
    if index + 1 < len(names):
        return Span(tree.span(entry).start, tree.span(names[index + 1]).start)
    return Span(tree.span(names[index - 1]).end, tree.span(entry).end)


def _with_gap(tree: SyntaxTree, statement: Node, lines: Span) -> Span:
    """The lines of a statement, with those below it that are blank if it is the file's first."""
    below = _BLANK_LINES.match(tree.source.text, lines.end)
    is_first = statement.prev_named_sibling is None
    return Span(lines.start, below.end()) if is_first and below else lines
