"""Comments that ignore findings: `# lambda-ls: ignore[rule-name]`, in code with its own sign.

At the end of a line it speaks of that line; alone on its line, of the next one that is no comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from ..model.finding import Finding
from ..model.place import Place
from ..rules.base import Unfollowed
from ..rules.registry import by_name
from ..rules.unknown_suppression import check_comments
from ..text.source import SourceText
from ..text.span import Span
from ..workspace.snapshot import Snapshot
from .rule_names import nearest_rule

if TYPE_CHECKING:
    from .comments import Sign

# Most files do not hold this, which is known of them through edits.
_MARK = "lambda-ls:"
# What stands before it is looked at afterwards.
_IGNORE = re.compile(
    r"lambda-ls:[ \t]*(?P<order>ignore(?![\w-])(?:[ \t]*\[(?P<names>[^\]\r\n]*)(?P<end>\])?)?)"
)
_NAME = re.compile(r"[^\s,]+(?:[ \t]+[^\s,]+)*")


class RuleName(Struct, frozen=True):
    """A name in the brackets."""

    text: str
    span: Span


class Suppression(Struct, frozen=True):
    """One comment: `order` is the range of `ignore[...]`, `lines` the lines it speaks of.

    `names` is empty where it names no rule, and so ignores nothing.
    """

    order: Span
    names: tuple[RuleName, ...]
    lines: frozenset[int]

    def ignores(self, rule: str, line: int) -> bool:
        """Whether findings of a rule that start in a line are ignored."""
        return line in self.lines and any(name.text == rule for name in self.names)


def suppressions_in(snapshot: Snapshot, path: str) -> tuple[Suppression, ...]:
    """The comments of a file that ignore findings, in the order of the file."""
    source = snapshot.source(path)
    return tuple(_read(snapshot, path, source)) if source and source.holds(_MARK) else ()


def without_ignored(
    snapshot: Snapshot, findings: Iterable[Finding]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that stand, and those that comments ignore."""
    comments: dict[str, tuple[Suppression, ...]] = {}
    standing: list[Finding] = []
    ignored: list[Finding] = []
    for finding in findings:
        path = finding.place.path
        if path not in comments:
            comments[path] = suppressions_in(snapshot, path)
        is_ignored = comments[path] and _is_ignored(snapshot, finding, comments[path])
        (ignored if is_ignored else standing).append(finding)
    return tuple(standing), tuple(ignored)


def line_of(snapshot: Snapshot, finding: Finding) -> int:
    """The line in which a finding starts, counted from 0."""
    source = snapshot.source(finding.place.path)
    return source.position(snapshot.span(finding.place).start).line if source else 0


def comment_findings(snapshot: Snapshot, paths: Iterable[str]) -> tuple[Finding, ...]:
    """What is wrong with the comments of files."""
    return tuple(
        finding
        for path in dict.fromkeys(paths)
        for comment in suppressions_in(snapshot, path)
        for finding in check_comments(_unfollowed(path, comment))
    )


def _is_ignored(snapshot: Snapshot, finding: Finding, comments: Iterable[Suppression]) -> bool:
    line = line_of(snapshot, finding)
    return any(each.ignores(finding.rule, line) for each in comments)


def _read(snapshot: Snapshot, path: str, source: SourceText) -> Iterator[Suppression]:
    for match in _IGNORE.finditer(source.text):
        line = source.position(match.start()).line
        before = source.text[source.line_span(line).start : match.start()].rstrip(" \t")
        sign = _sign_at_end(before)
        if sign is None:
            continue
        start = source.line_span(line).start + len(before) - len(sign)
        if _is_comment(snapshot, path, start, sign):
            names = _names(match) if match["end"] else ()
            alone = before.lstrip().startswith(sign)
            lines = {line, _line_below(source, line, sign)} if alone else {line}
            yield Suppression(Span(*match.span("order")), names, frozenset(lines))


def _is_comment(snapshot: Snapshot, path: str, offset: int, sign: Sign) -> bool:
    # Most projects ignore nothing, and a small check must start in a blink.
    from .comments import is_comment

    return is_comment(snapshot, path, offset, sign)


def _sign_at_end(text: str) -> Sign | None:
    if text.endswith("#"):
        return "#"
    return "//" if text.endswith("//") else None


def _names(match: re.Match[str]) -> tuple[RuleName, ...]:
    start = match.start("names")
    found = _NAME.finditer(match["names"])
    return tuple(RuleName(each.group(), Span(*each.span()).shifted(start)) for each in found)


def _line_below(source: SourceText, line: int, sign: Sign) -> int:
    """The next line that is no comment."""
    line += 1
    while line < source.line_count and source.line_text(line).lstrip().startswith(sign):
        line += 1
    return line


def _unfollowed(path: str, comment: Suppression) -> Iterator[Unfollowed]:
    if not comment.names:
        yield Unfollowed(Place(path, "", comment.order))
    for name in comment.names:
        if by_name(name.text) is None:
            yield Unfollowed(Place(path, "", name.span), name.text, nearest_rule(name.text))
