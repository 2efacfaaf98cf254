"""What invokes a function."""

from __future__ import annotations

from typing import Generic, TypeVar

from msgspec import Struct

from .place import Place

T = TypeVar("T")
REPORT_FAILURES = "ReportBatchItemFailures"
"""What an event source must say so that Lambda reads which records of a batch have failed."""
FAILURES_KEY = "batchItemFailures"
"""The key of a response that lists these records."""
FIFO = ".fifo"
"""How the names of FIFO queues end, and of no others."""


class Slot(Struct, frozen=True):
    """Where a template can say a value; `before` and `after` are written around it."""

    place: Place
    before: str = ""
    after: str = ""


class Setting(Struct, Generic[T], frozen=True):
    """A setting of which it is certain what the template says.

    `value` is None where it says nothing. `slot` is where the value is written, or where one can
    be; None where that is not certain. `key` is that of a written value, and `removal` what must go
    so that nothing of the two is left; None where that is unclear, or where nobody asks for it.
    """

    value: T | None
    slot: Slot | None = None
    key: Place | None = None
    removal: Place | None = None


class Redrive(Struct, frozen=True):
    """When a queue gives a message up; `dead_letter_queue` names where it goes then, or is empty.

    `most_receives` is how often the message is received before.
    """

    most_receives: int
    dead_letter_queue: str


class Queue(Struct, frozen=True):
    """A queue that sends events to functions.

    `place` is its logical id, None for a queue of which only the ARN is known. The visibility
    timeout, in seconds, is None where it cannot be known. `is_fifo` is true where that is certain.
    `redrive` is None where it has none, or none that is known.
    """

    place: Place | None
    visibility_timeout: Setting[int] | None = None
    is_fifo: bool = False
    redrive: Redrive | None = None


class Retries(Struct, frozen=True):
    """How an event source mapping goes on after a batch of a stream has failed.

    `most` is how often it is sent again, None for until its records expire. `is_bisected` tells
    that it is halved first. `destination` names what hears of what is given up, or is empty.
    """

    most: int | None = None
    is_bisected: bool = False
    destination: str = ""


class EventSettings(Struct, frozen=True):
    """What a template says of an event source, in one vocabulary for all dialects.

    None and empty mean that it is not said or cannot be known. `path` is the route with its
    parameters in braces (`/orders/{id}`), `method` in upper case. `source_name` and `source_arn`
    name the queue, topic, bucket, table, stream, log group, user pool, ... that sends the events;
    `physical_name` is the one that the template gives it, where that is another one.
    `topic` is the first one of Kafka that is read.
    `event_names` are the kinds of event that are sent (`s3:ObjectCreated:*`), `pattern`, `input`
    and `filters` are JSON texts. `carries` are the ids of the triggers whose events arrive inside
    the messages, outermost first: `("sns", "s3")` for a queue that is subscribed to a topic that
    gets a bucket's notifications.
    `has_checked_requests` tells that the API itself refuses requests without certain parts.
    `retries` says how the batches of a stream are sent again.
    `response_types` are the kinds of response that an event source reads of what handlers return;
    None for whatever has no such setting.
    """

    method: str | None = None
    path: str | None = None
    stage: str | None = None
    source_name: str | None = None
    source_arn: str | None = None
    physical_name: str | None = None
    topic: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    event_names: tuple[str, ...] = ()
    pattern: str | None = None
    input: str | None = None
    filters: tuple[str, ...] = ()
    batch_size: int | None = None
    response_types: Setting[tuple[str, ...]] | None = None
    carries: tuple[str, ...] = ()
    batch_size_place: Place | None = None
    starting_position: Setting[str] | None = None
    queue: Queue | None = None
    has_default_time_limit: bool = True
    has_checked_requests: bool = False
    retries: Retries = Retries()

    @property
    def reads_failures(self) -> bool:
        """Whether an event source certainly reads which records of a batch have failed."""
        types = self.response_types
        return types is not None and REPORT_FAILURES in (types.value or ())

    @property
    def is_from_fifo(self) -> bool:
        """Whether a FIFO queue certainly sends the events."""
        return self.queue is not None and self.queue.is_fifo


NO_SETTINGS = EventSettings()


class Trigger(Struct, frozen=True):
    """One trigger of one function.

    `id` is a name of the public list of triggers. `title` is for people (`SQS`). `name` is the
    event's logical id or empty; `source` what sends the events (a queue, `GET /orders`) or empty.
    `open_reason` says why the event can be anything, None where it is what the trigger sends.
    """

    id: str
    title: str
    name: str
    source: str
    place: Place
    settings: EventSettings = NO_SETTINGS
    open_reason: str | None = None
