"""`textDocument/diagnostic` and `workspace/diagnostic`, for clients that ask."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from lsprotocol import types

from ..reports import Report
from ..session import Session
from ..uris import path_of
from .base import Later, Method

Answer: TypeAlias = (
    "types.RelatedFullDocumentDiagnosticReport | types.RelatedUnchangedDocumentDiagnosticReport"
)


def answer(session: Session, params: types.DocumentDiagnosticParams) -> Answer | Later:
    """What is wrong in one file."""
    path = session.paths.of(params.text_document.uri)
    if path is None or not session.is_reading(path):
        return _answer(session, params)

    async def read() -> Answer:
        while session.is_reading(path):
            await asyncio.sleep(0)
        return _answer(session, params)

    return Later(read)


def _answer(session: Session, params: types.DocumentDiagnosticParams) -> Answer:
    path = session.paths.of(params.text_document.uri)
    report = session.report(path) if path else None
    if report is None:
        return types.RelatedFullDocumentDiagnosticReport(items=[])
    if report.id == params.previous_result_id:
        return types.RelatedUnchangedDocumentDiagnosticReport(result_id=report.id)
    return types.RelatedFullDocumentDiagnosticReport(items=report.items, result_id=report.id)


def everywhere(
    session: Session, params: types.WorkspaceDiagnosticParams
) -> types.WorkspaceDiagnosticReport:
    """What is wrong in all files that have been checked."""
    previous = params.previous_result_ids
    known = {path_of(each.uri): each.value for each in previous}
    items = [*_items(session, known), *_outdated(session, (each.uri for each in previous))]
    return types.WorkspaceDiagnosticReport(items=items)


def _items(
    session: Session, known: dict[str | None, str]
) -> Iterator[types.WorkspaceDocumentDiagnosticReport]:
    for path, report in session.reports:
        uri = session.converter.uri(path)
        name = path_of(uri)
        if known.get(name) == report.id:
            yield types.WorkspaceUnchangedDocumentDiagnosticReport(
                uri=uri, result_id=report.id, version=report.version
            )
        elif report.items or name in known:
            yield _full(uri, report)


def _outdated(
    session: Session, uris: Iterable[str]
) -> Iterator[types.WorkspaceFullDocumentDiagnosticReport]:
    """Nothing for the names of files that the client calls otherwise by now."""
    for uri in uris:
        path = session.paths.of(uri)
        if path is not None and path_of(session.converter.uri(path)) != path_of(uri):
            yield types.WorkspaceFullDocumentDiagnosticReport(uri=uri, items=[])


def _full(uri: str, report: Report) -> types.WorkspaceFullDocumentDiagnosticReport:
    return types.WorkspaceFullDocumentDiagnosticReport(
        uri=uri, items=report.items, result_id=report.id, version=report.version
    )


METHODS = (
    Method(
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        answer,
        types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=True),
        types.RelatedFullDocumentDiagnosticReport(items=[]),
        may_wait=True,
    ),
    Method(types.WORKSPACE_DIAGNOSTIC, everywhere, None, types.WorkspaceDiagnosticReport(items=[])),
)
