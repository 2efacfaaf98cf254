"""What a Python function does with `os.environ`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.environment import UNUSED_ENVIRONMENT, Environment, Mode, VariableUse
from ....model.term import OPAQUE, Constant, Imported, Parameter, Term
from .certain import is_certain
from .environ import inside, is_alias, is_environ, name_given, names_environment, outside

if TYPE_CHECKING:
    from .bodies import PythonBody

_GETENV = frozenset({"os.getenv", "os.getenvb"})
_CHANGING = frozenset({"os.putenv", "os.unsetenv"})
_READING_METHODS = frozenset({"copy", "items", "keys", "values", "__iter__", "__len__"})
# What gets the whole environment and leaves it as it is.
_SHOWING = re.compile(
    r"(?:\w+\.)+(?:debug|dumps|format|info)|pprint|dict|len|list|print|repr|sorted|str"
)


def environment_of(body: PythonBody) -> Environment:
    """Every use of a variable in a function, whatever the order of the code."""
    if not names_environment(body.file.tree.source):
        return UNUSED_ENVIRONMENT
    reading = _Reading(body)
    reading.read()
    uses = tuple(sorted(reading.uses, key=lambda each: each.span))
    return Environment(uses, reading.is_handed_on, reading.may_be_changed)


class _Reading:
    """Collects what one function does."""

    def __init__(self, body: PythonBody) -> None:
        self.uses: list[VariableUse] = []
        self.is_handed_on = False
        self.may_be_changed = False
        self._body = body
        self._terms = body.terms

    def read(self) -> None:
        for node in self._body.own("attribute", "identifier", "call"):
            if node.type == "call":
                self._call(node)
            elif is_environ(self._body, node):
                self._environ(node)

    def _call(self, call: Node) -> None:
        function = call.child_by_field_name("function")
        name = outside(self._body, function) if function is not None else ""
        if name in _GETENV:
            self._method(call, "get")
        elif name in _CHANGING:
            self.may_be_changed = True

    def _environ(self, node: Node) -> None:
        parent = node.parent
        if parent is None:
            return
        if parent.type == "subscript" and node == parent.child_by_field_name("value"):
            self._subscript(parent)
        elif parent.type == "attribute":
            self._attribute(parent)
        elif parent.type == "comparison_operator":
            self._membership(parent, node)
        elif parent.type != "assignment" or not is_alias(self._body, parent, node):
            self.is_handed_on = True
            self.may_be_changed = self.may_be_changed or not self._only_shows(parent)

    def _subscript(self, subscript: Node) -> None:
        keys = subscript.children_by_field_name("subscript")
        statement = subscript.parent
        kind = statement.type if statement is not None else ""
        is_left = statement is not None and statement.child_by_field_name("left") == subscript
        mode: Mode = "required"
        if (kind == "assignment" and is_left) or kind == "delete_statement":
            mode = "set"
        for key in keys:
            self._use(key, mode, subscript)

    def _attribute(self, attribute: Node) -> None:
        """A method of `os.environ`."""
        name = attribute.child_by_field_name("attribute")
        call = attribute.parent
        text = self._terms.text(name) if name is not None else ""
        is_called = call is not None and attribute == call.child_by_field_name("function")
        if call is None or not is_called or text in _READING_METHODS:
            self.is_handed_on = True
        elif text == "update":
            self._update(call)
        else:
            self._method(call, text)

    def _method(self, call: Node, method: str) -> None:
        listed = call.child_by_field_name("arguments")
        given = [each for each in listed.named_children if each.type != "comment"] if listed else []
        first = given[0] if given else None
        if first is not None and first.type == "keyword_argument":
            first = first.child_by_field_name("value")
        if first is None or method not in {"get", "pop", "setdefault", "__getitem__"}:
            self.is_handed_on = self.may_be_changed = True
            return
        fails = method == "__getitem__" or (method == "pop" and len(given) == 1)
        if method == "setdefault":
            self._use(first, "set", call)
        self._use(first, "required" if fails else "optional", call)

    def _update(self, call: Node) -> None:
        listed = call.child_by_field_name("arguments")
        for each in listed.named_children if listed is not None else ():
            name = each.child_by_field_name("name")
            if each.type == "keyword_argument" and name is not None:
                self._add(Constant(self._terms.text(name), self._terms.spot(name)), name, "set")
            elif each.type == "dictionary":
                keys = [pair.child_by_field_name("key") for pair in each.named_children]
                for key in keys:
                    if key is not None:
                        self._use(key, "set", call)
                self.may_be_changed = self.may_be_changed or None in keys
            elif each.type != "comment":
                self.may_be_changed = True

    def _membership(self, comparison: Node, environ: Node) -> None:
        name = comparison.named_children[0]
        if name != environ:
            self._use(name, "optional", comparison)

    def _only_shows(self, parent: Node) -> bool:
        call = parent.parent if parent.type == "argument_list" else None
        function = call.child_by_field_name("function") if call is not None else None
        is_spread = parent.type in {"dictionary_splat", "for_statement", "for_in_clause"}
        return is_spread or (
            function is not None and bool(_SHOWING.fullmatch(self._terms.text(function)))
        )

    def _use(self, key: Node, mode: Mode, whole: Node) -> None:
        name = name_given(self._body, key)
        if name == OPAQUE and mode == "set":
            self.may_be_changed = True
        asked = name.name if isinstance(name, Parameter) else ""
        self._add(name, key, mode, is_certain=is_certain(self._body, whole, asked))

    def _add(
        self, name: Term | Imported, key: Node, mode: Mode, *, is_certain: bool = False
    ) -> None:
        self.uses.append(VariableUse(name, inside(self._body, key), mode, is_certain))
