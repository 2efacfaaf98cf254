"""Whether the triggers of a function take what its handler gives back."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ..model.trigger import FAILURES_KEY, Trigger
from ..triggers.contract import contract
from ..triggers.refusals import ITEM, Refusal, refusals
from .events import EventFacts
from .results import Result, Results
from .strangers import is_for_strangers

_FAILED_RECORD = (FAILURES_KEY, ITEM)


class RefusedResult(Struct, frozen=True):
    """A result that every trigger of the function refuses; `trigger` is the one that says why."""

    result: Result
    trigger: Trigger
    refusal: Refusal


def refused_results(
    results: Results | None, triggers: tuple[Trigger, ...], event: EventFacts
) -> tuple[RefusedResult, ...]:
    """The results that are certainly refused, whichever of the triggers invokes the function.

    `triggers` must be all that can invoke it. What is only given to somebody else, as to a plugin
    that keeps the function warm, concerns none of them.
    """
    if results is None or not triggers:
        return ()
    return tuple(
        each
        for result in results.results
        for each in _refused_by_all(result, triggers)
        if not is_for_strangers(result, event)
    )


def _refused_by_all(result: Result, triggers: tuple[Trigger, ...]) -> Iterator[RefusedResult]:
    found = [(trigger, _refusals(result, trigger)) for trigger in triggers]
    if all(refused for _, refused in found):
        trigger, refused = found[0]
        yield from (RefusedResult(result, trigger, each) for each in refused)


def _refusals(result: Result, trigger: Trigger) -> tuple[Refusal, ...]:
    wanted = contract(trigger.id)
    invocation = wanted.invocation
    if wanted.response is None or not invocation.refusal:
        return ()
    if invocation.result_read_for and trigger.settings.path not in invocation.result_read_for:
        return ()
    refused = refusals(result.value, wanted.response)
    if invocation.returned_error == "refused":
        return refused
    # Of a batch only the list of what has failed is read, and only where that is asked for.
    is_read = trigger.settings.reads_failures
    return tuple(each for each in refused if is_read and each.pointer[:2] == _FAILED_RECORD)
