"""Writing a key into the literal of a response that lacks it."""

from __future__ import annotations

from ..model.finding import Fix
from ..text.edits import TextEdit
from ..text.source import SourceText
from ..text.span import Span
from ..triggers.contract import contract
from ..triggers.refusals import MissingKeys
from ..workspace.responses import RefusedResult
from ..workspace.results import Results
from .code_words import rewritten

_QUOTES = "\"'"


def entry_added(results: Results, refused: RefusedResult, refusal: MissingKeys) -> tuple[Fix, ...]:
    """The fix that adds the only key which is missing, where its value is a plain number.

    It is written like the key that is the first one so far. None where no literal starts there.
    """
    shape = contract(refused.trigger.id).response
    text = results.texts.get(refusal.first.path) if refusal.first else None
    if text is None or refusal.first is None or shape is None or refusal.pointer:
        return ()
    if len(refusal.keys) != 1 or refusal.keys[0] not in shape.properties:
        return ()
    (key,) = refusal.keys
    example = next(iter(shape.properties[key].examples), None)
    edit = _edit(text.source, refusal.first.span, key, example) if type(example) is int else None
    return rewritten(f"Add `{key}`", text, (edit,)) if edit else ()


def _edit(source: SourceText, first: Span, key: str, value: int) -> TextEdit | None:
    quote = source.text[first.start - 1 : first.start]
    quote = quote if quote and quote in _QUOTES else ""
    start = first.start - len(quote)
    before = source.text[:start].rstrip()
    if not before.endswith("{"):
        return None
    gap = source.text[len(before) : start]
    behind = gap if "\n" in gap else " "
    return TextEdit(Span(start, start), f"{quote}{key}{quote}: {value},{behind}")
