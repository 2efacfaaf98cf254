"""What handler code takes from an invocation at a place: event keys, context members, variables."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ..model.flow import Key, NameUse, Root, Value
from ..model.function import InlineCode
from ..model.place import Place
from ..text.span import Span
from ..workspace.facts import FunctionFacts
from ..workspace.flows import CodeText
from ..workspace.snapshot import FunctionCode, Snapshot


class Taken(Struct, frozen=True):
    """A value of an invocation that stands at `span` of a file, for one function.

    `key` is the key or member as the code writes it, empty for a variable.
    """

    facts: FunctionFacts
    code: CodeText
    span: Span
    value: Value
    key: str


def taken_at(snapshot: Snapshot, path: str, offset: int) -> tuple[Taken, ...]:
    """What stands at an offset, once for each function whose code it is; all at the same range."""
    found = [each for each in _all_taken(snapshot, path) if each.span.touches(offset)]
    # Two texts can touch an offset; the one that begins there is meant.
    span = max((each.span for each in found), default=None)
    return tuple(each for each in found if each.span == span)


def event_parameters(snapshot: Snapshot, path: str) -> Iterator[tuple[FunctionCode, NameUse, Span]]:
    """The parameters in which handlers of a file get the event, with their ranges."""
    for found in snapshot.code_in(path):
        for name in found.flow.flow.names:
            if name.is_parameter and name.value.root is Root.EVENT and not name.value.path:
                place = found.flow.code.place(name.span)
                if place:
                    yield found, name, snapshot.span(place)


def offset_in_code(snapshot: Snapshot, code: InlineCode, offset: int) -> int | None:
    """The offset in inline code of one in its template; None where that is not in the code."""
    starts = code.source.line_starts
    for start, line in zip(starts, code.lines, strict=False):
        span = snapshot.span(Place(code.place.path, code.place.block, line))
        if span.touches(offset):
            return start + offset - span.start
    return None


def _all_taken(snapshot: Snapshot, path: str) -> Iterator[Taken]:
    for found in snapshot.code_in(path):
        code, flow = found.flow.code, found.flow.flow
        for access in flow.accesses:
            place = code.place(access.key_span)
            if place:
                owner = access.owner
                value = Value(
                    owner.root, (*owner.path, Key(access.key)), frozenset(), owner.data_class
                )
                yield Taken(found.facts, code, snapshot.span(place), value, access.key)
        for name in flow.names:
            place = code.place(name.span)
            if place:
                yield Taken(found.facts, code, snapshot.span(place), name.value, "")
