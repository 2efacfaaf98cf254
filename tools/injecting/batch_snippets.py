"""Partial batch responses that Lambda does not read."""

from __future__ import annotations

from .model import Target
from .snippets import Lines, Snippet
from .suits import gives_what_it_returns, has_triggers

_BATCHED = frozenset({"dynamodb", "kinesis", "sqs"})


def _suits(target: Target) -> bool:
    triggers = target.facts.triggers
    is_batched = all(each.id in _BATCHED for each in triggers)
    asked = [each.settings.response_types for each in triggers]
    is_deaf = all(each is not None and not each.value for each in asked)
    return has_triggers(target) and gives_what_it_returns(target) and is_batched and is_deaf


BATCHES = (
    Snippet(
        "batch-failures-not-enabled",
        "failures returned",
        "guarded",
        _suits,
        Lines('return {"batchItemFailures": [{"itemIdentifier": "1"}]}'),
        Lines('return { batchItemFailures: [{ itemIdentifier: "1" }] };'),
    ),
)
"""One snippet for each way in which people do it."""
