"""What JavaScript code does with `process.env`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.environment import Environment, Mode, VariableUse
from ....model.term import OPAQUE, Constant, Imported, Spot, Term
from ..nodes import TRANSPARENT, bare, callee_name, field_text, parts, text_of, unquoted
from .process_env import inside, is_env, name_given
from .provided import is_provided_for

if TYPE_CHECKING:
    from .bodies import NodeBody

_KEYS = frozenset({"property_identifier", "shorthand_property_identifier_pattern", "string"})
_SHOWING = ("console.", "JSON.stringify", "Object.entries", "Object.keys", "Object.values")


def environment_of(nodes: Iterable[tuple[NodeBody, Node]]) -> Environment:
    """The uses of variables among nodes, each of which comes with the function around it."""
    reading = _Reading()
    for body, node in nodes:
        if is_env(body, node):
            reading.read(body, node)
    uses = tuple(sorted(dict.fromkeys(reading.uses), key=lambda each: each.span))
    return Environment(uses, reading.is_handed_on, reading.may_be_changed)


class _Reading:
    """Collects what code does with the environment."""

    def __init__(self) -> None:
        self.uses: list[VariableUse] = []
        self.is_handed_on = False
        self.may_be_changed = False

    def read(self, body: NodeBody, node: Node) -> None:
        """What is done with one `process.env`."""
        parent = node.parent
        while parent is not None and parent.type in TRANSPARENT:
            node, parent = parent, parent.parent
        if parent is None:
            return
        if parent.type == "member_expression" and parent.child_by_field_name("object") == node:
            self._member(body, parent)
        elif parent.type == "subscript_expression" and parent.child_by_field_name("object") == node:
            self._subscript(body, parent)
        elif parent.type == "binary_expression" and field_text(parent, "operator") == "in":
            self._use(body, parent.child_by_field_name("left"), "optional")
        elif not self._opened(body, parent, node):
            self.is_handed_on = True
            self.may_be_changed = self.may_be_changed or _may_change(parent)

    def _member(self, body: NodeBody, member: Node) -> None:
        name = member.child_by_field_name("property")
        if name is not None:
            constant = Constant(text_of(name), Spot(body.file.path, body.terms.span(name)))
            self._add(body, constant, name, _mode(member))

    def _subscript(self, body: NodeBody, subscript: Node) -> None:
        self._use(body, subscript.child_by_field_name("index"), _mode(subscript))

    def _opened(self, body: NodeBody, parent: Node, value: Node) -> bool:
        """Whether variables are taken by a pattern, or all of it only gets another name."""
        pattern = parent.child_by_field_name("name") or parent.child_by_field_name("left")
        if pattern is None or pattern == value:
            return False
        if pattern.type == "identifier":
            return parent.type == "variable_declarator"
        if pattern.type != "object_pattern":
            return False
        for each in parts(pattern):
            self._entry(body, each)
        return True

    def _entry(self, body: NodeBody, entry: Node) -> None:
        """`X`, `X = default`, `X: name`, `X: name = default` or `...rest` of a pattern."""
        if entry.type == "rest_pattern":
            self.is_handed_on = True
            return
        mode: Mode = "plain"
        if entry.type == "object_assignment_pattern":
            entry, mode = entry.child_by_field_name("left") or entry, "optional"
        key = entry
        if entry.type == "pair_pattern":
            key = entry.child_by_field_name("key") or entry
            value = entry.child_by_field_name("value")
            has_default = value is not None and value.type == "assignment_pattern"
            mode = "optional" if has_default else mode
        if key.type not in _KEYS:
            self.is_handed_on = True
            return
        binds = key.type == "shorthand_property_identifier_pattern"
        name = unquoted(key)
        constant = Constant(text_of(name), Spot(body.file.path, body.terms.span(name)))
        self._add(body, constant, key, mode, binds=binds)

    def _use(self, body: NodeBody, key: Node | None, mode: Mode) -> None:
        if key is None:
            return
        name = name_given(body, bare(key))
        if name == OPAQUE and mode == "set":
            self.may_be_changed = True
        self._add(body, name, bare(key), mode)

    def _add(
        self,
        body: NodeBody,
        name: Term | Imported,
        key: Node,
        mode: Mode,
        *,
        binds: bool = False,
    ) -> None:
        self.uses.append(VariableUse(name, inside(body, key), mode, binds=binds))


def _mode(read: Node) -> Mode:
    """What is done with the value of one variable."""
    node, parent = read, read.parent
    while parent is not None and parent.type in TRANSPARENT:
        node, parent = parent, parent.parent
    if parent is None:
        return "plain"
    is_left = parent.child_by_field_name("left") == node
    if (parent.type == "assignment_expression" and is_left) or (
        parent.type == "unary_expression" and field_text(parent, "operator") == "delete"
    ):
        return "set"
    if parent.type == "augmented_assignment_expression" and is_left:
        return "set"
    return "optional" if is_provided_for(node) else "plain"


def _may_change(parent: Node) -> bool:
    """Whether code that gets the whole environment may change it."""
    call = parent.parent if parent.type == "arguments" else None
    return call is not None and not callee_name(call).startswith(_SHOWING)
