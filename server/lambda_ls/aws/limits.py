"""What Lambda demands of a function's settings and of those of its event sources."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from .data import Json, as_object, as_texts, packaged


class Limits(Struct, frozen=True):
    """Times are seconds.

    `environment_bytes` bounds the variables of a function together. `advised_timeouts` is how many
    timeouts of the function a queue should hide a message. `started_sources` are the ids of the
    triggers that need a starting position. `failure_reporters` are the ids of those that read from
    the response which records failed if they are told to, `other_failure_reporters` of those that
    do so in some modes, or without being told.
    """

    environment_bytes: int
    default_visibility: int
    longest_visibility: int
    advised_timeouts: int
    fifo_batch: int
    started_sources: frozenset[str]
    failure_reporters: frozenset[str]
    other_failure_reporters: frozenset[str]


@cache
def limits() -> Limits:
    """All of them."""
    data = packaged(__package__, "data", "limits.json")
    visibility = as_object(data["visibility_timeout"])
    return Limits(
        environment_bytes=_whole(data["environment_bytes"]),
        default_visibility=_whole(visibility["default"]),
        longest_visibility=_whole(visibility["maximum"]),
        advised_timeouts=_whole(visibility["advised_timeouts"]),
        fifo_batch=_whole(data["fifo_batch"]),
        started_sources=frozenset(as_texts(data["started_sources"])),
        failure_reporters=frozenset(as_texts(data["failure_reporters"])),
        other_failure_reporters=frozenset(as_texts(data["other_failure_reporters"])),
    )


def _whole(value: Json) -> int:
    if isinstance(value, int):
        return value
    raise TypeError(f"not a whole number: {value!r}")
