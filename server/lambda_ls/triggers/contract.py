"""What a trigger sends, what it wants back, and what becomes of the outcome."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, TypeAlias

from msgspec import Struct

from ..aws.data import (
    Json,
    JsonObject,
    as_list,
    as_object,
    as_optional_text,
    as_text,
    as_texts,
    packaged,
)
from .shape import Shape

InvocationType: TypeAlias = Literal["synchronous", "asynchronous", "polled"]
ReturnedError: TypeAlias = Literal["lost", "answer", "refused"]

_TYPES: Mapping[str, InvocationType] = {
    "synchronous": "synchronous",
    "asynchronous": "asynchronous",
    "polled": "polled",
}
_RETURNED_ERRORS: Mapping[str, ReturnedError] = {
    "lost": "lost",
    "answer": "answer",
    "refused": "refused",
}


class Invocation(Struct, frozen=True):
    """How Lambda is called; the texts are sentences, `time_limit` is in seconds.

    `batch` holds the default and the largest number of records, None where there is one event.
    `returned_error` is what becomes of an error that is returned instead of raised. `refusal` is
    what follows where the result is refused, as the second half of a sentence. `returns_event`
    tells that the result is to be the event itself, `answers_by_call` that the handler tells of
    success and failure by a call of its own instead. `result_read_for` are the only routes for
    which the result is certainly read, empty where it always is. `record_id` are the keys that lead
    to the id of a record of a batch, by which a response tells that it failed. `streamed` is what
    becomes of a response that is streamed, empty where no caller takes one.
    """

    type: InvocationType
    result: str
    failure: str
    returned_error: ReturnedError
    batch: tuple[int, int] | None = None
    time_limit: float | None = None
    refusal: str = ""
    returns_event: bool = False
    answers_by_call: bool = False
    result_read_for: tuple[str, ...] = ()
    record_id: tuple[str, ...] = ()
    streamed: str = ""


class Sample(Struct, frozen=True):
    """An event as the service sends it, and a response that it accepts if there is one."""

    title: str
    event: Json
    response: Json = None


class Contract(Struct, frozen=True, eq=False):
    """One trigger. `carried` is what arrives of it inside another trigger's messages."""

    id: str
    event: Shape
    carried: Shape
    response: Shape | None
    invocation: Invocation
    pitfalls: tuple[str, ...]
    samples: tuple[Sample, ...]
    sources: tuple[str, ...]
    checked: str


@cache
def contract(trigger: str) -> Contract:
    """The contract of the trigger with this id, which must be one of the catalogue."""
    data = packaged(__package__, "data", f"{trigger}.json")
    event = Shape(as_object(data["event"]), data)
    return Contract(
        id=trigger,
        event=event,
        carried=Shape(as_object(data["carried"]), data) if "carried" in data else event,
        response=Shape(as_object(data["response"]), data) if "response" in data else None,
        invocation=_invocation(as_object(data["invocation"])),
        pitfalls=as_texts(data.get("pitfalls", ())),
        samples=tuple(_sample(as_object(each)) for each in as_list(data["samples"])),
        sources=as_texts(data["sources"]),
        checked=as_text(data["checked"]),
    )


def _invocation(data: JsonObject) -> Invocation:
    batch = as_object(data["batch"]) if "batch" in data else None
    limit = data.get("time_limit")
    return Invocation(
        type=_TYPES[as_text(data["type"])],
        result=as_text(data["result"]),
        failure=as_text(data["failure"]),
        returned_error=_RETURNED_ERRORS[as_text(data["returned_error"])],
        batch=(_whole(batch["default"]), _whole(batch["maximum"])) if batch else None,
        time_limit=float(limit) if isinstance(limit, int | float) else None,
        refusal=as_optional_text(data.get("refusal")) or "",
        returns_event=bool(data.get("returns_event")),
        answers_by_call=bool(data.get("answers_by_call")),
        result_read_for=as_texts(data.get("result_read_for", ())),
        record_id=as_texts(data.get("record_id", ())),
        streamed=as_optional_text(data.get("streamed")) or "",
    )


def _whole(value: Json) -> int:
    if isinstance(value, int):
        return value
    raise TypeError(f"not a whole number: {value!r}")


def _sample(data: JsonObject) -> Sample:
    title = as_optional_text(data.get("title")) or ""
    return Sample(title, data["event"], data.get("response"))
