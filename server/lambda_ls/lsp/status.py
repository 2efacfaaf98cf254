"""Telling editors that show it what has been found in the workspace, whenever that is news."""

from __future__ import annotations

from attrs import frozen
from pygls.lsp.server import LanguageServer

from ..workspace.workspace import WorkspaceSnapshot
from .reports import Reports

STATUS = "lambda-ls/status"


@frozen
class Status:
    """How many there are of each; while `scanning`, there may be more."""

    scanning: bool
    templates: int
    functions: int
    problems: int


class StatusReports:
    """The notifications to one client."""

    def __init__(self, server: LanguageServer, reports: Reports) -> None:
        self._server = server
        self._reports = reports
        self._told: Status | None = None

    def tell(self, snapshot: WorkspaceSnapshot, scanning: bool) -> None:
        """Send what is so now, unless it was sent before."""
        functions = snapshot.functions()
        status = Status(
            scanning=scanning,
            templates=len({each.template for each in functions}),
            functions=len(functions),
            problems=sum(len(report.items) for _, report in self._reports),
        )
        if status != self._told:
            self._told = status
            self._server.protocol.notify(STATUS, status)
