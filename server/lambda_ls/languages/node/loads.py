"""Which modules a file of JavaScript or TypeScript loads."""

from __future__ import annotations

import re

from tree_sitter import Node

from ...model.load import ModuleLoad
from ...model.module import Import
from ...text.source import SourceText
from ..syntax import Grammar, SyntaxTree, ancestors, parse
from .bindings import bindings_of
from .exports import LONGEST_FILE
from .files import grammar_of
from .import_sites import ImportSite, import_sites
from .nodes import callee_name, has_token, text_of
from .scopes import occurrences

_RELATIVE = re.compile(r"""["'`](?P<module>\.{1,2}(?:/[^"'`\s]{0,300})?)["'`]""")
# Around `require("x")` these let it run whenever the file is loaded.
_ALWAYS_RUN = frozenset(
    {
        "arguments",
        "array",
        "assignment_expression",
        "await_expression",
        "as_expression",
        "call_expression",
        "export_statement",
        "expression_statement",
        "import_require_clause",
        "lexical_declaration",
        "member_expression",
        "new_expression",
        "non_null_expression",
        "object",
        "pair",
        "parenthesized_expression",
        "program",
        "spread_element",
        "variable_declaration",
        "variable_declarator",
    }
)
_VALUES = frozenset({"identifier", "shorthand_property_identifier"})
# What the compiler of TypeScript takes away again.
_NO_VALUES = frozenset({"export_specifier", "nested_type_identifier", "type_query"})
_IN_IMPORTS = frozenset(
    {"import_clause", "import_require_clause", "import_specifier", "namespace_import"}
)
_CLAUSES = frozenset({"import_clause", "import_require_clause"})


def seeming_imports(source: SourceText) -> tuple[Import, ...]:
    """The files that a file seems to import, cheaply told; rather too much than too little."""
    found = (match["module"] for match in _RELATIVE.finditer(source.text))
    return tuple(Import(module, None) for module in dict.fromkeys(found))


def loads(source: SourceText, path: str) -> tuple[ModuleLoad, ...]:
    """The modules that a file loads whenever it is loaded: by code of its top level.

    Those in `try`, in conditions and in functions may never be loaded, and nothing can be told of a
    file that does not parse. What TypeScript imports for its types only is not there when the code
    runs.
    """
    if len(source) > LONGEST_FILE:
        return ()
    tree = parse(grammar_of(path), source)
    if tree.broken:
        return ()
    is_typed = grammar_of(path) is not Grammar.JAVASCRIPT
    return tuple(
        ModuleLoad(site.module, None, tree.span(site.spelling))
        for site in import_sites(tree)
        if _is_loaded(tree, site, is_typed)
    )


def _is_loaded(tree: SyntaxTree, site: ImportSite, is_typed: bool) -> bool:
    around = site.literal.parent
    if around is None:
        return False
    if around.type == "import_statement":
        return not is_typed or _gives_values(tree, around)
    if around.type == "export_statement":
        return not has_token(around, "type")
    if around.type == "import_require_clause":
        return around.parent is not None and _gives_values(tree, around.parent)
    call = around.parent
    if call is None or around.type != "arguments" or callee_name(call) != "require":
        return False
    return all(parent.type in _ALWAYS_RUN for parent, _ in ancestors(call))


def _gives_values(tree: SyntaxTree, statement: Node) -> bool:
    """Whether an import statement of TypeScript is still there when the code runs."""
    if has_token(statement, "type"):
        return False
    if not any(child.type in _CLAUSES for child in statement.named_children):
        return True
    return any(_is_used(tree, binding.name) for binding in bindings_of(statement))


def _is_used(tree: SyntaxTree, name: Node) -> bool:
    """Whether the file uses a name that it imports for its value."""
    found = occurrences(tree, text_of(name), _VALUES)
    return any(_is_value(each.parent) for each in found or ())


def _is_value(parent: Node) -> bool:
    return parent.type not in _NO_VALUES | _IN_IMPORTS
