"""Making JSON text of a Python expression."""

from __future__ import annotations

from ...model.module import Import
from ...text.edits import TextEdit
from ...text.source import SourceText
from ...text.span import Span
from ..syntax import Grammar, parse
from .bindings import module_bindings
from .insertion import added_import
from .rebinding import bound_around

_MODULE = "json"


def json_text(source: SourceText, value: Span) -> tuple[TextEdit, ...]:
    """The edits that make an expression its JSON text, with the import that they need."""
    tree = parse(Grammar.PYTHON, source)
    node = tree.node_at(value)
    if node is None or any(bound_around(tree, node, _MODULE)):
        return ()
    is_awaited = node.parent is not None and node.parent.type == "await"
    whole = tree.span(node.parent) if node.parent is not None and is_awaited else value
    wrapped = TextEdit(whole, f"{_MODULE}.dumps({source.slice(whole)})")
    bindings = tree.once(module_bindings).names.get(_MODULE)
    if bindings is None:
        return (added_import(tree, f"import {_MODULE}"), wrapped)
    is_module = all(each.imported == Import(_MODULE, None) for each in bindings)
    return (wrapped,) if is_module else ()
