"""What invokes a function."""

from __future__ import annotations

from dataclasses import dataclass

from .place import Place


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger of one function.

    `id` is a name of the public list of triggers. `title` is for people (`SQS`). `name` is the
    event's logical id or empty; `source` what sends the events (a queue, `GET /orders`) or empty.
    """

    id: str
    title: str
    name: str
    source: str
    place: Place
