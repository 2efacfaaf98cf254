"""The handlers that an editor debugs."""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING

from attrs import frozen
from msgspec import Struct
from pygls.exceptions import JsonRpcInvalidParams, JsonRpcRequestCancelled

from ..aws.data import Json
from ..runs.prepared import Prepared
from ..runs.run import run_of
from ..runtime.clients.base import CannotRunError
from ..runtime.debugging import DebugSession
from ..runtime.host import Host
from ..runtime.rows import run_row
from .debug_configuration import debug_configuration
from .protocol import RequestRefusedError
from .run_arguments import RunArguments
from .run_messages import RunMessages

if TYPE_CHECKING:
    from .session import Session


@frozen
class DebugParams:
    """`session` is what `lambda-ls.debug` has given."""

    session: str


class _Debugged(Struct, frozen=True):
    prepared: Prepared
    session: DebugSession
    messages: RunMessages


class Debugs:
    """Waits for processes that the editor's debugger starts, each for one invocation."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._host = Host()
        self._sessions: dict[str, _Debugged] = {}

    async def begin(self, arguments: RunArguments) -> Json:
        """Wait for a process; what the debugger has to start, and the session's id.

        Raises:
            RequestRefusedError: with the reason, where it cannot be debugged.
        """
        runs, options = self._session.runs, self._session.options
        runs.check_trust()
        if arguments.times > 1 or arguments.redelivers:
            raise RequestRefusedError("a debugger gets one invocation: leave out what repeats it")
        ready = runs.prepared(arguments)
        messages = RunMessages(self._session.server, shows=not options.shows_runs)
        notes = (*ready.notes, *runs.unsaved(ready))
        messages.begin(notes)
        plan, event = ready.plan, ready.event.event
        try:
            session = await DebugSession.open(self._host, plan, event, messages.log)
        except CannotRunError as error:
            raise RequestRefusedError(str(error)) from error
        id_ = secrets.token_urlsafe(12)
        self._sessions[id_] = _Debugged(ready, session, messages)
        return {
            "session": id_,
            "function": plan.function,
            "runtime": plan.runtime,
            "client": plan.client,
            "notes": list(notes),
            "configuration": debug_configuration(session.plan, f"Lambda: {plan.function}"),
        }

    async def outcome(self, params: DebugParams) -> Json:
        """What `lambda-ls invoke --format json` prints, once the handler has answered.

        Raises:
            JsonRpcInvalidParams: if there is no such session.
            JsonRpcRequestCancelled: if it has ended before.
        """
        debugged = self._found(params)
        plan = debugged.prepared.plan
        try:
            outcome = await debugged.session.outcome()
        except asyncio.CancelledError as error:
            text = f"the debugger has ended before `{plan.function}` has answered"
            raise JsonRpcRequestCancelled(text) from error
        finally:
            self._sessions.pop(params.session, None)
        run = run_of(debugged.prepared, outcome)
        debugged.messages.ended(plan, run)
        self._session.has_run(plan.target, run.raised)
        return run_row(plan, [run])

    async def end(self, params: DebugParams) -> None:
        """The debugger has ended; a session that has its outcome may be ended again."""
        debugged = self._sessions.pop(params.session, None)
        if debugged is not None:
            await debugged.session.close()

    async def close(self) -> None:
        """End all sessions with their processes."""
        for id_ in tuple(self._sessions):
            await self.end(DebugParams(id_))
        await self._host.close()

    def _found(self, params: DebugParams) -> _Debugged:
        found = self._sessions.get(params.session)
        if found is None:
            raise JsonRpcInvalidParams(f"there is no debug session `{params.session}`")
        return found
