"""What the trigger of an invocation makes of its outcome."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from ..aws.data import Json
from ..model.trigger import Trigger
from ..triggers.conform import misfits
from ..triggers.contract import Invocation, contract
from .durable.patience import impatience, is_ended_by_lambda
from .event_sources.base import EventSource
from .event_sources.registry import event_source, sends_batches_again
from .outcome import Outcome

_SHAPE_RULE = "response-shape"
_JSON_RULE = "response-not-serializable"
_MOST_NOTES = 3


class ResponseFinding(Struct, frozen=True):
    """What is wrong with a response for its trigger; `pointer` (RFC 6901) leads to it."""

    rule: str
    message: str
    pointer: str


class Judgement(Struct, frozen=True):
    """What is wrong with a response, and in sentences what the service does next."""

    findings: tuple[ResponseFinding, ...] = ()
    next: str = ""


def judged(outcome: Outcome, trigger: Trigger | None) -> Judgement:
    """The judgement on an outcome; `trigger` is what the event comes from, None where unknown."""
    if outcome.execution is not None and outcome.execution.status == "RUNNING":
        # The trigger hears nothing before it has ended.
        return Judgement()
    is_success = outcome.kind == "success"
    findings = tuple(_findings(outcome, trigger)) if is_success else ()
    if trigger is None:
        return Judgement(findings)
    invocation = contract(trigger.id).invocation
    if _is_passed_on(outcome, trigger):
        # Of an error behind it the client is not told by a status: it has one already.
        return Judgement(findings, invocation.streamed if is_success else "")
    late = impatience(outcome, trigger)
    if late:
        failure = f" {invocation.failure}" if is_ended_by_lambda(trigger) else ""
        return Judgement(findings, f"{late}.{failure}")
    if not is_success:
        return Judgement(findings, _of_the_given_up(outcome, trigger) or invocation.failure)
    of_batch = _of_batch(outcome, trigger, findings[0].message if findings else "")
    if findings and invocation.refusal and not of_batch:
        return Judgement(findings, f"{invocation.refusal[0].upper()}{invocation.refusal[1:]}.")
    return Judgement(findings, of_batch or invocation.result)


def _of_batch(outcome: Outcome, trigger: Trigger, refusal: str) -> str:
    """What becomes of the records of a batch, empty where there are none or nobody can tell.

    `refusal` says what is wrong with the response, as in `EventSource.settle`.
    """
    source = _delivering(outcome, trigger)
    if source is None:
        return ""
    settled = source.settle(outcome, refusal)
    # What is wrong with the response is said beside it.
    news = (each for each in settled.notes if not refusal or refusal not in each)
    notes = (f"{each[0].upper()}{each[1:]}." for each in islice(news, _MOST_NOTES))
    return " ".join((source.told(settled), *notes))


def _of_the_given_up(outcome: Outcome, trigger: Trigger) -> str:
    """What becomes of a batch whose invocation failed; empty where all of it would come again."""
    source = _delivering(outcome, trigger)
    settled = source.settle(outcome, "") if source else None
    return source.told(settled) if source and settled and settled.given_up else ""


def _delivering(outcome: Outcome, trigger: Trigger) -> EventSource | None:
    """The source of a batch that it has sent once; None where there is none or nobody can tell."""
    if not sends_batches_again(trigger):
        return None
    source = event_source(trigger, outcome.event, trigger.settings.reads_failures)
    return source if source is not None and source.delivery() is not None else None


def trigger_of(event: Json, triggers: tuple[Trigger, ...]) -> Trigger | None:
    """The trigger that sends events like this one; None where none does, or one that sends any."""
    for trigger in triggers:
        is_known = trigger.open_reason is None
        if is_known and not any(misfits(event, contract(trigger.id).event)):
            return trigger
    return None


def _findings(outcome: Outcome, trigger: Trigger | None) -> Iterator[ResponseFinding]:
    if not _is_json(outcome):
        if not _is_passed_on(outcome, trigger):
            message = "the response is not JSON, which most callers refuse"
            yield ResponseFinding(_JSON_RULE, message, "")
        return
    if trigger is None or trigger.open_reason is not None:
        return
    wanted = contract(trigger.id)
    if wanted.response is None or not _is_read(trigger, wanted.invocation):
        return
    end = f": {wanted.invocation.refusal}" if wanted.invocation.refusal else ""
    for misfit in misfits(outcome.response, wanted.response):
        yield ResponseFinding(_SHAPE_RULE, f"{misfit.message}{end}", misfit.pointer)


def _is_passed_on(outcome: Outcome, trigger: Trigger | None) -> bool:
    """Whether the caller gets a stream while it is written, whatever is in it."""
    return outcome.is_stream and (trigger is None or bool(contract(trigger.id).invocation.streamed))


def _is_read(trigger: Trigger, invocation: Invocation) -> bool:
    """Whether the service looks at the response of this event."""
    if invocation.result_read_for and trigger.settings.path not in invocation.result_read_for:
        return False
    return invocation.returned_error != "lost" or trigger.settings.reads_failures


def _is_json(outcome: Outcome) -> bool:
    """Whether the response is JSON; a text that is none is given as it is."""
    return not (isinstance(outcome.response, str) and outcome.response == outcome.payload)
