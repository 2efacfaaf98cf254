"""`textDocument/codeAction`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types

from ...features.actions import code_actions, fix_all
from ...features.results import CodeAction
from ..session import Session
from .base import Method

_QUICK_FIX = "quickfix"
_FIX_ALL = "source.fixAll.lambda-ls"


def answer(session: Session, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    """The fixes of the findings in a range, and all safe fixes of the file in one."""
    path = session.paths.of(params.text_document.uri)
    if path is None or not session.client.code_actions:
        return None
    found = (_converted(session, path, action) for action in _actions(session, path, params))
    return [action for action in found if action]


def _actions(session: Session, path: str, params: types.CodeActionParams) -> Iterator[CodeAction]:
    report = session.report(path)
    if report is None:
        return
    snapshot, only = session.snapshot, params.context.only
    if _wanted(_QUICK_FIX, only):
        span = session.positions.span(session.converter.source(path), params.range)
        yield from code_actions(snapshot, report.findings, path, span)
    # Editors ask by themselves whenever the cursor moves, for the light bulb.
    automatic = params.context.trigger_kind == types.CodeActionTriggerKind.Automatic
    if _wanted(_FIX_ALL, only) and (only or not automatic):
        action = fix_all(snapshot, report.findings, path)
        if action:
            yield action


def _wanted(kind: str, only: Iterable[str] | None) -> bool:
    """Whether a client wants a kind; to want `source` is to want all kinds below it."""
    return only is None or any(
        kind == each or kind.startswith(f"{each}.") for each in map(_text, only)
    )


def _text(kind: str | types.CodeActionKind) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else kind


def _converted(session: Session, path: str, action: CodeAction) -> types.CodeAction | None:
    edit = session.converter.edit(action.changes)
    if edit is None:
        return None
    finding = action.finding
    mended = None
    if finding:
        span = session.snapshot.span(finding.place)
        mended = [session.converter.diagnostic(path, finding, span)]
    return types.CodeAction(
        title=action.title,
        kind=action.kind,
        diagnostics=mended,
        is_preferred=action.preferred or None,
        edit=edit,
    )


METHODS = (
    Method(
        types.TEXT_DOCUMENT_CODE_ACTION,
        answer,
        types.CodeActionOptions(code_action_kinds=[_QUICK_FIX, _FIX_ALL]),
    ),
)
