"""Where a file names another one as a module, and what it does with that module's exports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from msgspec import Struct
from tree_sitter import Node

from ...text.source import SourceText
from ...text.span import Span
from ..syntax import SyntaxTree
from .nodes import (
    FUNCTIONS,
    arguments,
    bare,
    callee_name,
    field_text,
    has_token,
    parts,
    property_name,
    string_value,
    text_of,
    unquoted,
)
from .scopes import references_of

# Looking ahead only, so that an apostrophe in a comment hides no string behind it.
_QUOTED = re.compile(r"[\"'`](?=(?P<module>[^\"'`\s\\]{1,300})[\"'`])")
_MOCKS = frozenset({"doMock", "doUnmock", "dontMock", "mock", "unmock"})
_LOADERS = frozenset(
    {"esmock", "import", "importActual", "proxyquire", "require", "requireActual", "rewire"}
)
_NO_LOADERS = frozenset({"context", "describe", "it", "join", "log", "resolve", "test"})
_INTEROP = ("__importStar", "__importDefault", "interopRequireDefault", "interopRequireWildcard")
_SAME_VALUE = frozenset(
    {
        "as_expression",
        "await_expression",
        "non_null_expression",
        "parenthesized_expression",
        "satisfies_expression",
    }
)
_NO_USE = frozenset({"expression_statement", "nested_type_identifier", "type_query"})
_MOST_ALIASES = 4
_DEEPEST_MOCK = 12


class Form(Enum):
    """How the name of an export is written where it is used.

    `PLAIN`: it can simply be another one. `IMPORT` and `PATTERN`: it is the file's own name for the
    export as well. `EXPORT`: it is what the file itself exports, too.
    """

    PLAIN = ""
    IMPORT = "import"
    PATTERN = "pattern"
    EXPORT = "export"


class ExportUse(Struct, frozen=True):
    """One place that names an export of another file."""

    node: Node
    form: Form = Form.PLAIN


class ImportSite(Struct, frozen=True):
    """A string that may name a module; `spelling` is what stands between its quotes."""

    module: str
    spelling: Node
    literal: Node

    @property
    def imports(self) -> bool:
        """Whether this is certainly an import, or a call that takes a module's name as one does."""
        around = self.literal.parent
        if around is None or around.type != "arguments":
            kinds = ("import_statement", "export_statement", "import_require_clause")
            return around is not None and around.type in kinds
        resolves = around.parent is not None and callee_name(around.parent) == "require.resolve"
        return resolves or _called(around) in _LOADERS | _MOCKS


def quoted_texts(source: SourceText) -> Iterator[tuple[str, Span]]:
    """Whatever stands between two quotes without a blank, with its place."""
    for match in _QUOTED.finditer(source.text):
        yield match["module"], Span(*match.span("module"))


def import_sites(tree: SyntaxTree) -> Iterator[ImportSite]:
    """The strings of a file."""
    for module, span in quoted_texts(tree.source):
        node = tree.node_at(span)
        literal = node.parent if node else None
        if node and literal and string_value(literal) == module:
            yield ImportSite(module, node, literal)


def export_uses(
    tree: SyntaxTree, site: ImportSite, name: str, is_default: bool
) -> list[ExportUse] | None:
    """Where the file uses the export `name` of the module that a site names.

    None where the module is used in a way that hides it. With `is_default` a default import is the
    module as a whole, as it is for CommonJS modules.
    """
    around = site.literal.parent
    if around is None:
        return []
    if around.type == "export_statement":
        return _exported_again(around, name)
    if around.type == "import_statement":
        return _imported(tree, around, name, is_default)
    if around.type == "import_require_clause":
        return _all(tree, parts(around)[:1], name)
    if around.type == "arguments" and around.parent is not None:
        return _loaded(tree, around.parent, name)
    return []


def _exported_again(statement: Node, name: str) -> list[ExportUse] | None:
    uses: list[ExportUse] = []
    if has_token(statement, "*"):
        return None
    for clause in parts(statement):
        if clause.type == "namespace_export":
            return None
        for specifier in parts(clause) if clause.type == "export_clause" else ():
            uses += _specified(specifier, name, Form.EXPORT)
    return uses


def _imported(
    tree: SyntaxTree, statement: Node, name: str, is_default: bool
) -> list[ExportUse] | None:
    uses: list[ExportUse] = []
    modules: list[Node] = []
    for clause in parts(statement):
        for node in parts(clause) if clause.type == "import_clause" else ():
            if node.type == "identifier" and is_default:
                modules.append(node)
            elif node.type == "namespace_import":
                modules += parts(node)
            elif node.type == "named_imports":
                for specifier in parts(node):
                    uses += _specified(specifier, name, Form.IMPORT)
    through_modules = _all(tree, modules, name)
    return None if through_modules is None else uses + through_modules


def _specified(specifier: Node, name: str, form: Form) -> list[ExportUse]:
    """The use in `name` or `name as other`."""
    own = specifier.child_by_field_name("name")
    if own is None or property_name(own) != name:
        return []
    alias = specifier.child_by_field_name("alias")
    return [ExportUse(unquoted(own), Form.PLAIN if alias else form)]


