"""Which records of a batch have failed, by what an invocation gave back."""

from __future__ import annotations

from msgspec import Struct

from ...aws.data import Json
from ...model.trigger import FAILURES_KEY
from ..outcome import Outcome

_ID = "itemIdentifier"


class Failures(Struct, frozen=True):
    """The ids of the records that failed; `reason` says why all did, and is empty otherwise."""

    ids: frozenset[str] = frozenset()
    reason: str = ""


def failures_of(
    outcome: Outcome, refusal: str, ids: tuple[str, ...], reads_failures: bool
) -> Failures:
    """The failures of a batch with these ids.

    With `reads_failures` the response can name them (`ReportBatchItemFailures`). One that cannot
    be read, or names a record that is not in the batch, makes all of them fail.
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
    https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
    """
    everything = frozenset(ids)
    if outcome.kind != "success":
        return Failures(everything, "the invocation failed")
    if not reads_failures:
        return Failures()
    if refusal:
        return Failures(everything, refusal)
    named = _named(outcome.response)
    unknown = [each for each in named if each not in everything]
    if unknown:
        return Failures(everything, f"the batch has no record `{unknown[0]}`")
    return Failures(frozenset(named))


def _named(response: Json) -> tuple[str, ...]:
    listed = response.get(FAILURES_KEY) if isinstance(response, dict) else None
    entries = listed if isinstance(listed, list) else []
    texts = (each.get(_ID) if isinstance(each, dict) else None for each in entries)
    return tuple(text if isinstance(text, str) else "" for text in texts)
