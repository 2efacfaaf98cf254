"""What the value of a variable has become once code has changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ....model.term import (
    OPAQUE,
    Called,
    Choice,
    Entry,
    Invoked,
    Items,
    Member,
    Parameter,
    Record,
    Term,
)
from ..nodes import unquoted
from .effects import Effect, Kind, Path
from .objects import with_entry, with_record
from .pushing import pushed

if TYPE_CHECKING:
    from .terms import Terms
    from .variables import Variable

_FROM_ELSEWHERE = Called | Invoked | Member | Parameter
_REPLACING = frozenset({Kind.REMOVED, Kind.SET})
_OPENING = frozenset({Kind.ESCAPED, Kind.SHARED})
_UNKNOWN = frozenset({Kind.CALLED, Kind.ESCAPED, Kind.SHARED})
_WRITES = frozenset({Kind.GROWN, Kind.MERGED, Kind.REMOVED, Kind.SET})


def changed(terms: Terms, variable: Variable, made: Term) -> Term:
    """What a variable that is given `made` holds in the end; opaque if code may change anything.

    The order of the code does not count: what is written anywhere may be there.
    """
    if isinstance(made, Choice):
        options = tuple(changed(terms, variable, each) for each in made.options)
        return OPAQUE if OPAQUE in options else replace(made, options=options)
    if not isinstance(made, Record | Items | _FROM_ELSEWHERE):
        return made
    effects = terms.names.effects(variable)
    if effects is None:
        return OPAQUE
    # What is not known of a value is so whatever else is written in the file.
    for effect in sorted(effects, key=_opens):
        if not effect.is_assignment:
            made = _after(terms, made, effect, effect.path)
    if isinstance(made, Items) and made.is_open:
        return replace(made, items=(*made.items, *pushed(terms, variable)))
    return made


def _opens(effect: Effect) -> bool:
    """Whether it cannot be told which values an effect changes, or how."""
    return effect.kind in _UNKNOWN or None in effect.path


def _after(terms: Terms, made: Term, effect: Effect, path: Path) -> Term:
    """The value after one effect on what is at a path in it."""
    if isinstance(made, Choice):
        options = tuple(_after(terms, each, effect, path) for each in made.options)
        return OPAQUE if OPAQUE in options else replace(made, options=options)
    if isinstance(made, Record) and path:
        return _after_inside(terms, made, effect, path)
    if effect.kind is Kind.SHARED and not isinstance(made, Record | Items):
        return made
    if isinstance(made, _FROM_ELSEWHERE):
        is_changed = effect.kind in _WRITES or (effect.kind is not Kind.CALLED and not path)
        return OPAQUE if is_changed else made
    if not isinstance(made, Record | Items):
        return made
    if effect.kind in _OPENING and not path:
        # It stays an object or a list, whatever becomes of what is in it.
        return (Record if isinstance(made, Record) else Items)((), made.spot, is_open=True)
    if isinstance(made, Items):
        return _after_in_list(made, effect, path)
    if effect.kind is Kind.MERGED and effect.value is not None:
        return with_record(made, terms.of(effect.value), is_certain=False)
    return OPAQUE


def _after_in_list(made: Items, effect: Effect, path: Path) -> Term:
    """A list after an effect on it, or on what is inside one of its items."""
    if effect.kind is Kind.GROWN and not path:
        return replace(made, is_open=True)
    if not path or (len(path) == 1 and effect.kind not in _UNKNOWN):
        return OPAQUE
    return replace(made, items=tuple(OPAQUE for _ in made.items))


def _after_inside(terms: Terms, made: Record, effect: Effect, path: Path) -> Record:
    """An object after an effect on its value at a key, or on what is inside that value."""
    key = path[0]
    if key is None:
        return _after_any(terms, made, effect, path[1:])
    before = made.entry(key)
    if len(path) == 1 and effect.kind is Kind.SET:
        value = terms.of(effect.value) if effect.value is not None else OPAQUE
        spot = terms.spot(unquoted(effect.key)) if effect.key is not None else made.spot
        return with_entry(made, Entry(key, value, spot, is_optional=True))
    if before is None:
        return made
    if len(path) == 1 and effect.kind is Kind.REMOVED:
        after = replace(before, is_optional=True)
    else:
        after = replace(before, value=_after(terms, before.value, effect, path[1:]))
    entries = tuple(after if each is before else each for each in made.entries)
    return replace(made, entries=entries)


def _after_any(terms: Terms, made: Record, effect: Effect, below: Path) -> Record:
    """An object after an effect on one of its values, or on what is at `below` in it."""
    is_replaced = effect.kind in _REPLACING and not below
    is_removed = effect.kind is Kind.REMOVED and is_replaced
    is_open = made.is_open or (is_replaced and not is_removed)
    entries = tuple(
        replace(
            each,
            value=OPAQUE if is_replaced else _after(terms, each.value, effect, below),
            is_optional=each.is_optional or is_removed,
        )
        for each in made.entries
    )
    return replace(made, entries=entries, is_open=is_open)
