"""The command that lists all functions, and the news that its answer may be another one by now."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import to_builtins
from pygls.lsp.server import LanguageServer

from ..aws.data import Json
from ..features.listing import listed_function
from ..features.run_lenses import is_runnable
from ..features.sample_events import offered_events
from ..model.function import Function
from ..workspace.disk import is_below

if TYPE_CHECKING:
    from .session import Session

FUNCTIONS_CHANGED = "lambda-ls/functionsChanged"


def functions(session: Session) -> Json:
    """For each workspace folder what `lambda-ls list --format json` prints, and more.

    `id` is the `target` of the function in other commands, `runnable` tells whether they can run
    it, `events` with what, and `problems` counts its findings.
    """
    session.function_news.asked()
    problems = session.reports.counts()
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
    """Tells a client that has asked for the functions to ask again."""

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self._is_known = False

    def asked(self) -> None:
        """The client knows the functions of now."""
        self._is_known = True

    def tell(self) -> None:
        """They may be others by now; said once until the client asks again."""
        if self._is_known:
            self._is_known = False
            self._server.protocol.notify(FUNCTIONS_CHANGED, None)


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
