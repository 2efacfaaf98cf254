"""What code does to a list or dictionary after it has been made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from tree_sitter import Node

from ....model.term import (
    OPAQUE,
    Called,
    Choice,
    Constant,
    Entry,
    Items,
    Member,
    Parameter,
    Record,
    Term,
)
from ...syntax import ancestors
from .appending import appended
from .reading import GROWING_METHODS, READING_METHODS, is_bound, is_only_read, only_reads, path_from
from .reading import uses as uses_of

if TYPE_CHECKING:
    from .names import Variable
    from .terms import Terms


def changed(terms: Terms, variable: Variable, made: Term) -> Term:
    """What a variable that is given `made` holds in the end; opaque if code may change anything.

    The order of the code does not count: what is written anywhere may be there.
    """
    if isinstance(made, Choice):
        options = tuple(changed(terms, variable, each) for each in made.options)
        return OPAQUE if OPAQUE in options else Choice(options, made.spot)
    if isinstance(made, Called | Member | Parameter):
        return made if is_only_read(terms, variable) else replace(made, is_changed=True)
    if not isinstance(made, Record | Items):
        return made
    found = uses_of(terms, variable)
    if found is None:
        return OPAQUE
    where = _Certain(variable, found)
    for node in found:
        following = _after(terms, made, node, where)
        if following is None:
            return OPAQUE
        made = following
    if isinstance(made, Record) and any(_sets_any_key(terms, node) for node in found):
        # Any of its values can be meant, whichever was set last.
        return replace(made, entries=tuple(replace(each, value=OPAQUE) for each in made.entries))
    if isinstance(made, Items) and made.is_open:
        return replace(made, items=(*made.items, *appended(terms, variable, found)))
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


def _after(
    terms: Terms, made: Record | Items, name: Node, where: _Certain
) -> Record | Items | None:
    """The value after one use of its name; None where it may be anything."""
    parent = name.parent
    if parent is None:
        return None
    if is_bound(name):
        return made
    if parent.type == "attribute":
        return _after_method(terms, made, parent)
    if parent.type == "subscript" and name == parent.child_by_field_name("value"):
        return _after_subscript(terms, made, parent, where)
    if _is_gone_through(name, parent):
        has_names = isinstance(made, Items) and any(map(_can_change, made.items))
        return None if has_names else made
    return made if only_reads(terms, name) else None


def _is_gone_through(name: Node, parent: Node) -> bool:
    """Whether the items of a list, or the keys of a dictionary, are taken one by one."""
    kinds = {"augmented_assignment", "for_in_clause", "for_statement"}
    return parent.type in kinds and name == parent.child_by_field_name("right")


def _can_change(value: Term) -> bool:
    """Whether a value may be a list or dictionary of which something is known."""
    return isinstance(value, Called | Choice | Items | Member | Parameter | Record)


def _after_method(terms: Terms, made: Record | Items, attribute: Node) -> Record | Items | None:
    method, call = attribute.child_by_field_name("attribute"), attribute.parent
    name = terms.text(method) if method else ""
    if call is None or call.type != "call":
        return None
    if name in READING_METHODS:
        return made if not _holds_what_can_change(made) or only_reads(terms, call) else None
    if isinstance(made, Items) and name in GROWING_METHODS:
        return Items(made.items, made.spot, is_open=True)
    return None


def _holds_what_can_change(made: Record | Items) -> bool:
    values = made.items if isinstance(made, Items) else [each.value for each in made.entries]
    return any(map(_can_change, values))


def _after_subscript(
    terms: Terms, made: Record | Items, subscript: Node, where: _Certain
) -> Record | Items | None:
    """The value after a use of one of its keys; `owner[key] = value` adds an entry."""
    path = path_from(subscript)
    statement = path.parent
    if statement is None or statement.type == "delete_statement":
        return None
    is_set = statement.type in {"assignment", "augmented_assignment"}
    is_target = is_set and path == statement.child_by_field_name("left")
    key = _key(terms, subscript)
    if path != subscript or (is_target and statement.type == "augmented_assignment"):
        # It goes on inside, where something may be changed.
        is_read = not is_target and path.type == "subscript" and only_reads(terms, path)
        return made if is_read else _with_unknown(made, key)
    if not is_target:
        is_read = not _may_share(made, key) or only_reads(terms, path)
        return made if is_read else _with_unknown(made, key)
    value = statement.child_by_field_name("right")
    if not isinstance(made, Record) or value is None:
        return None
    if key is None:
        return replace(made, is_open=True)
    spot = terms.spot(subscript.children_by_field_name("subscript")[0])
    is_optional = statement.parent is None or not where.holds(statement.parent)
    return _with(made, Entry(key, terms.of(value), spot, is_optional))


def _key(terms: Terms, subscript: Node) -> str | None:
    """The key of a subscript where it is written out."""
    keys = subscript.children_by_field_name("subscript")
    key = terms.of(keys[0]) if len(keys) == 1 else OPAQUE
    return key.value if isinstance(key, Constant) and isinstance(key.value, str) else None


def _sets_any_key(terms: Terms, name: Node) -> bool:
    """Whether a use of a dictionary's name sets a value whose key cannot be told."""
    subscript = name.parent
    if subscript is None or subscript.type != "subscript" or _key(terms, subscript) is not None:
        return False
    statement = subscript.parent
    return statement is not None and subscript == statement.child_by_field_name("left")


def _may_share(made: Record | Items, key: str | None) -> bool:
    """Whether what is at a key may be changed by another name that it is given."""
    if isinstance(made, Items) or key is None:
        return _holds_what_can_change(made)
    entry = made.entry(key)
    return entry is not None and _can_change(entry.value)


def _with_unknown(made: Record | Items, key: str | None) -> Record | None:
    """A record in which anything may be at one key."""
    entry = made.entry(key) if isinstance(made, Record) and key is not None else None
    if not isinstance(made, Record) or entry is None:
        return None
    return _replaced(made, replace(entry, value=OPAQUE))


def _with(made: Record, entry: Entry) -> Record:
    """A record to which an entry may have been added, or whose entry may have been replaced."""
    before = made.entry(entry.key)
    if before is None:
        return Record((*made.entries, entry), made.spot, made.is_open)
    options = (before.value, entry.value)
    value = OPAQUE if OPAQUE in options else Choice(options, made.spot)
    is_optional = before.is_optional and entry.is_optional
    return _replaced(made, Entry(entry.key, value, before.spot, is_optional))


def _replaced(made: Record, entry: Entry) -> Record:
    rest = tuple(each for each in made.entries if each.key != entry.key)
    return Record((*rest, entry), made.spot, made.is_open)
