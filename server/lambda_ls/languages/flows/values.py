"""What follows from what is known: of items, members, defaults, and of one value or another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from ...model.flow import Key, Lack, Step, Value
from .known import Each, Known, Plain, Several, Text

_LONGEST_PATH = 64
_DEEPEST = 4
BOTH: frozenset[Lack] = frozenset(Lack)
_ABSENT = frozenset({Lack.ABSENT})


def common(first: Known, second: Known) -> Known:
    """What holds for a name or expression whose value is one of two."""
    if first == second:
        return first
    if isinstance(first, Value) and isinstance(second, Value):
        if first.path != second.path or replace(first, provided=second.provided) != second:
            return None
        return replace(first, provided=first.provided & second.provided)
    if isinstance(first, Each) and isinstance(second, Each):
        return each(common(first.item, second.item))
    if is_plain(second):
        return _otherwise(first)
    return _otherwise(second) if is_plain(first) else None


def is_traced(known: Known) -> bool:
    """Whether a value, or something in it, came with the invocation."""
    if isinstance(known, Each):
        return is_traced(known.item)
    if isinstance(known, Several):
        return any(map(is_traced, known.items))
    return isinstance(known, Value)


def item_of(known: Known) -> Known:
    """What a loop over a value gives."""
    if isinstance(known, Value):
        return below(known, Step.ITEM)
    if isinstance(known, Each):
        return known.item
    if isinstance(known, Several) and known.items:
        items = iter(known.items)
        shared = next(items)
        for item in items:
            shared = common(shared, item)
        return shared
    return None


def unpacked(known: Known, count: int) -> Iterator[Known]:
    """What each of `count` targets gets."""
    if isinstance(known, Several):
        yield from known.items if len(known.items) == count else (None,) * count
    else:
        yield from (item_of(known),) * count


def below(owner: Value, *steps: Key | Step) -> Value | None:
    """The value some steps below; what holds for a data class holds for what its attributes give.

    None where the path gets longer than any that people write.
    """
    if len(owner.path) + len(steps) > _LONGEST_PATH:
        return None
    has_attributes = owner.data_class is not None and bool(owner.path)
    return Value(owner.root, owner.path + steps, data_class="" if has_attributes else None)


def member(owner: Value, name: str) -> Value | None:
    """The value of an attribute, which of a data class is made of the raw event."""
    if owner.data_class is None:
        return below(owner, Key(name))
    if name == "json_body":
        parsed = below(owner, Key("body"), Step.JSON)
        return replace(parsed, data_class=None) if parsed else None
    steps = (Key("records"), Step.ITEM) if name == "record" else (Key(name),)
    value = below(owner, *steps)
    return replace(value, data_class="") if value else None


def each(item: Known) -> Each:
    """A list of items; what nests deeper than people write it is forgotten."""
    return Each(item if _depth(item) < _DEEPEST else None)


def several(items: Iterable[Known]) -> Several:
    """A tuple; what nests deeper than people write it is forgotten."""
    return Several(tuple(item if _depth(item) < _DEEPEST else None for item in items))


def step_of(key: Known) -> Key | Step:
    """The step that a computed subscript takes."""
    if isinstance(key, Text):
        return Key(key.text)
    return Step.ITEM if key is Plain.NUMBER else Step.VALUE


def or_default(known: Known, default: Known) -> Known:
    """What a value is, or a default where its key is absent."""
    if not isinstance(known, Value) or not is_plain(default):
        return None
    return replace(known, provided=known.provided | _ABSENT)


def is_plain(known: Known) -> bool:
    """Whether a value certainly has no keys."""
    return isinstance(known, Plain | Text)


def _depth(known: Known) -> int:
    if isinstance(known, Each):
        return 1 + _depth(known.item)
    return 1 + max(map(_depth, known.items), default=0) if isinstance(known, Several) else 0


def _otherwise(known: Known) -> Known:
    """What may also be a value without keys."""
    if isinstance(known, Value):
        return replace(known, provided=BOTH)
    if isinstance(known, Each):
        return known
    return Plain.NOTHING if is_plain(known) else None
