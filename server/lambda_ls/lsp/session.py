"""One connected client with its open texts and its workspace."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from typing import cast

from lsprotocol import types
from msgspec.structs import replace
from pygls.lsp.server import LanguageServer

from ..features.inlay_hints import inlay_hints
from ..features.lenses import code_lenses
from ..features.results import Lens
from ..features.run_lenses import RunLens, run_lenses
from ..features.sample_events import FOLDER as EVENTS
from ..runtime.raised import Raised
from ..text.source import SourceText
from ..workspace.disk import is_below
from ..workspace.settings import Chosen, Settings
from ..workspace.workspace import Workspace, WorkspaceSnapshot
from .analysis import Analysis
from .client import Client
from .collector import Collector
from .convert import Converter
from .debugs import Debugs
from .documents import OpenDocument, OpenDocuments
from .functions import FunctionNews
from .inference import Inference
from .options import Options
from .paths import Paths
from .positions import Positions, chosen_encoding
from .protocol import Protocol
from .reports import Report, Reports
from .runs import Runs
from .scanning import scan_workspace
from .settings import EditorSettings, SettingsProblems, ask_for_settings
from .shown import Shown
from .spot import Pointing, Spot
from .status import StatusReports

_PATIENCE = 3.0
"""Seconds to wait for the client's settings before the workspace is looked at without them."""


