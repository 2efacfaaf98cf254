"""What code does to a list or dictionary after it has been made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.term import OPAQUE, Choice, Constant, Entry, Items, Record, Term
from ...syntax import ancestors
from .library import leaves_alone

if TYPE_CHECKING:
    from .names import Variable
    from .terms import Terms

_MOST_USES = 40
_READING_METHODS = frozenset({"copy", "count", "get", "index", "items", "keys", "values"})
_GROWING_METHODS = frozenset({"append", "extend", "insert"})


def changed(terms: Terms, variable: Variable, made: Term) -> Term:
    """What a variable that is given `made` holds in the end; opaque if code may change anything.

    The order of the code does not count: what is written anywhere may be there.
    """
    if isinstance(made, Choice):
        options = tuple(changed(terms, variable, each) for each in made.options)
        return OPAQUE if OPAQUE in options else Choice(options, made.spot)
    if not isinstance(made, Record | Items):
        return made
    word = re.compile(rf"\b{re.escape(variable.name)}\b")
    start, end = terms.span(variable.body)
    uses = [match.start() for match in word.finditer(terms.tree.source.text, start, end)]
    if len(uses) > _MOST_USES:
        return OPAQUE
    found = _uses(terms, variable)
    where = _Certain(variable, found)
    for node in found:
        following = _after(terms, made, node, where)
        if following is None:
            return OPAQUE
        made = following
    return made


class _Certain:
    """Where what is set in a variable is there whenever the variable is returned.

    That is so in the block that makes it, as long as nothing before returns it.
    """

    def __init__(self, variable: Variable, uses: list[Node]) -> None:
        made = variable.bindings[0].statement if len(variable.bindings) == 1 else None
        self._blocks = (variable.body, made.parent if made is not None else None)
        returned = (each.start_byte for each in uses if _is_in_return(each))
        self._end = min(returned, default=None)

    def holds(self, statement: Node) -> bool:
        """Whether a statement with an assignment is there."""
        is_first = self._end is None or statement.start_byte < self._end
        return is_first and statement.parent in self._blocks


def _is_in_return(node: Node) -> bool:
    return any(parent.type == "return_statement" for parent, _ in ancestors(node))


def _uses(terms: Terms, variable: Variable) -> list[Node]:
    found = terms.tree.find(variable.body, "identifier")
    return [node for node in found if terms.text(node) == variable.name]


def _after(
    terms: Terms, made: Record | Items, name: Node, where: _Certain
) -> Record | Items | None:
    """The value after one use of its name; None where it may be anything."""
    parent = name.parent
    if parent is None:
        return None
    if parent.type == "attribute" and name == parent.child_by_field_name("object"):
        return _after_method(terms, made, parent)
    if parent.type == "subscript" and name == parent.child_by_field_name("value"):
        return _after_subscript(terms, made, parent, where)
    if parent.type == "argument_list":
        call = parent.parent
        is_alone = call is not None and (_is_returned(call) or leaves_alone(terms, call))
        return made if is_alone else None
    if parent.type in {"augmented_assignment", "delete_statement", "for_statement"}:
        is_read = name == parent.child_by_field_name("right")
        return made if is_read else None
    return made


def _is_returned(call: Node) -> bool:
    """Whether nothing comes after a call but its result."""
    return call.parent is not None and call.parent.type == "return_statement"


def _after_method(terms: Terms, made: Record | Items, attribute: Node) -> Record | Items | None:
    method = attribute.child_by_field_name("attribute")
    name = terms.text(method) if method else ""
    if name in _READING_METHODS:
        return made
    if isinstance(made, Items) and name in _GROWING_METHODS:
        return Items(made.items, made.spot, is_open=True)
    return None


def _after_subscript(
    terms: Terms, made: Record | Items, subscript: Node, where: _Certain
) -> Record | Items | None:
    """`owner[key] = value` adds an entry."""
    statement = subscript.parent
    if statement is None:
        return None
    if statement.type in {"attribute", "subscript"}:
        # `owner[key].method()` and `owner[key][other] = ...` change what is inside.
        inner = statement.parent
        is_read = inner is None or (inner.type not in {"assignment", "call"})
        return made if is_read else None
    if statement.type in {"augmented_assignment", "delete_statement"}:
        return None
    if statement.type != "assignment" or subscript != statement.child_by_field_name("left"):
        return made
    value = statement.child_by_field_name("right")
    keys = subscript.children_by_field_name("subscript")
    if not isinstance(made, Record) or value is None or len(keys) != 1:
        return None
    key = terms.of(keys[0])
    if not isinstance(key, Constant) or not isinstance(key.value, str):
        return Record(made.entries, made.spot, is_open=True)
    is_optional = statement.parent is None or not where.holds(statement.parent)
    return _with(made, Entry(key.value, terms.of(value), terms.spot(keys[0]), is_optional))


def _with(made: Record, entry: Entry) -> Record:
    """A record to which an entry may have been added, or whose entry may have been replaced."""
    before = made.entry(entry.key)
    if before is None:
        return Record((*made.entries, entry), made.spot, made.is_open)
    options = (before.value, entry.value)
    value = OPAQUE if OPAQUE in options else Choice(options, made.spot)
    is_optional = before.is_optional and entry.is_optional
    both = Entry(entry.key, value, before.spot, is_optional)
    rest = tuple(each for each in made.entries if each.key != entry.key)
    return Record((*rest, both), made.spot, made.is_open)
