"""Texts of a template that open a file."""

from __future__ import annotations

from collections.abc import Iterator

from ..text.span import Span
from ..workspace.snapshot import Snapshot
from .places import code_file, functions_in, handler_string
from .results import DocumentLink
from .shown import shown_path


def document_links(snapshot: Snapshot, path: str) -> tuple[DocumentLink, ...]:
    """The module parts of handler strings, and the locations of nested templates.

    A text that several functions share links to the first one's file.
    """
    links: dict[Span, str] = {}
    for span, target in (*_modules(snapshot, path), *_nested(snapshot, path)):
        links.setdefault(span, target)
    return tuple(
        DocumentLink(span, target, shown_path(snapshot, target))
        for span, target in sorted(links.items())
    )


def _modules(snapshot: Snapshot, path: str) -> Iterator[tuple[Span, str]]:
    for function in functions_in(snapshot, path):
        string = handler_string(snapshot, function)
        target = code_file(snapshot.facts(function).resolution)
        # Inline code stands in the template itself: there is no other file to open.
        if string is None or string.place.path != path or target in (None, path):
            continue
        span = snapshot.span(string.place)
        if string.name:
            span = string.name.module_span.shifted(span.start)
        yield span, target


def _nested(snapshot: Snapshot, path: str) -> Iterator[tuple[Span, str]]:
    for template in snapshot.templates_reading(path):
        for nested in template.nested:
            if nested.place.path == path and snapshot.exists(nested.path):
                yield snapshot.span(nested.place), nested.path
