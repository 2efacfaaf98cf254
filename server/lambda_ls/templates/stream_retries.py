"""How an event source mapping sends the batches of a stream again."""

from __future__ import annotations

from msgspec import Struct

from ..model.trigger import Retries
from .literals import certain_boolean, certain_integer
from .located import Located
from .scope import Scope
from .wiring.names import named

_FOR_EVER = -1


class RetryWords(Struct, frozen=True):
    """The keys by which a dialect says it; `destination` is a way of keys."""

    most: str
    bisect: str
    destination: tuple[str, ...]


AWS_WORDS = RetryWords(
    "MaximumRetryAttempts",
    "BisectBatchOnFunctionError",
    ("DestinationConfig", "OnFailure", "Destination"),
)
SERVERLESS_WORDS = RetryWords(
    "maximumRetryAttempts", "bisectBatchOnFunctionError", ("destinations", "onFailure")
)


def retries(properties: Located, scope: Scope, words: RetryWords = AWS_WORDS) -> Retries:
    """The retries of an event source; what is not said is as AWS has it.

    https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
    """
    most = certain_integer(properties.get(words.most), scope)
    destination = properties.get(*words.destination)
    return Retries(
        most=None if most == _FOR_EVER else most,
        is_bisected=certain_boolean(properties.get(words.bisect), scope) is True,
        destination=named(destination.node) if destination else "",
    )
