"""Kinesis and DynamoDB streams: a shard goes on only when its batch is done or given up."""

from __future__ import annotations

from collections import deque

from msgspec import Struct
from msgspec.structs import replace

from ...aws.data import Json, JsonObject
from ...model.trigger import Retries
from ..outcome import Outcome
from .base import SHOWN_DELIVERIES, Settled
from .failures import Failures, failures_of
from .records import Batch, record_id
from .telling import given_up


class _Part(Struct, frozen=True):
    """Records that are sent together, and how often they have been sent again."""

    records: tuple[JsonObject, ...]
    retried: int = 0


class StreamSource:
    """The records of one shard.

    https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
    https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
    """

    def __init__(self, batch: Batch, retries: Retries, reads_failures: bool) -> None:
        self._batch = batch
        self._retries = retries
        self._reads_failures = reads_failures
        self._parts = deque([_Part(batch.records)])

    def delivery(self) -> Json | None:
        """The event of the next invocation; None where there is nothing more to send."""
        return self._batch.event_of(self._parts[0].records) if self._parts else None

    def settle(self, outcome: Outcome, refusal: str) -> Settled:
        """Take in what came of the invocation with the last delivery."""
        part = self._parts.popleft()
        ids = tuple(map(self._id, part.records))
        failures = failures_of(outcome, refusal, ids, self._reads_failures)
        # The first of them is the checkpoint: everything from there on is sent again.
        start = next((i for i, each in enumerate(ids) if each in failures.ids), len(ids))
        done, left = ids[:start], replace(part, records=part.records[start:])
        notes = (f"the whole batch counts as failed: {failures.reason}",) if failures.reason else ()
        if not left.records:
            return Settled(done, notes=notes)
        if self._is_split(left, failures):
            half = len(left.records) // 2 or 1
            parts = (left.records[:half], left.records[half:])
            self._parts.extendleft(reversed([replace(left, records=each) for each in parts]))
            return Settled(done, ids[start:], notes=(*notes, "the batch is halved"))
        return self._sent_again(done, left, notes)

    def told(self, settled: Settled) -> str:
        """What becomes of the records, in a sentence."""
        if settled.given_up:
            return f"{given_up(settled)}; the shard goes on."
        if not settled.again:
            return "The shard goes on."
        return f"Everything from `{settled.again[0]}` on is sent again."

    def _is_split(self, left: _Part, failures: Failures) -> bool:
        """Whether the batch is halved; where it was cut at a checkpoint, it is not."""
        is_cut = not failures.reason
        return self._retries.is_bisected and len(left.records) > 1 and not is_cut

    def _sent_again(self, done: tuple[str, ...], left: _Part, notes: tuple[str, ...]) -> Settled:
        ids = tuple(map(self._id, left.records))
        most = self._retries.most
        if most is not None and left.retried >= most:
            return Settled(done, (), ids, self._retries.destination, notes)
        if most is None and left.retried + 1 >= SHOWN_DELIVERIES:
            self._parts.clear()
            end = "without `MaximumRetryAttempts` the shard stands still until its records expire"
            return Settled(done, ids, notes=(*notes, end))
        self._parts.appendleft(replace(left, retried=left.retried + 1))
        return Settled(done, ids, notes=notes)

    def _id(self, record: JsonObject) -> str:
        return record_id(record, self._batch.id_way)
