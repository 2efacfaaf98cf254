"""Writing the comment that ignores a finding."""

from __future__ import annotations

from ..model.finding import Finding, Replace
from ..model.place import Place
from ..rules import unknown_suppression
from ..text.source import SourceText
from ..text.span import Span
from ..workspace.snapshot import Snapshot
from .comments import sign_above
from .suppressions import Suppression, line_of, suppressions_in


def ignoring_change(snapshot: Snapshot, finding: Finding) -> Replace | None:
    """The change that ignores a finding where it is; None where no comment can be written.

    A comment that speaks of its line already gets the rule's name, else a comment is written on a
    line of its own above.
    """
    path = finding.place.path
    source = snapshot.source(path)
    # To ignore what a comment is blamed for is to mend it.
    if source is None or finding.rule == unknown_suppression.RULE.name:
        return None
    line = line_of(snapshot, finding)
    there = (each for each in suppressions_in(snapshot, path) if line in each.lines)
    comment = next(there, None)
    if comment is not None:
        return _added(path, comment, finding.rule)
    sign = sign_above(snapshot, path, line)
    if sign is None:
        return None
    start = source.line_span(line).start
    text = f"{_indentation(source, line)}{sign} lambda-ls: ignore[{finding.rule}]{source.line_end}"
    return Replace(Place(path, "", Span(start, start)), text)


def _added(path: str, comment: Suppression, rule: str) -> Replace:
    if not comment.names:
        return Replace(Place(path, "", comment.order), f"ignore[{rule}]")
    end = comment.names[-1].span.end
    return Replace(Place(path, "", Span(end, end)), f", {rule}")


def _indentation(source: SourceText, line: int) -> str:
    text = source.line_text(line)
    return text[: len(text) - len(text.lstrip())]
