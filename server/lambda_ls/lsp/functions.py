"""The command that lists all functions, and the news that its answer may be another one by now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, to_builtins
from pygls.lsp.server import LanguageServer

from ..aws.data import Json
from ..features.listing import listed_function
from ..features.run_lenses import is_runnable
from ..features.sample_events import offered_events
from ..model.function import Function
from ..workspace.disk import is_below
from ..workspace.facts import FunctionFacts

if TYPE_CHECKING:
    from .session import Session

FUNCTIONS_CHANGED = "lambda-ls/functionsChanged"


def functions(session: Session) -> Json:
    """For each workspace folder what `lambda-ls list --format json` prints, and more.

    `id` is the `target` of the function in other commands, `runnable` tells whether they can run
    it, `events` with what, and `problems` counts its findings.
    """
    problems = session.reports.counts()
    session.function_news.told(session)
    return [
        {
            "root": root,
            "functions": [
                _listed(session, root, function, problems)
                for function in session.snapshot.functions()
                if _root_of(session.roots, function) == root
            ],
        }
        for root in session.roots
    ]


class FunctionNews:
    """Tells a client that has asked for the functions to ask again once they are others."""

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self._told: _State | None = None

    def told(self, session: Session) -> None:
        """The client knows the functions of now."""
        self._told = _state(session)

    def outdated(self) -> None:
        """The client's events have changed, or so it seems."""
        if self._told is not None:
            self._told = None
            self._server.protocol.notify(FUNCTIONS_CHANGED, None)

    def tell(self, session: Session) -> None:
        """They may be others by now; said once until the client asks again."""
        if self._told is not None and self._told != _state(session):
            self.outdated()


class _State(Struct, frozen=True):
    """What the answer is made of but for events; all of it is what it was, or other objects."""

    facts: tuple[FunctionFacts, ...]
    problems: Mapping[tuple[str, str], int]


def _state(session: Session) -> _State:
    snapshot = session.snapshot
    return _State(snapshot.all_facts(), session.reports.counts())


def _listed(
    session: Session, root: str, function: Function, problems: Counter[tuple[str, str]]
) -> Json:
    snapshot = session.snapshot
    events: list[Json] = [
        {"name": each.name, "title": each.title, "path": each.path}
        for each in offered_events(snapshot, function)
    ]
    return {
        **to_builtins(listed_function(snapshot, root, function)),
        "id": function.target,
        "runnable": is_runnable(snapshot, function),
        "events": events,
        "problems": problems[function.template, function.name],
    }


def _root_of(roots: tuple[str, ...], function: Function) -> str:
    """The innermost folder with its template."""
    return max((root for root in roots if is_below(function.template, root)), key=len, default="")
