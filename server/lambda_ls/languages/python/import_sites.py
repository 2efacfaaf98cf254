"""The import statements of a Python file, name by name, and what the file does with modules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from tree_sitter import Node

from ...model.module import Import
from ...text.edits import TextEdit
from ...text.source import SourceText
from ..syntax import SyntaxTree
from .bindings import imported_module
from .scopes import Role, Use
from .uses import FileUses, nodes_named

_IMPORT = re.compile(r"\bimport\b")
# The names end with the line, unless they stand in brackets or a backslash joins lines.
_WRITTEN = re.compile(
    r"(?:\bfrom\s+(?P<module>[.\w]+)\s*|\b)import\b"
    r"\s*(?P<names>\([^)]{0,5000}|(?:[^\n\\]|\\.){0,2000})",
    re.DOTALL,
)
_NAME = re.compile(r"[.\w]+")


class ImportSite(Struct, frozen=True):
    """One name of an import statement; `original` is None for a `*`.

    `module` is the module of a `from` statement as written, None for `import x`.
    """

    statement: Node
    module: str | None
    original: Node | None
    alias: Node | None
    text: str

    @property
    def as_module(self) -> str:
        """The module that the name is if it is a module, in the words of this file."""
        if self.module is None:
            return self.text
        return f"{self.module}{'' if self.module.endswith('.') else '.'}{self.text}"

    @property
    def local(self) -> Node | None:
        """The name that the file gets; None for `*` and for `import a.b`."""
        if self.alias or self.original is None:
            return self.alias
        segments = self.original.named_children
        return segments[0] if len(segments) == 1 else None


def import_sites(tree: SyntaxTree) -> Iterator[ImportSite]:
    """Every name that the file imports, also within functions."""
    for keyword in tree.nodes_matching(_IMPORT):
        statement = keyword.parent
        if statement is None or keyword.type != "import":
            continue
        if statement.type == "import_statement":
            yield from _names(tree, statement, None)
        elif statement.type == "import_from_statement":
            yield from _names(tree, statement, imported_module(tree, statement))


def written_imports(source: SourceText) -> Iterator[Import]:
    """What a file seems to import without parsing it; rather too much than too little."""
    for match in _WRITTEN.finditer(source.text):
        module = match["module"]
        if module is not None:
            yield Import(module, None)
        for name in _NAME.findall(match["names"]):
            separator = "." if module and not module.endswith(".") else ""
            yield Import(f"{module or ''}{separator}{name}", None)


def properties(file: FileUses, site: ImportSite, name: str) -> list[Node] | None:
    """Where the file uses the property `name` of the module that a site imports.

    None where the module is used in a way that hides whether its property is used.
    """
    found: list[Node] = []
    for expression in module_expressions(file, site):
        used = _property(file.tree, expression, name)
        if used is None:
            return None
        found += used
    return found


def module_expressions(file: FileUses, site: ImportSite) -> list[Node]:
    """The expressions that stand for the module that a site imports."""
    if site.local is None:
        return _chains(file.tree, site.text)
    uses = file.of(site.local)
    own = next((use for use in uses.all if use.node == site.local), None) if uses else None
    if uses is None or own is None:
        return []
    return [use.node for use in uses.in_scope(uses.scope_of(own)) if use.role is Role.READ]


def local_edits(
    file: FileUses, imported: Iterable[Node], new: str, keep: bool
) -> Iterator[TextEdit]:
    """Another name for what import statements without `as` import, which all are the same thing.

    The file uses the new name, too, unless that is taken or others may take the old one from here.
    """
    nodes = list(imported)
    if not nodes:
        return
    tree = file.tree
    old, uses = tree.text(nodes[0]), file.of(nodes[0])
    ours = [use for use in uses.all if use.node in nodes] if uses else []
    taken = not new.isidentifier() or re.search(rf"\b{re.escape(new)}\b", tree.source.text)
    shown = keep or "__all__" in tree.source.text
    for node in nodes:
        own = next((use for use in ours if use.node == node), None)
        scope = uses.scope_of(own) if uses and own else None
        meant = uses.in_scope(scope) if uses else []
        public = shown and scope is not None and scope.type == "module"
        if taken or public or not meant or not _bound_only_by(meant, nodes):
            yield TextEdit(tree.span(node), f"{new} as {old}")
        else:
            yield from (TextEdit(tree.span(use.node), new) for use in meant)


def _names(tree: SyntaxTree, statement: Node, module: str | None) -> Iterator[ImportSite]:
    if any(child.type == "wildcard_import" for child in statement.named_children):
        yield ImportSite(statement, module, None, None, "*")
    for item in statement.children_by_field_name("name"):
        original = item.child_by_field_name("name") or item
        alias = item.child_by_field_name("alias")
        text = "".join(tree.text(original).split())
        yield ImportSite(statement, module, original, alias, text)


def _bound_only_by(uses: list[Use], nodes: list[Node]) -> bool:
    binding = (use.node for use in uses if use.role in (Role.BIND, Role.IMPORT))
    return all(node in nodes for node in binding)


def _chains(tree: SyntaxTree, dotted: str) -> list[Node]:
    """The expressions `a.b.c` of a module that `import a.b.c` has brought."""
    found: list[Node] = []
    for node in nodes_named(tree, dotted.rpartition(".")[2]):
        parent = node.parent
        if (
            parent is not None
            and parent.type == "attribute"
            and node == parent.child_by_field_name("attribute")
            and "".join(tree.text(parent).split()) == dotted
        ):
            found.append(parent)
    return found


def _property(tree: SyntaxTree, module: Node, name: str) -> list[Node] | None:
    """The property's name where one expression uses it: `module.name`, `patch(module, "name")`."""
    parent = module.parent
    if parent is None or parent.type == "expression_statement":
        return []
    if parent.type == "attribute":
        attribute = parent.child_by_field_name("attribute")
        return [attribute] if attribute and tree.text(attribute) == name else []
    if parent.type != "argument_list":
        return None
    following = module.next_named_sibling
    if following is not None and following.type == "string":
        content = [child for child in following.named_children if child.type == "string_content"]
        return [node for node in content if tree.text(node) == name]
    call = parent.parent
    function = call.child_by_field_name("function") if call else None
    reloads = function is not None and tree.text(function).endswith("reload")
    return [] if reloads else None
