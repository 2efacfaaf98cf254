"""Results that no event of the function's own triggers leads to."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from ..model.body import Condition
from ..model.flow import Key, Path, Root
from ..text.span import Span
from ..triggers.lookup import Found, NoSuchKey
from .events import EventFacts, EventUse
from .flows import CodeText
from .results import Result

_CONTAINERS = frozenset({"array", "object"})


class _Known(Enum):
    """What a value is in every event of the triggers."""

    THERE = "there"
    ABSENT = "absent"


def is_for_strangers(result: Result, event: EventFacts) -> bool:
    """Whether a result is given only where an event is asked for that it is not.

    Code often looks first whether there are `Records` at all, or whether somebody has invoked the
    function by hand with keys of their own. What it answers then concerns no trigger.
    """
    return any(_lets_none_in(each, result.code, event) for each in result.returned.conditions)


def _lets_none_in(condition: Condition, code: CodeText, event: EventFacts) -> bool:
    """Whether a condition keeps events of the triggers out, or may do so."""
    known = _asked(condition.span, code, event) if not condition.is_about_number else None
    if known is None:
        return False
    if condition.holds is None or condition.is_negated is None:
        return True
    are_there = {each is not _Known.ABSENT for each in known}
    if len(are_there) > 1:
        return True
    is_so = are_there.pop() is not condition.is_negated
    return is_so is not condition.holds


def _asked(condition: Span, code: CodeText, event: EventFacts) -> frozenset[_Known] | None:
    """What a condition is about that only tells who invokes; None for any other condition."""
    uses = [each for each in event.events if _is_in(each, condition, code)]
    paths = {*map(_path, uses), *_named(condition, code, event)}
    leaves = [each for each in paths if not any(_goes_on(other, each) for other in paths)]
    # A value can have been taken out of the event before.
    by_path = {_path(each): each for each in event.events}
    known = [_known(by_path.get(each), each) for each in leaves]
    found = frozenset(each for each in known if each is not None)
    return found if found and None not in known else None


def _known(use: EventUse | None, path: Path) -> _Known | None:
    """What a value is in all events of the triggers; None where that differs."""
    if not path:
        return _Known.THERE
    answers = [each.answer for each in use.meanings] if use is not None else []
    if len(path) == 1 and answers and all(isinstance(each, NoSuchKey) for each in answers):
        return _Known.ABSENT
    is_there = answers and all(
        isinstance(each, Found) and _is_always_there(each) for each in answers
    )
    return _Known.THERE if is_there else None


def _is_always_there(found: Found) -> bool:
    return not found.lacks and all(shape.types <= _CONTAINERS for shape in found.shapes)


def _is_in(use: EventUse, condition: Span, code: CodeText) -> bool:
    span = use.access.span
    is_inside = condition.start <= span.start and span.end <= condition.end
    return is_inside and use.code.source is code.source


def _named(condition: Span, code: CodeText, event: EventFacts) -> Iterator[Path]:
    """The values of the event that stand there by a name."""
    for flow in event.flows:
        for use in flow.flow.names if flow.code.source is code.source else ():
            if use.value.root is Root.EVENT and condition.start <= use.span.start < condition.end:
                yield use.value.path


def _path(use: EventUse) -> Path:
    return (*use.access.owner.path, Key(use.access.key))


def _goes_on(path: Path, start: Path) -> bool:
    return len(path) > len(start) and path[: len(start)] == start
