"""The event source of a trigger."""

from __future__ import annotations

from collections.abc import Mapping

from ...aws.data import Json
from ...model.trigger import Trigger
from .base import EventSource
from .queue import ID, QueueSource
from .records import batch_of
from .stream import StreamSource

_STREAMS: Mapping[str, tuple[str, ...]] = {
    "kinesis": ("kinesis", "sequenceNumber"),
    "dynamodb": ("dynamodb", "SequenceNumber"),
}
_QUEUE = "sqs"


def sends_batches_again(trigger: Trigger | None) -> bool:
    """Whether it is known how a trigger sends a failed batch again."""
    return trigger is not None and (trigger.id == _QUEUE or trigger.id in _STREAMS)


def event_source(trigger: Trigger, event: Json, reads_failures: bool) -> EventSource | None:
    """The source that sends an event; None where its records have no ids of their own.

    `reads_failures` tells that it reads which records have failed.
    """
    batch = batch_of(event, _STREAMS.get(trigger.id, ID))
    if batch is None:
        return None
    if trigger.id in _STREAMS:
        return StreamSource(batch, trigger.settings.retries, reads_failures)
    return QueueSource(batch, trigger.settings.queue, reads_failures)
