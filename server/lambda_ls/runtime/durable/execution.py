"""A durable execution from its event to its end, over as many invocations as it takes.

https://docs.aws.amazon.com/lambda/latest/dg/durable-basic-concepts.html
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from ...aws.data import Json
from ...aws.json_text import text_of
from ..execution import ExecutionEnvironment
from ..outcome import DurableExecution, DurableOperation, Outcome
from ..payload import value_of
from ..plan import Plan
from ..processes.logs import Listener
from ..variables import ACCOUNT
from .clock import Clock
from .endings import (
    Ending,
    answered,
    asking,
    checkpointed,
    given_up,
    stuck,
    timed_out,
    without_end,
)
from .record import Record
from .service import DurableService
from .telling import asked, invokes_again, outlasted, tries_again, waited

MOST_INVOCATIONS = 200
"""Of one execution, so that one that never ends comes to an end here."""

_MOST_FAILURES = 5
_SECONDS_TO_RETRY = 5.0
"""How often an invocation may fail after the other, and what lies between, by AWS's local runner
for Python (`executor.py`, November 2026)."""


async def executed(
    environment: ExecutionEnvironment,
    event: Json,
    listener: Listener,
    most: int = MOST_INVOCATIONS,
) -> Outcome:
    """The outcome of an execution. What Lambda would wait for is over at once.

    Cancelling this ends the process.

    Raises:
        CannotRunError: if its process cannot be started, or has no room for its files.
    """
    execution = _Execution(environment.plan, event, listener)
    environment.service = execution.service
    while True:
        outcome = await environment.invoke(execution.service.event(), execution.hear)
        ending = execution.ending(outcome, most)
        if ending is not None:
            return execution.outcome(ending)


class _Again(Struct, frozen=True):
    """When the service invokes again, in the time of the execution."""

    at: float


class _Execution:
    def __init__(self, plan: Plan, event: Json, listener: Listener) -> None:
        self._plan = plan
        self._event = event
        self._listener = listener
        self._heard: list[str] = []
        self._invocations: list[Outcome] = []
        self._failures = 0
        self._kept = 0
        self._completions = 0
        self._clock = Clock()
        self._invoked = self._clock.now()
        id_ = str(uuid.uuid4())
        payload = text_of(event)
        self._record = Record(id_, payload, self._clock)
        self._arn = _arn(plan, id_)
        self.service = DurableService(self._arn, self._record)

    def hear(self, text: str) -> None:
        """A piece of the log."""
        self._heard.append(text)
        self._listener(text)

    def ending(self, outcome: Outcome, most: int) -> Ending | None:
        """How an invocation ends the execution; where it does not, the next one can begin."""
        self._invocations.append(outcome)
        seconds = self._plan.execution_timeout
        limit = None if seconds is None else self._record.began + seconds
        found = self._found(outcome)
        at = found.at if isinstance(found, _Again) else self._clock.now()
        if seconds is not None and limit is not None and at > limit:
            late = self._record.due_at(at)
            if late:
                self._note(outlasted(at - self._record.began, late))
            self._clock.skip_to(limit)
            return timed_out(seconds)
        if isinstance(found, Ending):
            return found
        if len(self._invocations) >= most:
            return without_end(most)
        self._go_on(outcome, found)
        return None

    def outcome(self, ending: Ending) -> Outcome:
        """All invocations as one, with what the caller gets."""
        first, last = self._invocations[0], self._invocations[-1]
        value = value_of(ending.payload)
        is_success = ending.kind == "success"
        return replace(
            last,
            event=self._event,
            kind=ending.kind,
            payload=ending.payload,
            response=value if is_success else None,
            error=None if is_success else value,
            is_cold=first.is_cold,
            init_ms=first.init_ms,
            duration_ms=round(sum(each.duration_ms for each in self._invocations), 3),
            billed_ms=sum(each.billed_ms for each in self._invocations),
            max_memory=max(each.max_memory for each in self._invocations),
            logs="".join(self._heard),
            changes=tuple(change for each in self._invocations for change in each.changes),
            is_stream=False,
            execution=DurableExecution(
                arn=self._arn,
                status=ending.status,
                skipped=self._clock.skipped,
                invocations=tuple(self._invocations),
                operations=tuple(self._operations()),
            ),
        )

    def _found(self, outcome: Outcome) -> Ending | _Again:
        """What the service does after an invocation."""
        if self._record.ended is not None:
            return checkpointed(self._record.ended)
        if outcome.kind != "success":
            return self._after_failure(outcome)
        self._failures = 0
        return answered(outcome) or self._pending()

    def _after_failure(self, outcome: Outcome) -> Ending | _Again:
        self._failures += 1
        has_kept = self._record.checkpoints > self._kept
        # Lambda tries again in any case. Where nothing was kept, the same would happen again.
        if outcome.kind == "init-error" or not has_kept or self._failures >= _MOST_FAILURES:
            return given_up(outcome)
        return _Again(self._clock.now() + _SECONDS_TO_RETRY)

    def _pending(self) -> Ending | _Again:
        due = self._record.next_due()
        if due is not None:
            return _Again(due)
        if self._record.asking:
            return asking(asked(self._record))
        if self._record.completions > self._completions:
            return _Again(self._clock.now())
        return stuck()

    def _go_on(self, outcome: Outcome, again: _Again) -> None:
        self._clock.skip_to(again.at)
        self._kept = self._record.checkpoints
        past = self._record.complete_due()
        self._completions = self._record.completions
        if outcome.kind != "success":
            self._note(tries_again())
        elif past:
            began = (max(self._record.since(each), self._invoked) for each in past)
            seconds = max(again.at - each for each in began)
            self._note(waited(max(0.0, seconds), past))
        else:
            self._note(invokes_again())
        self._invoked = self._clock.now()

    def _note(self, text: str) -> None:
        self.hear(f"note: {text}\n")

    def _operations(self) -> Iterator[DurableOperation]:
        for each in self._record.operations[1:]:
            attempts = each.step_details.attempt if each.step_details else 0
            yield DurableOperation(each.name or "", each.type, each.status, attempts)


def _arn(plan: Plan, id_: str) -> str:
    """The name of an execution, which ends with the id of its first operation."""
    region = dict(plan.environment).get("AWS_REGION", "")
    function = f"arn:aws:lambda:{region}:{ACCOUNT}:function:{plan.function}:$LATEST"
    return f"{function}/durable-execution/{uuid.uuid4()}/{id_}"
