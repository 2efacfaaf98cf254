"""Settings of functions and their event sources that are wrong."""

from __future__ import annotations

from collections.abc import Iterator

from lambda_ls.model.place import Place
from lambda_ls.model.trigger import Trigger
from lambda_ls.text.span import Span
from lambda_ls.triggers.contract import contract

from .model import FileEdit, Mistake, Target
from .settings import line_added, line_removed, replaced
from .suits import has_triggers

_LATER = frozenset({"api-gateway-websocket"})
_LONGEST = 900
_BYTES = 5_000


def settings(target: Target) -> Iterator[Mistake]:
    """What can be wrong with what the template says."""
    for trigger in target.facts.triggers:
        yield from _without_position(target, trigger)
        yield from _short_visibility(target, trigger)
        yield from _large_batch(target, trigger)
    yield from _long_timeout(target)
    yield from _large_environment(target)


def _without_position(target: Target, trigger: Trigger) -> Iterator[Mistake]:
    position = trigger.settings.starting_position
    if position is None or position.value is None or position.slot is None:
        return
    edit = line_removed(target, position.slot.place)
    if edit is not None:
        at = target.workspace.span(trigger.place)
        rule = "stream-without-starting-position"
        yield Mistake(rule, "line left out", at, files=(edit,), at_path=trigger.place.path)


def _short_visibility(target: Target, trigger: Trigger) -> Iterator[Mistake]:
    queue, timeout = trigger.settings.queue, target.function.timeout
    visibility = queue.visibility_timeout if queue else None
    if queue is None or visibility is None or queue.place is None:
        return
    rule = "queue-visibility-too-short"
    hidden = visibility.slot.place if visibility.value is not None and visibility.slot else None
    if timeout is not None and isinstance(timeout.value, int) and timeout.value > 1 and hidden:
        files = replaced(target, hidden, str(visibility.value), str(timeout.value - 1))
        yield from _in_file(target, rule, "shorter than the timeout", hidden, files)
    if timeout is not None and isinstance(timeout.value, int) and (visibility.value or 30) < 899:
        files = replaced(target, timeout.place, str(timeout.value), str(_LONGEST))
        place = hidden or queue.place
        yield from _in_file(target, rule, "timeout made longer", place, files)


def _large_batch(target: Target, trigger: Trigger) -> Iterator[Mistake]:
    queue, place = trigger.settings.queue, trigger.settings.batch_size_place
    size = trigger.settings.batch_size
    if queue is not None and queue.is_fifo and place is not None and size is not None:
        files = replaced(target, place, str(size), "100")
        yield from _in_file(target, "fifo-batch-too-large", "batch of 100", place, files)


def _long_timeout(target: Target) -> Iterator[Mistake]:
    timeout = target.function.timeout
    limits = [contract(each.id).invocation.time_limit for each in target.facts.triggers]
    is_later = any(each.id in _LATER for each in target.facts.triggers)
    if timeout is None or not has_triggers(target) or None in limits or is_later:
        return
    if not all(each.settings.has_default_time_limit for each in target.facts.triggers):
        return
    if not _is_own(target, timeout.place) or target.function.is_meant_to_be_called:
        return
    files = replaced(target, timeout.place, str(timeout.value), "120")
    rule = "timeout-over-trigger-limit"
    yield from _in_file(target, rule, "timeout of 120 seconds", timeout.place, files)


def _large_environment(target: Target) -> Iterator[Mistake]:
    variables = target.function.environment
    place = variables[0].name.place if variables else None
    edit = line_added(target, place, f'FILLING: "{"x" * _BYTES}"') if place else None
    if edit is not None and target.function.environment_place is not None:
        at = target.function.environment_place
        yield from _in_file(target, "environment-too-large", "long value", at, (edit,))


def _in_file(
    target: Target, rule: str, kind: str, place: Place, files: tuple[FileEdit, ...] | None
) -> Iterator[Mistake]:
    if files:
        at = target.workspace.span(place)
        yield Mistake(rule, kind, Span(*at), files=files, at_path=place.path)


def _is_own(target: Target, place: Place) -> bool:
    extent = target.function.extent
    same = (place.path, place.block) == (extent.path, extent.block)
    return same and extent.span.start <= place.span.start <= extent.span.end
