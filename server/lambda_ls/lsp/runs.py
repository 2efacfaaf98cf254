"""The handlers that a session runs."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import aclosing
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcRequestCancelled

from ..aws.data import Json
from ..features.shown import shown_path
from ..model.function import Function
from ..runs.errors import NoRunError
from ..runs.prepared import Prepared, prepared
from ..runs.run import run, run_until_settled
from ..runs.source import source_of
from ..runtime.pool import Pool
from ..runtime.rows import Run, run_row
from ..workspace.disk import is_below
from .progress import WorkProgress
from .protocol import RequestRefusedError
from .run_arguments import RunArguments
from .run_messages import RunMessages

if TYPE_CHECKING:
    from .session import Session


class Runs:
    """Runs handlers and tells the client; warm environments are kept until the session ends."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._pool = Pool()
        self._running: set[asyncio.Task[Json]] = set()
        self._has_run: set[str] = set()

    async def invoke(self, arguments: RunArguments, token: types.ProgressToken | None) -> Json:
        """Run a handler, and give what `lambda-ls invoke --format json` prints.

        Raises:
            RequestRefusedError: with the reason, where it cannot be run.
            JsonRpcRequestCancelled: if the user has ended it.
        """
        self.check_trust()
        ready = self.prepared(arguments)
        task = asyncio.ensure_future(self._invoke(ready, arguments))
        self._running.add(task)
        progress = self._progress(f"Running {ready.plan.function}", task, token)
        try:
            return await task
        except NoRunError as error:
            raise RequestRefusedError(str(error)) from error
        except asyncio.CancelledError as error:
            raise JsonRpcRequestCancelled(f"{ready.plan.function} was ended") from error
        finally:
            self._running.discard(task)
            if progress is not None:
                progress.end()

    def check_trust(self) -> None:
        """Refuse to run code of a workspace that the user has not said to trust.

        Raises:
            RequestRefusedError: if it is such a workspace.
        """
        if not self._session.options.trusted:
            raise RequestRefusedError(
                "handlers run in trusted workspaces only: their code can do anything"
            )

    def prepared(self, arguments: RunArguments) -> Prepared:
        """Everything that a run needs.

        Raises:
            RequestRefusedError: with the reason, where it cannot be run.
        """
        roots = self._session.roots
        try:
            return prepared(self._session.snapshot, arguments.order, roots[0] if roots else "")
        except NoRunError as error:
            raise RequestRefusedError(str(error)) from error

    def is_warm(self, function: Function) -> bool:
        """Whether a function has run, so that its environment may be used again."""
        return function.target in self._has_run

    async def close(self) -> None:
        """End everything that runs, and all environments."""
        for task in tuple(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._pool.close()

    async def _invoke(self, ready: Prepared, arguments: RunArguments) -> Json:
        messages = RunMessages(self._session.server, shows=not self._session.options.shows_runs)
        messages.begin((*ready.notes, *self.unsaved(ready)))
        if arguments.is_cold:
            await self._pool.drop(ready.plan)
        source = source_of(ready) if arguments.redelivers else None
        invocations = (
            run_until_settled(ready, source, self._pool, messages.log)
            if source
            else run(ready, self._pool, arguments.times, messages.log)
        )
        runs: list[Run] = []
        async with aclosing(invocations):
            async for each in invocations:
                runs.append(each)
                messages.ended(ready.plan, each)
        self._ended(ready, runs)
        return run_row(ready.plan, runs)

    def _ended(self, ready: Prepared, runs: list[Run]) -> None:
        self._has_run.add(ready.plan.target)
        self._session.has_run(ready.plan.target, runs[-1].raised if runs else None)

    def unsaved(self, ready: Prepared) -> Iterator[str]:
        """What the user sees otherwise than it runs, which is as it is on the disk."""
        snapshot, files = self._session.snapshot, self._session.workspace.files
        for document in self._session.documents:
            is_part = is_below(document.path, ready.plan.folder or ready.plan.template)
            if is_part and files.is_unsaved(document.path):
                yield f"`{shown_path(snapshot, document.path)}` is not saved: the file on disk runs"

    def _progress(
        self, title: str, task: asyncio.Task[Json], token: types.ProgressToken | None
    ) -> WorkProgress | None:
        server = self._session.server
        protocol = self._session.protocol
        protocol.on_cancel(task.cancel)
        task.add_done_callback(lambda _: protocol.settled())
        if token is None and not self._session.client.progress:
            return None
        progress = WorkProgress(server, title, token=token, cancel=task.cancel)
        progress.begin()
        return progress