def _all(tree: SyntaxTree, names: list[Node], name: str) -> list[ExportUse] | None:
    uses: list[ExportUse] = []
    for node in names:
        found = _through(tree, node, name, 0)
        if found is None:
            return None
        uses += found
    return uses


def _loaded(tree: SyntaxTree, call: Node, name: str) -> list[ExportUse] | None:
    """The uses of what a call gives that is handed the module's name."""
    given = arguments(call)
    called = callee_name(call).rpartition(".")[2]
    if called in _NO_LOADERS:
        return []
    if called in _MOCKS:
        return _mocked(given[1], name) if len(given) > 1 else []
    return _of_module(tree, call, name, 0) if called in _LOADERS else None


def _mocked(replacement: Node, name: str) -> list[ExportUse] | None:
    """The export's name in what stands for the module in a test: `() => ({ name: fn })`."""
    made: Node | None = replacement
    if replacement.type in FUNCTIONS:
        body = replacement.child_by_field_name("body")
        made = _returned(body) if body and body.type == "statement_block" else body
    made = bare(made) if made else None
    if made is None or made.type != "object":
        return None
    keys = ((part, part.child_by_field_name("key")) for part in parts(made))
    found = [key or part for part, key in keys if property_name(key or part) == name]
    if any(node.type == "shorthand_property_identifier" for node in found):
        return None
    return [ExportUse(unquoted(node)) for node in found]


def _returned(block: Node) -> Node | None:
    """What a function returns in its last statement."""
    last = next(reversed(parts(block)), None)
    returned = parts(last) if last and last.type == "return_statement" else []
    return returned[0] if returned else None


def _in_mock(node: Node) -> bool:
    """Whether a node is in what stands for a module in a test."""
    around = node.parent
    for _ in range(_DEEPEST_MOCK):
        if around is None:
            return False
        if around.type == "arguments" and _called(around) in _MOCKS:
            return True
        around = around.parent
    return False


def _called(given: Node) -> str:
    return callee_name(given.parent).rpartition(".")[2] if given.parent else ""


def _of_module(tree: SyntaxTree, expression: Node, name: str, depth: int) -> list[ExportUse] | None:
    """The uses of the export in one expression that stands for the module."""
    module, around = _outermost(expression)
    if around is None or around.type in _NO_USE:
        return []
    if around.type == "spread_element":
        return [] if _in_mock(around) else None
    if around.type == "member_expression":
        return _of_member(around, name)
    if around.type == "subscript_expression":
        index = around.child_by_field_name("index")
        return _named(index, name) if index != module else None
    if around.type == "arguments":
        # `jest.spyOn(module, "name")`
        return _named(module.next_named_sibling, name)
    target = None
    if around.type == "variable_declarator":
        target = around.child_by_field_name("name")
    elif around.type == "assignment_expression":
        target = around.child_by_field_name("left")
    if target is None or target == module:
        return None
    if target.type == "object_pattern":
        return _of_pattern(target, name)
    return _through(tree, target, name, depth) if target.type == "identifier" else None


def _outermost(expression: Node) -> tuple[Node, Node | None]:
    """An expression with all around it that has the same value, and what is around that."""
    around = expression.parent
    while around is not None:
        helper = around.type == "arguments" and _called(around).endswith(_INTEROP)
        if around.type not in _SAME_VALUE and not helper:
            break
        expression, around = around, around.parent
        if helper and around is not None:
            expression, around = around, around.parent
    return expression, around


def _of_member(member: Node, name: str) -> list[ExportUse] | None:
    key = member.child_by_field_name("property")
    if key is None or text_of(key) in ("then", "catch", "finally"):
        return None
    return [ExportUse(key)] if text_of(key) == name else []


def _named(node: Node | None, name: str) -> list[ExportUse] | None:
    """The use in a string; None where what is named cannot be told."""
    named = string_value(node)
    if node is None or named is None:
        return None
    return [ExportUse(unquoted(node))] if named == name else []


def _of_pattern(pattern: Node, name: str) -> list[ExportUse] | None:
    """The use in `{ name }` and `{ name: other }`."""
    for part in parts(pattern):
        if part.type == "rest_pattern":
            return None
        if part.type == "pair_pattern":
            key = part.child_by_field_name("key")
            if key is not None and property_name(key) == name:
                return [ExportUse(unquoted(key))]
        elif part.type == "shorthand_property_identifier_pattern" and text_of(part) == name:
            return [ExportUse(part, Form.PATTERN)]
        elif field_text(part, "left") == name:
            return None
    return []


def _through(tree: SyntaxTree, local: Node, name: str, depth: int) -> list[ExportUse] | None:
    """The uses through the name that a file has for the whole module."""
    references = references_of(tree, local)
    if references is None or depth > _MOST_ALIASES:
        return None
    uses: list[ExportUse] = []
    for reference in references:
        if reference.node == local or _gets_value(reference.node, reference.parent):
            continue
        found = _of_module(tree, reference.node, name, depth + 1)
        if found is None:
            return None
        uses += found
    return uses


def _gets_value(node: Node, around: Node) -> bool:
    """Whether this is the name on the left of a `=`."""
    target = around.child_by_field_name("left") or around.child_by_field_name("name")
    return around.type in ("variable_declarator", "assignment_expression") and target == node
