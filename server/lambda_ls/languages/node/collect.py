"""Finds the exports of one tree, in the forms of ES modules, CommonJS and their compilers."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct, field
from msgspec.structs import replace
from tree_sitter import Node

from ...model.module import Callability, Import, Reach
from ..syntax import SyntaxTree
from .bindings import bindings_of, read_bindings
from .changes import Assigned, Changes, changes_of
from .members import Member
from .nodes import (
    CLASSES,
    FUNCTIONS,
    bare,
    has_token,
    parts,
    property_name,
    string_value,
    text_of,
    unquoted,
)
from .scopes import Reference, occurrences
from .uses import is_field, only_looks
from .values import Value, Values

_MAX_NESTING = 3
_MAX_EXPORTS = 2_000
_NO = Callability.NO
_ROOTS = ("exports", "module.exports")
# In an arrow function `this` is that of the code around it.
_OWN_THIS = (FUNCTIONS | CLASSES) - {"arrow_function"}
_NOT_FOLLOWED = "its exports are made by code that cannot be followed"


class Naming(Enum):
    """What else a rename of an export changes, besides the place where the export is named.

    `OWN`: nothing, the name is only the export's (`exports.x`, `as x`). `BINDING`: the top-level
    name of the same spelling (`export { x }`). `FIXED`: it cannot be renamed here alone.
    """

    OWN = "own"
    BINDING = "binding"
    FIXED = "fixed"


class FoundExport(Struct, frozen=True):
    """An export with its nodes: `key` is where its name is written, `extent` all around it."""

    name: str
    key: Node
    extent: Node
    value: Value
    naming: Naming
    reach: Reach = Reach.ALL


class FileExports(Struct, eq=False):
    """Everything that one file exports, in the order found; a name can be there twice.

    `objects` are names of the object that holds the exports. The rest is as in `Module`.
    """

    tree: SyntaxTree
    is_es_module: bool
    found: list[FoundExport] = field(default_factory=list)
    stars: list[str] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    open_reason: str | None = None


def collect_exports(tree: SyntaxTree) -> FileExports:
    """The exports of a file with their nodes."""
    collector = _Collector(tree)
    for statement in tree.root.named_children:
        if statement.type == "export_statement":
            collector.add_statement(statement)
    if not collector.result.is_es_module and _escapes_as_this(tree):
        collector.result.open_reason = "`this`, its exports, is used at the top level"
    collector.add_changes("exports", changes_of(tree, "exports"))
    collector.add_changes("module.exports", changes_of(tree, "module"))
    return collector.result


class _Collector:
    def __init__(self, tree: SyntaxTree) -> None:
        self.result = FileExports(tree, _is_es_module(tree.root))
        self._bindings = tree.once(read_bindings)
        self._values = Values(tree, self._bindings)

    def add_statement(self, statement: Node) -> None:
        """Add what an `export` statement exports; types are not there when the code runs."""
        source = string_value(statement.child_by_field_name("source"))
        if has_token(statement, "type"):
            return
        if has_token(statement, "default"):
            self._add_default(statement)
        elif has_token(statement, "="):
            self._take_over(parts(statement)[-1])
        elif source is not None and has_token(statement, "*"):
            self.result.stars.append(source)
        elif statement.child_by_field_name("declaration"):
            self._add_declaration(statement)
        for clause in parts(statement):
            if clause.type == "export_clause":
                self._add_clause(clause, statement, source)
            elif clause.type == "namespace_export" and source is not None:
                value = Value(imported=Import(source, None))
                self._add_named(parts(clause)[-1], statement, value, Naming.OWN)

    def add_changes(self, name: str, changes: Changes) -> None:
        """Add what happens to the object `name`, which holds the exports."""
        if name in self.result.objects:
            return
        self.result.objects.append(name)
        reason = self.result.open_reason or changes.open_reason or changes.escape
        self.result.open_reason = reason
        if name == "module.exports":
            for replaced in changes.replaced:
                self._take_over(replaced)
        for change in changes.assigned:
            self._add_assigned(change)
        for merged in changes.merged:
            self._take_members(self._values.of(merged))
        for alias in changes.aliases:
            self.add_changes(alias, changes_of(self.result.tree, alias))

    def _add_default(self, statement: Node) -> None:
        made = statement.child_by_field_name("value")
        made = made or statement.child_by_field_name("declaration")
        if made is None:
            return
        keyword = next(child for child in statement.children if child.type == "default")
        key = made.child_by_field_name("name") or keyword
        self._add("default", key, statement, self._values.of(made), Naming.FIXED)

    def _add_declaration(self, statement: Node) -> None:
        declaration = statement.child_by_field_name("declaration")
        if declaration and declaration.type == "import_alias":
            self.result.open_reason = _NOT_FOLLOWED
        for binding in bindings_of(statement):
            value = self._values.of(binding.name)
            # To rename `const { x } = y` takes more than another name.
            plain = binding.name.type != "shorthand_property_identifier_pattern"
            naming = Naming.BINDING if plain else Naming.FIXED
            self._add_named(binding.name, statement, value, naming)

    def _add_clause(self, clause: Node, statement: Node, source: str | None) -> None:
        for specifier in parts(clause):
            name = specifier.child_by_field_name("name")
            alias = specifier.child_by_field_name("alias")
            if name is None or has_token(specifier, "type"):
                continue
            if source is None:
                value = self._values.of(name)
            else:
                value = Value(imported=Import(source, property_name(name) or text_of(name)))
            naming = Naming.OWN if alias else self._naming(name)
            self._add_named(alias or name, statement, value, naming)

    def _add_assigned(self, change: Assigned) -> None:
        value = self._values.of(change.value)
        target = bare(change.value) if change.value else None
        same = target and target.type == "identifier" and text_of(target) == change.path
        naming = self._naming(target) if target and same else Naming.OWN
        # An imported name keeps its own name, the property gets another one.
        naming = Naming.OWN if naming is Naming.FIXED else naming
        self._add(change.path, change.key, change.statement, value, naming)

    def _take_over(self, replaced: Node) -> None:
        """Add the exports of `module.exports = replaced`."""
        value = self._values.of(replaced)
        target = bare(replaced)
        if value.callable is Callability.YES and value.function:
            left = replaced.parent.child_by_field_name("left") if replaced.parent else None
            extent = replaced.parent or replaced
            found = FoundExport("default", left or replaced, extent, value, Naming.FIXED)
            self._keep(replace(found, reach=Reach.IMPORT))
        elif value.callable is not _NO or value.members:
            self._take_members(value)
        if target.type == "identifier" and not value.imported:
            name = text_of(target)
            changes = changes_of(self.result.tree, name)
            self._note_other_names(changes)
            self.add_changes(name, replace(changes, replaced=[], aliases=[]))

    def _note_other_names(self, changes: Changes) -> None:
        known = (*self.result.objects, *_ROOTS)
        if any(name not in known for name in changes.aliases):
            self.result.open_reason = self.result.open_reason or _NOT_FOLLOWED

    def _take_members(self, value: Value) -> None:
        """Add the properties of an object as exports."""
        for name, member in value.members.items():
            self._add_member(name, member)
        self.result.stars.extend(value.stars)
        if value.imported and value.imported.name is None:
            self.result.stars.append(value.imported.module)
        elif value.is_open or not (value.members or value.stars or value.callable is _NO):
            self.result.open_reason = self.result.open_reason or _NOT_FOLLOWED

    def _add_member(self, name: str, member: Member) -> None:
        value = self._values.of(member.value)
        naming = Naming.OWN
        target = bare(member.value) if member.value else None
        is_name = target and target.type in ("identifier", "shorthand_property_identifier")
        if target and is_name and text_of(target) == name:
            naming = self._naming(target)
            if naming is Naming.FIXED and target != member.key:
                naming = Naming.OWN
        self._add_named(member.key, member.extent, value, naming, name)

    def _naming(self, name: Node) -> Naming:
        """How an export is renamed that has the name of a top-level binding."""
        binding = self._bindings.get(text_of(name))
        if binding is None or binding.imported or binding.name.type.endswith("_pattern"):
            return Naming.FIXED
        return Naming.BINDING

    def _add_named(
        self, key: Node, extent: Node, value: Value, naming: Naming, name: str | None = None
    ) -> None:
        name = name or property_name(key) or text_of(key)
        naming = Naming.FIXED if name == "default" else naming
        self._add(name, unquoted(key), extent, value, naming)

    def _add(self, name: str, key: Node, extent: Node, value: Value, naming: Naming) -> None:
        self._keep(FoundExport(name, key, extent, value, naming))

    def _keep(self, found: FoundExport) -> None:
        """Keep an export with the members of its value, which are exports as well."""
        if len(self.result.found) >= _MAX_EXPORTS:
            self.result.open_reason = "it has too many exports"
            return
        self.result.found.append(found)
        if found.name.count(".") < _MAX_NESTING:
            for inner, member in found.value.members.items():
                self._keep_member(found, inner, member)

    def _keep_member(self, owner: FoundExport, name: str, member: Member) -> None:
        value = self._values.of(member.value)
        if value.callable is _NO and not value.members:
            return
        naming = Naming.FIXED if member.key == member.value else Naming.OWN
        reach = Reach.FUNCTION if owner.value.is_class else owner.reach
        name = f"{owner.name}.{name}"
        self._keep(FoundExport(name, member.key, member.extent, value, naming, reach))


def _is_es_module(root: Node) -> bool:
    return any(node.type in ("export_statement", "import_statement") for node in root.children)


def _escapes_as_this(tree: SyntaxTree) -> bool:
    """Whether `this` is more than read at the top level, where CommonJS has the exports in it."""
    found = occurrences(tree, "this", frozenset({"this"}))
    if found is None:
        return True
    return any(
        not _OWN_THIS.intersection(node.type for node in each.ancestors) and not _reads_this(each)
        for each in found
    )


def _reads_this(reference: Reference) -> bool:
    """Whether it is `this && this.__helper`, which compilers write, or the like."""
    node, ancestors = reference.node, reference.ancestors
    if reference.parent.type != "member_expression":
        return only_looks(node, ancestors)
    around = ancestors[-2] if len(ancestors) > 1 else None
    assigned = around and around.type.endswith("assignment_expression")
    return not (assigned and around and is_field(around, "left", reference.parent))
