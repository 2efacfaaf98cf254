"""Invocations, one after the other in one environment."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from msgspec.structs import replace

from ..aws.data import Json
from ..model.trigger import Trigger
from ..runtime.clients.base import CannotRunError
from ..runtime.durable.patience import impatience
from ..runtime.event_sources.base import EventSource, Settled
from ..runtime.execution import ExecutionEnvironment
from ..runtime.hints import hint
from ..runtime.invoking import outcome_of
from ..runtime.judgement import judged
from ..runtime.outcome import Outcome
from ..runtime.pool import Pool
from ..runtime.processes.logs import Listener
from ..runtime.raised import raised_at
from ..runtime.rows import Run
from .errors import NoRunError
from .prepared import Prepared


async def run(
    prepared: Prepared, pool: Pool, times: int, listener: Listener
) -> AsyncGenerator[Run, None]:
    """Each invocation when it has ended; `listener` gets what is logged meanwhile.

    Cancelling it ends the process.

    Raises:
        NoRunError: if the process cannot be started.
    """
    async with pool.environment(prepared.plan) as environment:
        for _ in range(times):
            yield await _invoked(environment, prepared, prepared.event.event, listener)


async def run_until_settled(
    prepared: Prepared, source: EventSource, pool: Pool, listener: Listener
) -> AsyncGenerator[Run, None]:
    """Each delivery of a batch when it has ended, until its source has nothing more to send.

    Raises:
        NoRunError: if the process cannot be started.
    """
    async with pool.environment(prepared.plan) as environment:
        while (event := source.delivery()) is not None:
            found = await _invoked(environment, prepared, event, listener)
            refusal = next((each.message for each in found.judgement.findings), "")
            settled = _settled(source, found.outcome, refusal, prepared.event.trigger)
            judgement = replace(found.judgement, next=source.told(settled))
            yield replace(found, judgement=judgement, settled=settled)


def run_of(prepared: Prepared, outcome: Outcome) -> Run:
    """An invocation with what is to be said of its outcome."""
    return Run(
        outcome,
        judged(outcome, prepared.event.trigger),
        hint(outcome, prepared.plan, prepared.roots),
        raised=raised_at(outcome, prepared.roots),
    )


def _settled(
    source: EventSource, outcome: Outcome, refusal: str, trigger: Trigger | None
) -> Settled:
    """What the source does; one that has not waited for the end of an execution sees none."""
    late = impatience(outcome, trigger) if trigger is not None else ""
    if not late:
        return source.settle(outcome, refusal)
    settled = source.settle(replace(outcome, kind="timeout"), refusal)
    return replace(settled, notes=(late, *settled.notes))


async def _invoked(
    environment: ExecutionEnvironment, prepared: Prepared, event: Json, listener: Listener
) -> Run:
    try:
        outcome = await outcome_of(environment, event, listener)
    except CannotRunError as error:
        raise NoRunError(str(error)) from error
    return run_of(prepared, outcome)
