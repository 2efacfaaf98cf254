"""Where a template cannot be read, as an answer to those who ask why something is not known."""

from __future__ import annotations

from ..model.function import CodeElsewhere, Function
from ..model.place import Place, known
from ..model.template import Template
from ..text.yaml_words import plain_words
from ..workspace.snapshot import Snapshot
from .shown import shown_path


def unreadable(snapshot: Snapshot, template: Template) -> str:
    """The first line that cannot be read and why, without a full stop; empty where all can."""
    lines = (
        (each.place.path != template.path, _line(snapshot, each.place), each)
        for each in template.broken
    )
    _, line, first = min(lines, key=lambda each: each[:2], default=(False, 0, None))
    if first is None:
        return ""
    path = shown_path(snapshot, first.place.path)
    return f"line {line} of `{path}` cannot be read: {plain_words(first.message)}"


def unseen(snapshot: Snapshot, template: Template) -> str:
    """Why not all functions of a template can be seen, without a full stop; empty if they can."""
    if not template.unseen:
        return ""
    path = shown_path(snapshot, template.path)
    return f"not all functions of `{path}` are known: {'; '.join(template.unseen)}"


def with_unreadable(snapshot: Snapshot, function: Function, reason: str) -> str:
    """Why a function is not known, and what of its template cannot be read if that may be why."""
    is_seen = known(function.handler) is not None and not isinstance(function.code, CodeElsewhere)
    template = snapshot.template(function.template)
    if template is None or (is_seen and not function.is_broken):
        return reason
    found = unreadable(snapshot, template)
    return f"{reason}; {found}" if found else reason


def _line(snapshot: Snapshot, place: Place) -> int:
    source = snapshot.source(place.path)
    return source.position(snapshot.span(place).start).line + 1 if source else 0
