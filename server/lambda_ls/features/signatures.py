"""The signature of a handler while its parameters are typed."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.trigger import Trigger
from ..text.source import SourceText
from ..text.span import Span
from ..triggers.contract import contract
from ..workspace.snapshot import HandlerUse, Snapshot
from .markdown import paragraphs
from .results import Signature, SignatureParameter
from .trigger_words import trigger_title

_LONGEST_LIST = 500
_CONTEXT = "The invocation: its id, the time that is left, the function's name and limits."


def signature(snapshot: Snapshot, path: str, offset: int) -> Signature | None:
    """What Lambda calls the handler with whose parameter list holds the offset."""
    source = snapshot.source(path)
    for use in snapshot.handlers_in(path):
        span = _parameter_list(source, use) if source else None
        if source and span and span.start <= offset <= span.end:
            active = source.text.count(",", span.start, offset)
            return _signature(snapshot, use, active)
    return None


def _parameter_list(source: SourceText, use: HandlerUse) -> Span | None:
    """What stands between the brackets behind a handler's name."""
    if not source.text.startswith("(", use.span.end):
        return None
    start = use.span.end + 1
    end = source.text.find(")", start, start + _LONGEST_LIST)
    line_end = source.line_span(source.position(start).line).end
    return Span(start, end if end >= 0 else line_end)


def _signature(snapshot: Snapshot, use: HandlerUse, active: int) -> Signature:
    triggers = [each for function in use.functions for each in snapshot.facts(function).triggers]
    event = "\n\n".join(dict.fromkeys(_events(triggers))) or "The event that invokes the function."
    parameters = (SignatureParameter("event", event), SignatureParameter("context", _CONTEXT))
    returned = dict.fromkeys(contract(each.id).invocation.result for each in triggers)
    return Signature(f"{use.name}(event, context)", paragraphs(*returned), parameters, active)


def _events(triggers: list[Trigger]) -> Iterator[str]:
    for trigger in triggers:
        if trigger.open_reason is None:
            yield f"{trigger_title(trigger)}: {contract(trigger.id).event.description}"
