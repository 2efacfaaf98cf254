"""Results that no event of the function's own triggers leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.flow import Key, Path, Root
from ..text.span import Span
from ..triggers.lookup import Found, NoSuchKey
from .events import EventFacts, EventUse
from .flows import CodeText
from .results import Result

_CONTAINERS = frozenset({"array", "object"})
_LESS_THAN_ONE = re.compile(r"<\s*1\b")
_COUNT = re.compile(r"(?<![\w.])(?!0\b)\d")


def is_for_strangers(result: Result, event: EventFacts) -> bool:
    """Whether a result is given only where an event is asked for that it is not.

    Code often looks first whether there are `Records` at all, or whether somebody has invoked the
    function by hand with keys of their own. What it answers then concerns no trigger.
    """
    return any(_asks_who_calls(each, result.code, event) for each in result.returned.conditions)


def _asks_who_calls(condition: Span, code: CodeText, event: EventFacts) -> bool:
    if _COUNT.search(_LESS_THAN_ONE.sub("", code.source.slice(condition))):
        # It is about how many there are, and not whether there are any.
        return False
    uses = [each for each in event.events if _is_in(each, condition, code)]
    paths = {*map(_path, uses), *_named(condition, code, event)}
    leaves = [each for each in paths if not any(_goes_on(other, each) for other in paths)]
    # A value can have been taken out of the event before.
    by_path = {_path(each): each for each in event.events}
    return bool(leaves) and all(_tells_triggers_apart(by_path.get(each), each) for each in leaves)


def _tells_triggers_apart(use: EventUse | None, path: Path) -> bool:
    """Whether a value is the same in all events of the triggers: there, or not there at all."""
    if not path:
        return True
    if use is None:
        return False
    answers = [each.answer for each in use.meanings]
    if len(path) == 1 and all(isinstance(each, NoSuchKey) for each in answers):
        return True
    return all(isinstance(each, Found) and _is_always_there(each) for each in answers)


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
