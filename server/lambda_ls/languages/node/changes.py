"""What a file does to an object after it was made: `exports.a = ...`, `Object.assign(api, b)`."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field
from tree_sitter import Node

from ..syntax import SyntaxTree
from .nodes import (
    FUNCTIONS,
    arguments,
    bare,
    callee_name,
    field_text,
    parts,
    property_name,
    required_module,
    string_value,
    text_of,
    unquoted,
)
from .scopes import Reference, references
from .uses import is_dropped, is_field, is_name, only_looks, reads_property

_READERS = frozenset(
    {
        "JSON.stringify",
        "Object.entries",
        "Object.freeze",
        "Object.getOwnPropertyNames",
        "Object.keys",
        "Object.seal",
        "Object.values",
        "console.log",
    }
)
_RETURN_THE_FIRST = frozenset(
    {"Object.assign", "Object.defineProperty", "Object.freeze", "Object.seal"}
)
_STAR_HELPERS = ("__exportStar", "__export")
_MAX_PATH = 10
_MAX_ALIASES = 20
_COMPUTED = "some of its names are computed"
_ESCAPE = "`{}` is used in a way that cannot be followed"
_NOT_FOLLOWED = "its exports are made by code that cannot be followed"


class Assigned(Struct, frozen=True):
    """A property that is given a value; `path` has dots for properties of properties.

    `key` is the name where it is written, `statement` all around it. `value` is None where it is
    given in a way that cannot be followed.
    """

    path: str
    key: Node
    statement: Node
    value: Node | None


class Changes(Struct):
    """All that is known to happen to an object.

    `replaced` are values assigned to the name itself, `merged` objects whose properties it takes
    over, `aliases` other top-level names for it. `open_reason` says why it has more properties than
    seen, `escape` why it can have more: it is used in a way that is not followed.
    """

    assigned: list[Assigned] = field(default_factory=list)
    replaced: list[Node] = field(default_factory=list)
    merged: list[Node] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    open_reason: str | None = None
    escape: str | None = None


def changes_of(tree: SyntaxTree, name: str) -> Changes:
    """What happens to the object of a top-level name; `module.exports` for `module`."""
    changes = Changes()
    notes = _Notes(changes)
    found = references(tree, name)
    if found is None:
        changes.open_reason = f"`{name}` is used too often to be followed"
    for reference in found or ():
        node, ancestors = reference.node, list(reference.ancestors)
        if name == "module":
            member = ancestors.pop()
            if member.type != "member_expression" or field_text(member, "property") != "exports":
                _note_other_use_of_module(changes, Reference(node, (*ancestors, member)))
                continue
            node = member
        notes.add(node, ancestors)
    _settle_aliases(tree, changes, notes.aliases)
    return changes


def _note_other_use_of_module(changes: Changes, reference: Reference) -> None:
    parent = reference.parent
    if parent.type == "arguments":
        changes.open_reason = "`module` is handed to another function"
    elif parent.type != "member_expression" and not only_looks(reference.node, reference.ancestors):
        changes.escape = _ESCAPE.format("module")


def _settle_aliases(tree: SyntaxTree, changes: Changes, aliases: list[Node]) -> None:
    """Keep the other names that mean the same in the whole file."""
    names = dict.fromkeys(map(text_of, aliases))
    if len(names) > _MAX_ALIASES:
        changes.escape = "its exports have too many names"
        return
    for name in names:
        everywhere = references(tree, name)
        inner = [each for each in aliases if text_of(each) == name]
        if everywhere is None or not all(
            any(reference.node == each for reference in everywhere) for each in inner
        ):
            changes.escape = f"its exports are called `{name}` inside of a function or block"
        changes.aliases.append(name)


class _Notes:
    """Takes down in `changes` what is done at each place where the object is named."""

    def __init__(self, changes: Changes) -> None:
        self.aliases: list[Node] = []
        self._changes = changes

    def add(self, node: Node, ancestors: list[Node]) -> None:
        name = text_of(node)
        path: list[str | None] = []
        key = node
        while ancestors and is_field(ancestors[-1], "object", node):
            node = ancestors.pop()
            key = node.child_by_field_name("property") or node.child_by_field_name("index") or node
            is_plain = node.type == "member_expression"
            path.append(property_name(key) if is_plain else string_value(key))
        key = unquoted(key)
        if not ancestors:
            return
        parent = ancestors[-1]
        if parent.type.endswith("assignment_expression") and is_field(parent, "left", node):
            value = parent.child_by_field_name("right")
            # `a ||= b` may keep what was there.
            plain = value if parent.type == "assignment_expression" else None
            self._note_assignment(path, key, ancestors, plain)
        elif not path:
            self._note_whole(node, ancestors)
        elif not reads_property(node, ancestors, path):
            self._changes.escape = _ESCAPE.format(name)

    def _note_assignment(
        self, path: list[str | None], key: Node, ancestors: list[Node], value: Node | None
    ) -> None:
        changes = self._changes
        known = [name for name in path if name is not None]
        if len(known) < len(path):
            changes.open_reason = _COMPUTED
        elif len(known) > _MAX_PATH:
            return
        elif known:
            value = None if value and _can_mean_local(value, ancestors) else value
            statement = _statement(ancestors)
            changes.assigned.append(Assigned(".".join(known), key, statement, value))
        elif value is None or _can_mean_local(value, ancestors):
            changes.escape = _NOT_FOLLOWED
        else:
            changes.replaced.append(value)
            self.aliases.extend(_outer_names(ancestors))
            if not is_dropped(ancestors[:-1], named=True):
                changes.escape = _NOT_FOLLOWED

    def _note_whole(self, node: Node, ancestors: list[Node]) -> None:
        parent = ancestors[-1]
        if parent.type == "arguments" and len(ancestors) > 1:
            self._note_call(node, ancestors)
        elif parent.type == "variable_declarator" and is_field(parent, "value", node):
            name = parent.child_by_field_name("name")
            # `const { a } = exports` only reads a property.
            if name and is_name(name):
                self.aliases.append(name)
        elif parent.type == "assignment_expression" and is_field(parent, "right", node):
            self.aliases.extend(_outer_names(ancestors))
            if not is_dropped(ancestors, named=True):
                self._changes.escape = _ESCAPE.format(text_of(node))
        elif not only_looks(node, ancestors):
            self._changes.escape = _ESCAPE.format(text_of(node))

    def _note_call(self, node: Node, ancestors: list[Node]) -> None:
        changes = self._changes
        call = ancestors[-2]
        callee = callee_name(call)
        given = arguments(call)
        first = bool(given) and given[0] == node
        if callee in _RETURN_THE_FIRST and first and not is_dropped(ancestors[:-2]):
            changes.escape = _ESCAPE.format(text_of(node))
        if callee == "Object.defineProperty" and first:
            _note_property(changes, given, ancestors)
        elif callee == "Object.assign":
            merged = given[1:] if first else []
            if any(_can_mean_local(each, ancestors) for each in merged):
                changes.escape = _NOT_FOLLOWED
            changes.merged.extend(merged)
        elif callee.endswith(_STAR_HELPERS) and not first:
            changes.merged.append(given[0])
        elif callee not in _READERS:
            changes.open_reason = f"`{text_of(node)}` is handed to another function"


def _outer_names(ancestors: list[Node]) -> Iterator[Node]:
    """The names that get the same value: `app` in `const app = module.exports = {}`."""
    for node in reversed(ancestors):
        field_name = "name" if node.type == "variable_declarator" else "left"
        if node.type not in ("variable_declarator", "assignment_expression"):
            return
        name = node.child_by_field_name(field_name)
        if name and is_name(name) and text_of(name) != "exports":
            yield name


def _can_mean_local(value: Node, ancestors: list[Node]) -> bool:
    """Whether a value inside of a function depends on names that can be the function's own."""
    value = bare(value)
    if value.type in FUNCTIONS or required_module(value) is not None:
        return False
    if value.type == "object" and not any(part.type == "spread_element" for part in parts(value)):
        return False
    return any(node.type in FUNCTIONS for node in ancestors)


