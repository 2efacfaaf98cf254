"""A file of a function's own event, to be edited and kept."""

from __future__ import annotations

import os
import re

from msgspec import Struct

from ..aws.data import Json
from ..aws.json_text import text_of
from ..model.finding import CreateFile
from ..model.function import Function
from ..workspace.snapshot import Snapshot
from .sample_events import FOLDER, EventOffer, event_of

_NO_FILE_NAME = re.compile(r"[^\w.-]+")


class OutsideError(Exception):
    """A file would be made outside of the workspace; the message says why."""


class EventFile(Struct, frozen=True):
    """The file at `path` (absolute), and what makes it where it is not there yet."""

    path: str
    creation: CreateFile | None


def event_file(snapshot: Snapshot, function: Function, offer: EventOffer | None) -> EventFile:
    """The file of an event: its own, or one in `events/` beside the template.

    Raises:
        ValueError: where a saved event is no JSON.
        OutsideError: where the file would not be in the workspace.
    """
    if offer is not None and offer.path is not None:
        return EventFile(offer.path, None)
    name = f"{function.name}-{offer.name}" if offer else function.name
    folder = os.path.join(os.path.dirname(function.template), FOLDER)
    path = os.path.join(folder, f"{_NO_FILE_NAME.sub('-', name)}.json")
    if snapshot.exists(path):
        return EventFile(path, None)
    if not snapshot.really_contains(path):
        raise OutsideError(f"`{folder}` is a link that leads out of the workspace")
    event: Json = event_of(snapshot, function, offer) if offer else {}
    text = text_of(event, 2) + "\n"
    return EventFile(path, CreateFile(path, text))
