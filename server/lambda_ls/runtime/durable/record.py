"""All that the service knows of one durable execution."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from .clock import Clock
from .operations import ErrorObject, ExecutionDetails, Operation, Update
from .transitions import RefusedUpdateError, check_payload, updated

MOST_OPERATIONS = 3_000
MOST_KEPT = 100 * 1024 * 1024
"""How many operations an execution may have, and how many bytes it may keep, by Lambda's quotas
(https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html, November 2026)."""

_AT_ONCE = 0.5
"""Seconds. Lambda waits for whole ones."""


class Ended(Struct, frozen=True):
    """How an execution has ended: with a result, a JSON text, or with an error."""

    result: str | None = None
    error: ErrorObject | None = None


class Record:
    """The operations of an execution, from the checkpoints of its invocations.

    `ended` is there once a checkpoint has ended the execution, as those of large results do, and
    those that go beyond a quota.
    """

    def __init__(self, id_: str, payload: str, clock: Clock) -> None:
        self.clock = clock
        self.ended: Ended | None = None
        self.checkpoints = 0
        """How many updates were taken."""
        self.completions = 0
        """With how many operations the service has gone on by itself."""
        self._kept = 0
        details = ExecutionDetails(payload)
        first = Operation(id_, "EXECUTION", clock.now(), "STARTED", execution_details=details)
        self._operations: dict[str, Operation] = {id_: first}
        self._starts: dict[str, Update] = {}
        self._since = {id_: first.start_timestamp}
        # What the running invocation has not been told yet.
        self._news: dict[str, None] = {}

    @property
    def operations(self) -> tuple[Operation, ...]:
        """All of them in the order in which they began, the execution first."""
        return tuple(self._operations.values())

    @property
    def began(self) -> float:
        """When the execution began."""
        return self.operations[0].start_timestamp

    @property
    def asking(self) -> tuple[Operation, ...]:
        """Those that wait for somebody else's answer."""
        return tuple(each for each in self.operations if each.is_asking)

    def start_of(self, operation: Operation) -> Update | None:
        """The update with which an operation began."""
        return self._starts.get(operation.id)

    def since(self, operation: Operation) -> float:
        """When the code has told of an operation last."""
        return self._since[operation.id]

    def parent_of(self, operation: Operation) -> Operation | None:
        """The child context that an operation belongs to; None where that is the handler."""
        return self._operations.get(operation.parent_id) if operation.parent_id else None

    def checkpoint(self, updates: Iterable[Update]) -> tuple[Operation, ...]:
        """Take updates, all of them or none, and give what is new since the last time.

        Raises:
            RefusedUpdateError: if the service would refuse one.
        """
        found, ended, now = dict(self._operations), self.ended, self.clock.now()
        taken = tuple(updates)
        for update in taken:
            check_payload(update)
            if update.type == "EXECUTION":
                ended = _end(update)
                continue
            found[update.id] = updated(update, found.get(update.id), now)
            if update.parent_id is not None and update.parent_id not in found:
                raise RefusedUpdateError("Invalid parent operation id.")
        self._kept += sum(len(each.payload or "") for each in taken if each.type != "EXECUTION")
        self._operations, self.ended = found, ended or self._beyond(len(found) - 1)
        self.checkpoints += len(taken)
        for update in taken:
            if update.id in found:
                self._starts.setdefault(update.id, update)
                self._since[update.id] = now
                self._news[update.id] = None
        self.complete_due()
        return self._told()

    def _beyond(self, operations: int) -> Ended | None:
        """The end of an execution that goes beyond a quota."""
        if operations <= MOST_OPERATIONS and self._kept <= MOST_KEPT:
            return None
        text = (
            f"the execution goes beyond Lambda's quotas of {MOST_OPERATIONS} operations and "
            f"{MOST_KEPT // 1024 // 1024} MB that they keep"
        )
        return Ended(error=ErrorObject(text, "LocalRun.QuotaExceeded"))

    def complete_due(self) -> tuple[Operation, ...]:
        """Go on with the operations whose time has come; gives them as they were."""
        now = self.clock.now()
        past = tuple(each for each in self.operations if each.due is not None and each.due <= now)
        for each in past:
            self._operations[each.id] = _completed(each)
            self._news[each.id] = None
        self.completions += len(past)
        return past

    def next_due(self) -> float | None:
        """When the service goes on with an operation; None where there is none to go on with.

        What begins at once ends at once, though one checkpoint comes after the other.
        """
        times = [each.due for each in self.operations if each.due is not None]
        end = min(times, default=0.0) + _AT_ONCE
        return max((each for each in times if each <= end), default=None)

    def due_at(self, at: float) -> tuple[Operation, ...]:
        """The operations that the service goes on with at a time, and not before."""
        return tuple(each for each in self.operations if each.due == at)

    def begin_invocation(self) -> tuple[str, ...]:
        """What has changed since the last invocation, by ids; the next one is told everything."""
        return tuple(self._take_news())

    def _told(self) -> tuple[Operation, ...]:
        return tuple(self._operations[each] for each in self._take_news())

    def _take_news(self) -> Iterator[str]:
        news, self._news = self._news, {}
        return iter(news)


def _completed(operation: Operation) -> Operation:
    if operation.step_details is not None:
        step = replace(operation.step_details, next_attempt_timestamp=None)
        return replace(operation, status="READY", step_details=step)
    return replace(operation, status="SUCCEEDED", end_timestamp=operation.due)


def _end(update: Update) -> Ended:
    if update.action == "SUCCEED":
        return Ended(result=update.payload)
    if update.action == "FAIL":
        return Ended(error=update.error or ErrorObject())
    raise RefusedUpdateError("Invalid EXECUTION action.")
