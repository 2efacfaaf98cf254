"""Object literals, and what becomes of an object that gets more keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from tree_sitter import Node

from ....model.term import OPAQUE, Choice, Constant, Entry, Record, Spot, Term, Typed
from ..members import entry
from ..nodes import bare, field_text, parts, property_name, unquoted
from .undefined import entry_of

if TYPE_CHECKING:
    from .terms import Terms

_KEEPS_NOTHING = frozenset({"boolean", "integer", "number"})


def read_object(terms: Terms, node: Node) -> Term:
    """An object with the keys that are written out, and those of known objects spread into it."""
    record = Record((), terms.spot(node))
    for part in parts(node):
        if part.type == "spread_element":
            record = _with_spread(terms, record, part)
            continue
        key, value = entry(part)
        name = _key(terms, key) if key is not None else None
        if key is None or name is None:
            # It may be any of the keys before it.
            record = _overwritten(record)
        elif name != "__proto__":
            given = terms.of(value) if value is not None else OPAQUE
            record = with_entry(record, Entry(name, given, terms.spot(unquoted(key))))
    return record


def with_entry(record: Record, added: Entry) -> Record:
    """A record that gets an entry, in the place of one with the same key.

    One that may not be there leaves both values possible.
    """
    given = entry_of(added)
    before = record.entry(added.key)
    rest = tuple(each for each in record.entries if each.key != added.key)
    if before is not None and (given is None or given.is_optional):
        options = (before.value, *((given.value,) if given else ()))
        is_optional = before.is_optional or given is None
        given = Entry(added.key, _either(options, record.spot), before.spot, is_optional)
    return replace(record, entries=rest if given is None else (*rest, given))


def with_record(record: Record, added: Term, *, is_certain: bool) -> Record:
    """A record that gets the keys of another object."""
    options = added.options if isinstance(added, Choice) else (added,)
    is_certain = is_certain and len(options) == 1
    for option in options:
        if isinstance(option, Record):
            if option.is_open:
                record = _overwritten(record)
            for each in option.entries:
                kept = each if is_certain else replace(each, is_optional=True)
                record = with_entry(record, kept)
        elif not _has_no_keys(option):
            record = _overwritten(record)
    return record


def _with_spread(terms: Terms, record: Record, spread: Node) -> Record:
    inner = parts(spread)
    if not inner:
        return _overwritten(record)
    value = bare(inner[0])
    right = value.child_by_field_name("right")
    if field_text(value, "operator") == "&&" and right is not None:
        # Where the left side is not true there is nothing to spread.
        return with_record(record, terms.of(right), is_certain=False)
    return with_record(record, terms.of(value), is_certain=True)


def _overwritten(record: Record) -> Record:
    """A record that other keys may have been added to, or put in the place of its own."""
    entries = tuple(replace(each, value=OPAQUE) for each in record.entries)
    return replace(record, entries=entries, is_open=True)


def _has_no_keys(term: Term) -> bool:
    if isinstance(term, Constant):
        return not isinstance(term.value, str) or not term.value
    return isinstance(term, Typed) and term.type in _KEEPS_NOTHING


def _key(terms: Terms, key: Node) -> str | None:
    name = property_name(key)
    if name is not None or key.type != "computed_property_name" or not parts(key):
        return name
    given = terms.of(parts(key)[0])
    value = given.value if isinstance(given, Constant) else None
    return value if isinstance(value, str) else None


def _either(options: Iterable[Term], spot: Spot) -> Term:
    distinct = tuple(dict.fromkeys(options))
    if OPAQUE in distinct:
        return OPAQUE
    return distinct[0] if len(distinct) == 1 else Choice(distinct, spot)
