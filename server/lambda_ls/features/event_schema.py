"""A JSON Schema of the events that a project keeps, for editors of JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..aws.data import Json, JsonObject
from ..aws.json_text import text_of
from ..model.function import Function
from ..triggers.contract import contract
from ..triggers.json_schema import distinction, json_schema
from ..workspace.snapshot import Snapshot
from ..workspace.triggers import invocations
from .sample_events import event_of, offered_events

_SNIPPET_SIGNS = re.compile(r"[\\$}]")


def events_schema(snapshot: Snapshot) -> JsonObject:
    """The schema of saved events: what looks like the event of a trigger must be one.

    Whatever else a project keeps is valid. An empty file is completed with a sample for each
    trigger of each function, by the `defaultSnippets` that VS Code and others know.
    """
    functions = snapshot.functions()
    shapes = [
        (told, json_schema(event))
        for event in (contract(trigger).event for trigger in _known_triggers(functions))
        if (told := distinction(event)) is not None
    ]
    if not shapes:
        return {}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "defaultSnippets": [
            snippet for function in functions for snippet in _samples(snapshot, function)
        ],
        "if": {"anyOf": [told for told, _ in shapes]},
        "then": {"anyOf": [schema for _, schema in shapes]},
    }


def _known_triggers(functions: tuple[Function, ...]) -> list[str]:
    """The ids of the triggers whose events are what the triggers send."""
    found = (trigger for function in functions for trigger in invocations(function).triggers)
    return sorted({trigger.id for trigger in found if trigger.open_reason is None})


def _samples(snapshot: Snapshot, function: Function) -> Iterator[Json]:
    for offer in offered_events(snapshot, function):
        if offer.trigger is None:
            continue
        try:
            text = text_of(event_of(snapshot, function, offer), 2)
        except ValueError:
            # The template's own input is no JSON, so that nothing like it can be sent.
            continue
        yield {
            "label": f"{function.name} · {offer.title}",
            "bodyText": _SNIPPET_SIGNS.sub(r"\\\g<0>", text),
        }
