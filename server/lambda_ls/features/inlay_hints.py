"""What is shown behind the event parameter of a handler: the triggers that send it."""

from __future__ import annotations

from ..workspace.snapshot import Snapshot
from .events import event_parameters
from .results import InlayHint
from .trigger_words import trigger_title

_NAMED = 2


def inlay_hints(snapshot: Snapshot, path: str) -> tuple[InlayHint, ...]:
    """One hint for each parameter of a file whose triggers are known, in the order of the file."""
    titles: dict[int, list[str]] = {}
    for found, _, span in event_parameters(snapshot, path):
        # A helper that gets the whole event has it from its handler, which has the hint.
        if found.flow is found.facts.event.flows[0]:
            shown = [trigger_title(each) for each in found.facts.triggers]
            titles.setdefault(span.end, []).extend(shown)
    return tuple(
        InlayHint(end, f": {_joined(tuple(dict.fromkeys(titles[end])))}")
        for end in sorted(titles)
        if titles[end]
    )


def _joined(titles: tuple[str, ...]) -> str:
    more = len(titles) - _NAMED
    shown = " | ".join(titles[:_NAMED])
    return f"{shown} | {more} more" if more > 0 else shown
