"""SQS: failed messages become visible again, until the queue gives them up."""

from __future__ import annotations

import re
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
_NUMBER = re.compile("[0-9]{1,9}")
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
        self._deliveries = 0

    def delivery(self) -> Json | None:
        """The event of the next invocation; None where there is nothing more to send."""
        if not self._waiting:
            return None
        # A message of the user's own may have been received before.
        more = 1 if self._deliveries else 0
        self._deliveries += 1
        self._waiting = tuple(_with_count(each, _count(each) + more) for each in self._waiting)
        return self._batch.event_of(self._waiting)

    def settle(self, outcome: Outcome, refusal: str) -> Settled:
        """Take in what came of the invocation with the last delivery."""
        sent = self._waiting
        ids = tuple(map(self._batch.id_of, sent))
        failures = failures_of(outcome, refusal, ids, self._reads_failures)
        failed = {id_: each for id_, each in zip(ids, sent, strict=True) if id_ in failures.ids}
        done = tuple(each for each in ids if each not in failed)
        lost = tuple(id_ for id_, each in failed.items() if self._is_given_up(each))
        again = tuple(id_ for id_, each in failed.items() if not self._is_given_up(each))
        self._waiting = tuple(failed[each] for each in again)
        notes = tuple(self._notes(sent, failures, again))
        if again and self._redrive is None and self._deliveries >= SHOWN_DELIVERIES:
            self._waiting = ()
            end = "no redrive policy of the queue is known: it would come again for days"
            notes = (*notes, end)
        where = self._redrive.dead_letter_queue if lost and self._redrive else ""
        return Settled(done, again, lost, where, notes)

    def told(self, settled: Settled) -> str:
        """What becomes of the messages, in a sentence."""
        if not settled.given_up and not settled.again:
            return "All messages are deleted."
        parts = [given_up(settled)] if settled.given_up else []
        if settled.again:
            verb = "becomes" if len(settled.again) == 1 else "become"
            parts.append(f"{named(settled.again)} {verb} visible again")
        if settled.done:
            parts.append("the others are deleted")
        return f"{', '.join(parts)}."

    def _is_given_up(self, record: JsonObject) -> bool:
        return self._redrive is not None and _count(record) >= self._redrive.most_receives

    def _notes(
        self, sent: tuple[JsonObject, ...], failures: Failures, again: tuple[str, ...]
    ) -> Iterator[str]:
        if failures.reason:
            yield f"all messages count as failed: {failures.reason}"
        elif self._is_fifo:
            yield from _overtaken(self._batch, sent, frozenset(again))


def _overtaken(batch: Batch, sent: tuple[JsonObject, ...], again: frozenset[str]) -> Iterator[str]:
    """Messages of a group that are deleted though one before them comes again.

    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html says that a
    function should stop at the first failure of a FIFO queue and return all that follow.
    """
    first: dict[str, str] = {}
    for record in sent:
        group, name = record_id(record, _GROUP), batch.id_of(record)
        if name in again:
            first.setdefault(group, name)
        elif group in first:
            yield f"`{name}` overtakes `{first[group]}` of the same group, which comes again later"


def _count(record: JsonObject) -> int:
    """How often a message was received, this time included; a message that says nothing is new."""
    text = record_id(record, (_ATTRIBUTES, _COUNT))
    return max(1, int(text)) if _NUMBER.fullmatch(text) else 1


def _with_count(record: JsonObject, count: int) -> JsonObject:
    known = record.get(_ATTRIBUTES)
    attributes = known if isinstance(known, dict) else {}
    return {**record, _ATTRIBUTES: {**attributes, _COUNT: str(count)}}


def _has_groups(batch: Batch) -> bool:
    return any(record_id(each, _GROUP) for each in batch.records)
