"""Calls that only write to the log, by their text in any of the languages that are read."""

from __future__ import annotations

import re

from ..text.source import SourceText
from ..text.span import Span

# What stands on a line before a value that is only written to the log.
_LOGS = re.compile(
    r"(?<![\w.$])(?:print|console\.\w+|(?:(?:self|this)\.)?_?log(?:ger|ging)?"
    r"\.(?:critical|debug|error|exception|fatal|info|log|trace|warn|warning))\("
    r"(?:[^()]|\b(?:json\.dumps|JSON\.stringify|repr|str|String)\()*$",
    re.IGNORECASE,
)


def is_only_logged(source: SourceText, value: Span) -> bool:
    """Whether a value is an argument of a call that writes it to the log and does nothing else."""
    position = source.position(value.start)
    return _LOGS.search(source.line_text(position.line)[: position.column]) is not None
