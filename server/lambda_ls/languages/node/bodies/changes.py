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
from .effects import Effect, Kind
from .objects import with_entry, with_record

if TYPE_CHECKING:
    from .terms import Terms
    from .variables import Variable

_FROM_ELSEWHERE = Called | Invoked | Member | Parameter
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
    for effect in effects:
        if not effect.is_assignment:
            made = _after(terms, made, effect, effect.path)
    return made


def _after(terms: Terms, made: Term, effect: Effect, path: tuple[str | None, ...]) -> Term:
    """The value after one effect on what is at a path in it."""
    if isinstance(made, Record) and path:
        return _after_inside(terms, made, effect, path)
    if isinstance(made, _FROM_ELSEWHERE):
        is_changed = effect.kind in _WRITES or (effect.kind is not Kind.CALLED and not path)
        return OPAQUE if is_changed else made
    if not isinstance(made, Record | Items):
        return made
    if isinstance(made, Items):
        is_grown = effect.kind is Kind.GROWN and not path
        return replace(made, is_open=True) if is_grown else OPAQUE
    if effect.kind is Kind.MERGED and effect.value is not None:
        return with_record(made, terms.of(effect.value), is_certain=False)
    return OPAQUE


def _after_inside(
    terms: Terms, made: Record, effect: Effect, path: tuple[str | None, ...]
) -> Record:
    """An object after an effect on its value at a key, or on what is inside that value."""
    key = path[0]
    if key is None:
        # Any of its values can be meant.
        entries = tuple(replace(each, value=OPAQUE) for each in made.entries)
        is_open = made.is_open or effect.kind is Kind.SET
        return replace(made, entries=entries, is_open=is_open)
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
