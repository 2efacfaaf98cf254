"""SQS: failed messages become visible again, until the queue gives them up."""

from __future__ import annotations

from collections.abc import Iterator

from ...aws.data import Json, JsonObject
from ...model.trigger import Queue, Redrive
from ..outcome import Outcome
from .base import SHOWN_DELIVERIES, Settled
from .failures import Failures, failures_of
from .records import Batch, record_id
from .telling import given_up, named

_ATTRIBUTES = "attributes"
_COUNT = "ApproximateReceiveCount"
_GROUP = (_ATTRIBUTES, "MessageGroupId")


class QueueSource:
    """The messages of a queue, of which all come again at once when their time-out is over.

    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
    """

    def __init__(self, batch: Batch, queue: Queue | None, reads_failures: bool) -> None:
        self._batch = batch
        self._redrive: Redrive | None = queue.redrive if queue else None
        self._is_fifo = bool(queue and queue.is_fifo) or _has_groups(batch)
        self._reads_failures = reads_failures
        self._waiting = batch.records
        self._received = 0

    def delivery(self) -> Json | None:
        """The event of the next invocation; None where there is nothing more to send."""
        if not self._waiting:
            return None
        self._received += 1
        self._waiting = tuple(_received(each, self._received) for each in self._waiting)
        return self._batch.event_of(self._waiting)

    def settle(self, outcome: Outcome, refusal: str) -> Settled:
        """Take in what came of the invocation with the last delivery."""
        sent = self._waiting
        ids = tuple(map(self._batch.id_of, sent))
        failures = failures_of(outcome, refusal, ids, self._reads_failures)
        failed = tuple(each for each in sent if self._batch.id_of(each) in failures.ids)
        done = tuple(each for each in ids if each not in failures.ids)
        notes = tuple(self._notes(sent, failures))
        is_last = self._received >= (self._redrive or _NEVER).most_receives
        self._waiting = () if is_last else failed
        names = tuple(map(self._batch.id_of, failed))
        if not is_last or not failed:
            return Settled(done, again=names, notes=notes)
        if self._redrive is None:
            end = "no redrive policy of the queue is known: it would come again for days"
            return Settled(done, again=names, notes=(*notes, end))
        return Settled(done, (), names, self._redrive.dead_letter_queue, notes)

    def told(self, settled: Settled) -> str:
        """What becomes of the messages, in a sentence."""
        others = ", the others are deleted" if settled.done else ""
        if settled.given_up:
            return f"{given_up(settled)}{others}."
        if not settled.again:
            return "All messages are deleted."
        verb = "becomes" if len(settled.again) == 1 else "become"
        return f"{named(settled.again)} {verb} visible again{others}."

    def _notes(self, sent: tuple[JsonObject, ...], failures: Failures) -> Iterator[str]:
        if failures.reason:
            yield f"all messages count as failed: {failures.reason}"
        elif self._is_fifo:
            yield from _overtaken(self._batch, sent, failures.ids)


_NEVER = Redrive(SHOWN_DELIVERIES, "")


def _overtaken(batch: Batch, sent: tuple[JsonObject, ...], failed: frozenset[str]) -> Iterator[str]:
    """Messages of a group that are deleted though one before them comes again.

    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html says that a
    function should stop at the first failure of a FIFO queue and return all that follow.
    """
    first: dict[str, str] = {}
    for record in sent:
        group, name = record_id(record, _GROUP), batch.id_of(record)
        if name in failed:
            first.setdefault(group, name)
        elif group in first:
            yield f"`{name}` overtakes `{first[group]}` of the same group, which comes again later"


def _received(record: JsonObject, count: int) -> JsonObject:
    known = record.get(_ATTRIBUTES)
    attributes = known if isinstance(known, dict) else {}
    return {**record, _ATTRIBUTES: {**attributes, _COUNT: str(count)}}


def _has_groups(batch: Batch) -> bool:
    return any(record_id(each, _GROUP) for each in batch.records)
