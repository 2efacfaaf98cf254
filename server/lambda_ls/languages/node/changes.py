"""What a file does to an object after it was made: `exports.a = ...`, `Object.assign(api, b)`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

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
    string_value,
    text_of,
    unquoted,
)
from .scopes import Reference, references

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
_COMPARISONS = frozenset({"===", "!==", "==", "!=", "in", "instanceof"})
_CONDITIONALS = frozenset({"if_statement", "while_statement", "ternary_expression"})
_EXPORTS = frozenset({"exports", "module.exports"})
_STAR_HELPERS = ("__exportStar", "__export")
_MAX_PATH = 10
_COMPUTED = "some of its names are computed"


@dataclass(frozen=True, slots=True)
class Assigned:
    """A property that is given a value; `path` has dots for properties of properties.

    `key` is the name where it is written, `statement` all around it. `value` is None where it is
    given in a way that cannot be followed.
    """

    path: str
    key: Node
    statement: Node
    value: Node | None


@dataclass(slots=True)
class Changes:
    """All that is known to happen to an object.

    `replaced` are values assigned to the name itself, `merged` objects whose properties it takes
    over, `aliases` other names for it. `open_reason` says why it can have more properties.
    """

    assigned: list[Assigned] = field(default_factory=list)
    replaced: list[Node] = field(default_factory=list)
    merged: list[Node] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    open_reason: str | None = None


def changes_of(tree: SyntaxTree, name: str) -> Changes:
    """What happens to the object of a top-level name; `module.exports` for `module`."""
    changes = Changes()
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
        _note(changes, node, ancestors)
    return changes


def _note_other_use_of_module(changes: Changes, reference: Reference) -> None:
    is_object = _is(reference.parent, "object", reference.node)
    if not is_object and not _is_only_asked(reference.node, list(reference.ancestors)):
        changes.open_reason = "`module` is handed on"


def _note(changes: Changes, node: Node, ancestors: list[Node]) -> None:
    path: list[str | None] = []
    key = node
    while ancestors and _is(ancestors[-1], "object", node):
        node = ancestors.pop()
        key = node.child_by_field_name("property") or node.child_by_field_name("index") or node
        is_name = node.type == "member_expression"
        path.append(property_name(key) if is_name else string_value(key))
    key = unquoted(key)
    if not ancestors:
        return
    parent = ancestors[-1]
    if parent.type.endswith("assignment_expression") and _is(parent, "left", node):
        value = parent.child_by_field_name("right")
        # `a ||= b` may keep what was there.
        plain = value if parent.type == "assignment_expression" else None
        _note_assignment(changes, path, key, ancestors, plain)
    elif not path:
        _note_whole(changes, node, ancestors)


def _note_assignment(
    changes: Changes, path: list[str | None], key: Node, ancestors: list[Node], value: Node | None
) -> None:
    known = [name for name in path if name is not None]
    if len(known) < len(path):
        changes.open_reason = _COMPUTED
    elif len(known) > _MAX_PATH:
        return
    elif known:
        changes.assigned.append(Assigned(".".join(known), key, _statement(ancestors), value))
    elif value is not None:
        changes.replaced.append(value)
        changes.aliases.extend(_outer_names(ancestors))


def _outer_names(ancestors: list[Node]) -> Iterator[str]:
    """The names that get the same value: `app` in `const app = module.exports = {}`."""
    for node in reversed(ancestors):
        field_name = "name" if node.type == "variable_declarator" else "left"
        if node.type not in ("variable_declarator", "assignment_expression"):
            return
        name = node.child_by_field_name(field_name)
        if name and name.type == "identifier" and text_of(name) != "exports":
            yield text_of(name)


def _note_whole(changes: Changes, node: Node, ancestors: list[Node]) -> None:
    parent = ancestors[-1]
    if parent.type == "arguments" and len(ancestors) > 1:
        _note_call(changes, node, ancestors)
    elif parent.type == "variable_declarator" and _is(parent, "value", node):
        _note_alias(changes, parent.child_by_field_name("name"), ancestors)
    elif parent.type == "assignment_expression" and _is(parent, "right", node):
        left = parent.child_by_field_name("left")
        if left is None or text_of(left) != "exports":
            _note_alias(changes, left, ancestors)
    elif text_of(node) in _EXPORTS and not _is_only_asked(node, ancestors):
        changes.open_reason = f"`{text_of(node)}` is handed on"


def _note_alias(changes: Changes, name: Node | None, ancestors: list[Node]) -> None:
    """Another name for the object; one of an inner scope cannot be followed."""
    if name is None or name.type != "identifier":
        return
    if any(node.type in FUNCTIONS or node.type == "statement_block" for node in ancestors):
        changes.open_reason = f"`{text_of(name)}` stands for its exports in a part of the file"
    else:
        changes.aliases.append(text_of(name))


def _is_only_asked(node: Node, ancestors: list[Node]) -> bool:
    """Whether a value is only tested (`typeof exports`, `require.main === module`) or dropped."""
    for parent in reversed(ancestors):
        operator = field_text(parent, "operator")
        if parent.type == "unary_expression" or operator in _COMPARISONS:
            return True
        if parent.type in _CONDITIONALS:
            return _is(parent, "condition", node)
        if parent.type == "expression_statement":
            return True
        if parent.type not in ("binary_expression", "parenthesized_expression"):
            return False
        node = parent
    return False


def _note_call(changes: Changes, node: Node, ancestors: list[Node]) -> None:
    call = ancestors[-2]
    callee = callee_name(call)
    given = arguments(call)
    first = bool(given) and given[0] == node
    if callee == "Object.defineProperty" and first:
        _note_property(changes, given, _statement(ancestors))
    elif callee == "Object.assign":
        changes.merged.extend(given[1:] if first else ())
    elif callee.endswith(_STAR_HELPERS) and not first:
        changes.merged.append(given[0])
    elif callee not in _READERS:
        changes.open_reason = f"`{text_of(node)}` is handed to another function"


def _note_property(changes: Changes, given: list[Node], statement: Node) -> None:
    name = string_value(given[1]) if len(given) > 1 else None
    if name is None:
        changes.open_reason = _COMPUTED
    elif name != "__esModule":
        value = _described_value(given[2]) if len(given) > 2 else None
        changes.assigned.append(Assigned(name, unquoted(given[1]), statement, value))


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


def _is(parent: Node, field_name: str, node: Node) -> bool:
    return parent.child_by_field_name(field_name) == node
