"""Event sources that ask for the failures of a batch although nothing tells of them."""

from __future__ import annotations

from collections.abc import Iterator

from lambda_ls.text.edits import TextEdit

from .model import FileEdit, Mistake, Target
from .suits import gives_what_it_returns, has_triggers

_SETTING = "ReportBatchItemFailures"
_WORDS = ("batchItemFailures", "batch_item_failures", "BatchProcessor", "partial", "Partial")
_PLAIN = frozenset({"dictionary", "none", "null", "object", "string", "true", "false"})


def failures_asked_for(target: Target) -> Iterator[Mistake]:
    """The setting, where all that the handler returns is written out and has no failures."""
    if not has_triggers(target) or not gives_what_it_returns(target) or target.code.wrappers:
        return
    returned = [each.named_children for each in target.code.writer.own("return_statement")]
    is_plain = all(not each or each[0].type in _PLAIN for each in returned)
    is_said = any(each in target.code.text for each in _WORDS)
    for trigger in target.facts.triggers if is_plain and not is_said else ():
        asked = trigger.settings.response_types
        if asked is None or asked.value or asked.slot is None:
            continue
        slot = asked.slot
        span = target.workspace.span(slot.place)
        edit = TextEdit(span, f"{slot.before}{_SETTING}{slot.after}")
        files = (FileEdit(slot.place.path, edit),)
        rule = "batch-failures-not-returned"
        yield Mistake(rule, "setting added", span, files=files, at_path=slot.place.path)
