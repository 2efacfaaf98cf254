"""When templates are checked: what changed at once, everything that may depend on it soon after.

All of it runs on the event loop, a few milliseconds at a time, so that requests are answered in
between. Results are remembered below, so that going over all templates again costs little.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator

from ..model.function import Function
from ..workspace.workspace import Workspace
from .reports import Report, Reports

logger = logging.getLogger(__name__)

_SLICE = 0.004
"""Seconds of checking after which requests come first."""


class Analysis:
    """Keeps the reports of one workspace up to date.

    `publish` is called with each file's new report, `settled` once everything has been checked.
    """

    def __init__(
        self,
        workspace: Workspace,
        reports: Reports,
        publish: Callable[[str, Report], None],
        settled: Callable[[], None],
    ) -> None:
        self.workspace = workspace
        self._reports = reports
        self._publish = publish
        self._settled = settled
        self._changed: dict[str, None] = {}
        self._found: deque[str] = deque()
        # What had been found before, in other folders or with other settings, is checked first.
        self._waiting = deque(reports.templates())
        self._checked: set[str] = set()
        self._ahead: Iterator[Function] | None = None
        self._scheduled: asyncio.Handle | None = None
        self._stopped = False

    def changed(self, paths: Iterable[str]) -> None:
        """Files have changed, in the editor or on disk; several changes are checked together."""
        self._changed.update(dict.fromkeys(paths))
        self._ahead = None
        self._schedule()

    def check_changed(self) -> None:
        """Check what has changed without waiting for a free moment."""
        if self._changed:
            self._check_changed()

    def is_reading(self, path: str) -> bool:
        """Whether a template has functions that are still to be read before its first check."""
        is_new = path in self._changed and path not in self._checked
        return is_new and self.workspace.template(path) is not None

    def found(self, candidates: Iterable[str]) -> None:
        """A scan has found files that may be templates."""
        self._found.extend(candidates)
        self._ahead = None
        self._schedule()

    def stop(self) -> None:
        """Check nothing any more."""
        self._stopped = True

    def _schedule(self) -> None:
        if self._scheduled is None and not self._stopped:
            self._scheduled = asyncio.get_running_loop().call_soon(self._work)

    def _work(self) -> None:
        self._scheduled = None
        if self._stopped:
            return
        end = time.monotonic() + _SLICE
        try:
            while self._changed or self._found or self._waiting:
                self._step()
                if time.monotonic() > end:
                    break
        except Exception:
            # A template that cannot be checked must not leave all others unchecked.
            logger.exception("a template could not be checked")
        if self._changed or self._found or self._waiting:
            self._schedule()
        else:
            self._settled()

    def _step(self) -> None:
        """The most urgent piece of the work that is left."""
        if self._ahead is None:
            self._ahead = self._unread(tuple(self._changed) or (self._next()[0],))
        elif (function := next(self._ahead, None)) is not None:
            self.workspace.facts(function)
        elif self._changed:
            self._check_changed()
        else:
            self._ahead = None
            self._check((self._next().popleft(),), ())

    def _next(self) -> deque[str]:
        """The templates to check next when nothing has changed."""
        return self._found or self._waiting

    def _unread(self, paths: Iterable[str]) -> Iterator[Function]:
        """The functions of those templates that have not been checked yet.

        A template can have hundreds. When each of them has had its turn, the check of the template
        finds what is known of them.
        """
        for path in paths:
            if path in self._found:
                self.workspace.add_candidates((path,))
            if path not in self._checked:
                template = self.workspace.snapshot().template(path)
                yield from template.functions if template else ()

    def _check_changed(self) -> None:
        paths = tuple(self._changed)
        self._changed.clear()
        self._ahead = None
        snapshot = self.workspace.snapshot()
        templates = dict.fromkeys(paths)
        for path in paths:
            templates.update(dict.fromkeys(each.path for each in snapshot.templates_reading(path)))
            # Whoever types in a handler waits for what is wrong there, not in all other templates.
            code = snapshot.code_before(path)
            templates.update(dict.fromkeys(each.facts.function.template for each in code))
        others = dict.fromkeys(snapshot.candidates() + self._reports.templates())
        self._waiting = deque(path for path in others if path not in templates)
        self._check(templates, paths)

    def _check(self, templates: Iterable[str], edited: Iterable[str]) -> None:
        """Check templates, and publish the reports of files whose findings or texts differ."""
        snapshot = self.workspace.snapshot()
        files = dict.fromkeys(edited)
        self._checked.update(templates)
        for template in templates:
            files.update(dict.fromkeys(sorted(self._reports.check(snapshot, template))))
        for file in files:
            report = self._reports.renew(snapshot, file)
            if report:
                self._publish(file, report)
