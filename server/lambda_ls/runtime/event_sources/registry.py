"""The event source of a trigger."""

from __future__ import annotations

from ...aws.data import Json
from ...model.trigger import Trigger
from ...triggers.contract import contract
from .base import EventSource
from .queue import QueueSource
from .records import batch_of
from .stream import StreamSource

_QUEUE = "sqs"


def sends_batches_again(trigger: Trigger | None) -> bool:
    """Whether it is known how a trigger sends a failed batch again."""
    return trigger is not None and bool(contract(trigger.id).invocation.record_id)


def event_source(trigger: Trigger, event: Json, reads_failures: bool) -> EventSource | None:
    """The source that sends an event; None where its records have no ids of their own.

    `reads_failures` tells that it reads which records have failed.
    """
    batch = batch_of(event, contract(trigger.id).invocation.record_id)
    if batch is None:
        return None
    if trigger.id == _QUEUE:
        return QueueSource(batch, trigger.settings.queue, reads_failures)
    return StreamSource(batch, trigger.settings.retries, reads_failures)
