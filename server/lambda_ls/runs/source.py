"""What sends the event of a run."""

from __future__ import annotations

from ..runtime.event_sources.base import EventSource
from ..runtime.event_sources.registry import event_source, sends_batches_again
from .errors import NoRunError
from .prepared import Prepared


def source_of(prepared: Prepared) -> EventSource:
    """What sends the event of a run, and sends it again.

    Raises:
        NoRunError: if it is not known how that is done with such an event.
    """
    trigger = prepared.event.trigger
    name = prepared.plan.function
    if trigger is None or not sends_batches_again(trigger):
        kind = trigger.title if trigger else "an unknown trigger"
        raise NoRunError(
            f"`{name}` gets its event from {kind}; only batches of SQS, Kinesis and DynamoDB are "
            "delivered again"
        )
    source = event_source(trigger, prepared.event.event, trigger.settings.reads_failures)
    if source is None:
        raise NoRunError(f"the event has no `Records` of {trigger.title}, each with its own id")
    return source