class Session:
    """All state of the server. It is changed on the event loop only."""

    def __init__(
        self, server: LanguageServer, client: Client, roots: tuple[str, ...], options: Options
    ) -> None:
        self.server = server
        self.client = client
        self.options = options
        self.positions = Positions(chosen_encoding(client.position_encodings))
        self.paths = Paths(roots)
        self.documents = OpenDocuments(self.positions, self.paths)
        self.converter = Converter(
            client, self.positions, self.documents, self._text, options.rule_pages
        )
        self.reports = Reports(self.documents, self.converter)
        self.inference = Inference(self.positions)
        self.runs = Runs(self)
        self.debugs = Debugs(self)
        self.roots = roots
        self.chosen = Chosen(Settings())
        self.shown_lenses = Shown(self._lens_titles)
        self.shown_hints = Shown(self._hint_texts)
        self._without_folders = not roots
        self._problems = SettingsProblems(server)
        self.function_news = FunctionNews(server)
        self._status = StatusReports(server, self.reports)
        self.collector = Collector()
        self._edited: set[str] = set()
        self._published: dict[str, str] = {}
        self._outdated = False
        self._is_spared = False
        self._analysis = self._new_analysis()
        self._scans: list[asyncio.Task[None]] = []

    @property
    def snapshot(self) -> WorkspaceSnapshot:
        """The workspace as it is now."""
        return self._analysis.workspace.snapshot()

    @property
    def protocol(self) -> Protocol:
        """The server's side of the connection."""
        return cast("Protocol", self.server.protocol)

    @property
    def workspace(self) -> Workspace:
        """The workspace with the folders and settings of now."""
        return self._analysis.workspace

    def spot(self, params: Pointing) -> Spot | None:
        """Where a request points to; None if that is not in a file."""
        path = self.paths.of(params.text_document.uri)
        if path is None:
            return None
        offset = self.positions.offset(self.converter.source(path), params.position)
        return Spot(self.snapshot, path, offset)

    def opened(self, document: OpenDocument) -> None:
        """The editor opened a file."""
        if self._without_folders and not any(is_below(document.path, root) for root in self.roots):
            # The folder of the file is as much of a workspace as can be known.
            self._move_to((*self.roots, os.path.dirname(document.path)))
        self.edited(document)

    def edited(self, document: OpenDocument) -> None:
        """A file has another text in the editor."""
        self._edited.add(document.path)
        self._hold(document)
        self._analysis.changed((document.path,))

    def closed(self, document: OpenDocument) -> None:
        """The editor closed a file."""
        left = self.documents.get(document.path)
        if left is not None:
            # It is still open by another name.
            self.edited(left)
            return
        self._edited.discard(document.path)
        self.shown_lenses.forget(document.path)
        self.shown_hints.forget(document.path)
        self._analysis.workspace.close(document.path)
        self._analysis.changed((document.path,))

    def disk_changed(self, paths: Iterable[str]) -> None:
        """Files or folders have changed on disk."""
        paths = tuple(dict.fromkeys(paths))
        self._analysis.workspace.disk_changed(paths)
        self._analysis.changed(paths)
        if any(os.path.basename(os.path.dirname(path)) == EVENTS for path in paths):
            self.function_news.outdated()

    def report(self, path: str) -> Report | None:
        """What is wrong in a file as it is now; None if it never had a finding."""
        self._edited.discard(path)
        self._analysis.check_changed()
        return self.reports.get(path)

    def is_reading(self, path: str) -> bool:
        """Whether to ask for the report of a template takes long, since it is new."""
        return self._analysis.is_reading(path)

    def lenses(self, path: str) -> tuple[Lens | RunLens, ...]:
        """The lines above the handlers of a file, and above the functions of a template."""
        snapshot = self.snapshot
        runs = run_lenses(snapshot, path, self.runs.is_warm, self.options.debugs)
        found: list[Lens | RunLens] = [*code_lenses(snapshot, path)]
        found += runs if self.options.trusted else ()
        return tuple(sorted(found, key=lambda lens: lens.span))

    def has_run(self, function: str, raised: Raised | None) -> None:
        """A function has run, and its last run has raised at a line of the user's code, or not.

        What has run is on the disk: its line says nothing in a text that is not saved.
        """
        if raised is not None and self.workspace.files.is_unsaved(raised.path):
            raised = None
        self._analysis.changed(self.reports.run_errors.note(function, raised))

    def begin(self) -> None:
        """The client takes requests from now on."""
        if self.client.configuration:
            self.ask_for_settings()
            # The defaults are good enough for a client that may never answer.
            asyncio.get_running_loop().call_later(_PATIENCE, self._scan_once)
        else:
            self.scan()

    def ask_for_settings(self) -> None:
        """Have the client send its settings, and follow them."""
        ask_for_settings(self.server, self.roots, self.choose)

    def choose(self, settings: EditorSettings) -> None:
        """Follow settings of the editor."""
        for read in settings.read:
            self._problems.tell(read)
        if settings.chosen != self.chosen:
            self.chosen = settings.chosen
            self._move_to(self.roots)
            self.scan()
        else:
            self._scan_once()

    def set_roots(self, roots: tuple[str, ...]) -> None:
        """The workspace has other folders."""
        self._without_folders = not roots
        self._move_to(roots)
        self.scan()
        if self.client.configuration:
            self.ask_for_settings()

    def scan(self) -> None:
        """Look for templates in all folders, in the background."""
        if not self._without_folders:
            shown = self.client.progress
            scan = asyncio.create_task(scan_workspace(self.server, self._analysis, shown))
            self._scans = [*(each for each in self._scans if not each.done()), scan]

    def _scan_once(self) -> None:
        """Look for templates where that has not begun."""
        if not self._scans:
            self.scan()

    def _new_analysis(self) -> Analysis:
        workspace = Workspace(self.roots, self.chosen.everywhere, self.chosen.in_folders)
        # Findings of folders that stay must not go away until the next scan finds them again.
        templates = self.reports.templates()
        workspace.add_candidates(path for path in templates if workspace.files.contains(path))
        return Analysis(workspace, self.reports, self._publish, self._settled)

    def _move_to(self, roots: tuple[str, ...]) -> None:
        """Start again in other folders, in which nothing has been looked for yet."""
        self.roots = roots
        self.paths = Paths(roots)
        self.documents.locate(self.paths)
        self._analysis.stop()
        # Nobody takes what they find any more, nor would be told of their end.
        for scan in self._scans:
            scan.cancel()
        self._scans = []
        self._analysis = self._new_analysis()
        for document in tuple(self.documents):
            self._hold(document)
        self._analysis.changed(document.path for document in self.documents)

    def _hold(self, document: OpenDocument) -> None:
        """Have the workspace use the editor's text, and share its index of the lines."""
        workspace = self._analysis.workspace
        workspace.open(document.path, document.source)
        source = workspace.files.source(document.path)
        if source is not None:
            self.documents.keep(replace(document, source=source))

    def _publish(self, path: str, report: Report) -> None:
        if self.client.pulls_diagnostics:
            # A client asks by itself for a file that it has edited.
            self._outdated = self._outdated or path not in self._edited
            return
        before = self._published.get(path, report.uri)
        self._published[path] = report.uri
        if before != report.uri:
            # To some clients another spelling of a file is another file.
            self._send(path, before, (), None)
        self._send(path, report.uri, report.items, report.version)

    def _send(
        self, path: str, uri: str, items: tuple[types.Diagnostic, ...], version: int | None
    ) -> None:
        document = self.documents.named(uri)
        if document is not None and document.path != path:
            # The file has had this path in other workspace folders.
            return
        self.server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=uri, diagnostics=items, version=version)
        )

    def _settled(self) -> None:
        """Everything is checked: have the client ask again for what it may show outdated."""
        self._spare_collector()
        for read in self.snapshot.settings.read():
            self._problems.tell(read)
        if self._outdated:
            self._outdated = False
            self.server.workspace_diagnostic_refresh(None)
        if self.options.status:
            scanning = not (self._without_folders or self._has_scanned())
            self._status.tell(self.snapshot, scanning)
        self.function_news.tell(self)
        self._refresh_shown()
        self.inference.pursue(self.workspace, self._refresh_shown)

    def _refresh_shown(self) -> None:
        """Have the client ask again for lenses and hints that it shows outdated."""
        if self.client.refreshes_lenses and self.shown_lenses.take_news():
            self.server.workspace_code_lens_refresh(None)
        if self.client.refreshes_inlay_hints and self.shown_hints.take_news():
            self.server.workspace_inlay_hint_refresh(None)

    def _spare_collector(self) -> None:
        """Exempt what the scan has made from garbage collection, once."""
        if not self._is_spared and self._has_scanned():
            self._is_spared = True
            self.collector.spare()

    def _has_scanned(self) -> bool:
        return bool(self._scans) and all(each.done() for each in self._scans)

    def _lens_titles(self, path: str) -> tuple[str, ...]:
        return tuple(lens.title for lens in self.lenses(path))

    def _hint_texts(self, path: str) -> tuple[str, ...]:
        return tuple(hint.text for hint in inlay_hints(self.snapshot, path))

    def _text(self, path: str) -> SourceText | None:
        return self.snapshot.source(path)
