"""Custom resources that stop answering."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lambda_ls.model.resolution import Resolved
from lambda_ls.text.edits import TextEdit
from lambda_ls.text.span import Span

from .model import Mistake, Target
from .suits import has_triggers

_ID = "custom-resource"
_CALL = re.compile(
    r"^(?P<indent>[ \t]*)(?:await )?(?:cfnresponse|response)\.send\([^\n]*\);?$", re.M
)
_LOAD = re.compile(
    r"^[ \t]*(?:import cfnresponse"
    r"|(?:const|let|var) (?:cfnresponse|response) ?= ?require\([^\n]*)$",
    re.M,
)
_ELSE = re.compile(r"cfnresponse|cfn-response|ResponseURL")


def answers_removed(target: Target) -> Iterator[Mistake]:
    """Without the calls that answer, where they are plain statements of the handler's file."""
    if not has_triggers(target) or any(each.id != _ID for each in target.facts.triggers):
        return
    text = target.code.text
    nothing = "pass" if target.code.language == "python" else "// Done."
    calls, loads = list(_CALL.finditer(text)), list(_LOAD.finditer(text))
    found = [(each, each["indent"] + nothing) for each in calls]
    found += [(each, "") for each in loads]
    edits = tuple(TextEdit(Span(*each.span()), new) for each, new in found)
    if not calls or not loads or _ELSE.search(_LOAD.sub("", _CALL.sub("", text))):
        return
    handler = target.facts.resolution
    if not isinstance(handler, Resolved) or handler.export is None:
        return
    at = handler.export.name_span
    yield Mistake("custom-resource-without-response", "answers left out", at, edits)