def _note_property(changes: Changes, given: list[Node], ancestors: list[Node]) -> None:
    name = string_value(given[1]) if len(given) > 1 else None
    if name is None:
        changes.open_reason = _COMPUTED
    elif name != "__esModule":
        value = _described_value(given[2]) if len(given) > 2 else None
        value = None if value and _can_mean_local(value, ancestors) else value
        changes.assigned.append(Assigned(name, unquoted(given[1]), _statement(ancestors), value))


def _described_value(descriptor: Node) -> Node | None:
    """The value in `{ value: x }` and in `{ get: function () { return x; } }`."""
    for pair in parts(descriptor):
        key = field_text(pair, "key") or field_text(pair, "name")
        value = pair.child_by_field_name("value")
        if key == "value":
            return value
        if key == "get":
            return _returned(bare(value) if value else pair)
    return None


def _returned(function: Node) -> Node | None:
    body = function.child_by_field_name("body")
    if body is None or body.type != "statement_block":
        return body
    statements = parts(body)
    if len(statements) != 1 or statements[0].type != "return_statement":
        return None
    values = parts(statements[0])
    return values[0] if values else None


def _statement(ancestors: list[Node]) -> Node:
    return next(
        (
            node
            for node in reversed(ancestors)
            if node.type.endswith(("_statement", "_declaration"))
        ),
        ancestors[-1],
    )
