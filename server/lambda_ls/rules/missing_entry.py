"""Writing a key into the literal of a response that lacks it."""

from __future__ import annotations

from ..model.finding import Fix
from ..triggers.contract import contract
from ..triggers.refusals import MissingKeys
from ..workspace.responses import RefusedResult
from ..workspace.results import Results
from .code_words import rewritten


def entry_added(results: Results, refused: RefusedResult, refusal: MissingKeys) -> tuple[Fix, ...]:
    """The fix that adds the only key which is missing, where its value is a plain number.

    It is written like the key that is the first one so far. Empty where no literal starts there.
    """
    shape = contract(refused.trigger.id).response
    text = results.texts.get(refusal.first.path) if refusal.first else None
    if text is None or refusal.first is None or shape is None or refusal.pointer:
        return ()
    if len(refusal.keys) != 1 or refusal.keys[0] not in shape.properties:
        return ()
    (key,) = refusal.keys
    example = next(iter(shape.properties[key].examples), None)
    if type(example) is not int:
        return ()
    edits = text.language.entry_before(text.source, refusal.first.span, key, example)
    return rewritten(f"Add `{key}`", text, edits)
