"""Execution environments, with the life that Lambda gives them.

https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
"""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeAlias

from ..aws.data import Json
from .api.channel import Service
from .arrival import invocation_of
from .folder import RunFolder
from .host import Host
from .launched import Launched
from .outcome import Outcome
from .payload import value_of
from .phases import Ended, Limit, initialised, invoked, timed_out
from .plan import Plan
from .processes.logs import Listener, Logs
from .started import Started
from .state import StateChange, state_changes
from .system_log.base import Report, SystemLog
from .system_log.billing import billed
from .system_log.structured import JsonLog
from .system_log.text import TextLog, report_line

Starter: TypeAlias = Callable[[Host, Plan, RunFolder, Callable[[bytes], None]], Awaitable[Started]]
"""Starts the client of a plan; the last argument gets what it prints."""

_MEGABYTE = 1024 * 1024


class ExecutionEnvironment:
    """Runs one function, one invocation after the other.

    The first invocation starts it. What the code keeps in memory stays from one to the next, until
    the process has ended or its time was over: then the next one starts it anew, and finds what
    was left in the temporary folder. `start` starts the process, but where the first one has been
    started `ahead`.
    """

    def __init__(
        self,
        plan: Plan,
        host: Host,
        start: Starter = Started.start,
        ahead: Launched | None = None,
    ) -> None:
        self.plan = plan
        self.service: Service | None = None
        """What answers for AWS's Lambda API, where something does."""
        self._host = host
        self._starter = start
        self._ahead = ahead
        self._folder = ahead.folder if ahead is not None else None
        self._logs = Logs(_unheard)
        self._system_log = _system_log(plan)
        self._started: Started | None = None
        self._was_reset = False
        self._peak = 0
        self._one_at_a_time = asyncio.Lock()

    async def invoke(self, event: Json, listener: Listener) -> Outcome:
        """Run the handler once; `listener` gets what is logged meanwhile.

        Cancelling this ends the process.

        Raises:
            CannotRunError: if its process cannot be started, or has no room for its files.
        """
        async with self._one_at_a_time:
            try:
                return await self._invoke(event, listener)
            except BaseException:
                await self._reset()
                raise

    async def close(self) -> None:
        """End it, and remove what it has left."""
        await self._reset()
        if self._ahead is not None:
            self._host.end(self._ahead)
        if self._folder is not None:
            self._folder.remove()

    async def _invoke(self, event: Json, listener: Listener) -> Outcome:
        request = str(uuid.uuid4())
        self._logs = Logs(listener)
        is_cold = self._started is None
        init: float | None = None
        ended: Ended | None = None
        if is_cold and not self._was_reset:
            init, ended = await self._initialise(request)
        began = ended.at if ended is not None else time.perf_counter()
        self._tell(self._system_log.started(request))
        before = self._state()
        if ended is None:
            ended = await self._run(request, event, began)
        changes = state_changes(before, self._state())
        await self._settle(ended)
        report = Report(
            request=request,
            duration=_milliseconds(ended.at - began),
            init=init,
            memory=self.plan.memory,
            max_memory=max(1, round(self._peak / _MEGABYTE)),
            status=ended.status,
            # Without an answer, the payload is the service's and not the handler's.
            size=0 if ended.status is not None else len(ended.payload.encode()),
        )
        self._tell(self._system_log.ended(report))
        return _outcome(event, ended, report, self._logs.text, changes, is_cold=is_cold)

    async def _initialise(self, request: str) -> tuple[float | None, Ended | None]:
        """How long the first start has taken, and its end where the handler cannot be called.

        Lambda repeats one that has failed within the invocation. What has failed fails again, so
        only one whose time was over is repeated here, since it may have more time then.
        """
        started = await self._start()
        found = await initialised(started, request, started.at + self.plan.init_timeout)
        if isinstance(found, float):
            init = _milliseconds(found - started.at)
            self._tell(self._system_log.initialised(init))
            return init, None
        at = found.at if found is not None else time.perf_counter()
        duration = _milliseconds(at - started.at)
        status = "timeout" if found is None else found.status or ""
        self._tell(self._system_log.init_failed(duration, status))
        if found is None:
            await self._reset()
            return None, None
        return duration, found

    async def _run(self, request: str, event: Json, began: float) -> Ended:
        limit = Limit(self.plan.timeout, began + self.plan.timeout)
        invocation = invocation_of(self.plan, request, event)
        started = self._started
        if started is None:
            started = await self._start()
            found = await initialised(started, request, limit.until)
            if not isinstance(found, float):
                return found or timed_out(request, limit)
        started.channel.service = self.service
        return await invoked(started, invocation, limit)

    def _state(self) -> str:
        """What the running process has said of its modules' state."""
        return self._started.channel.state if self._started is not None else ""

    async def _start(self) -> Started:
        self._folder = self._folder or RunFolder(self.plan.files)
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            started = await Started.of(self._host, self.plan, ahead, self._print)
        else:
            started = await self._starter(self._host, self.plan, self._folder, self._print)
        started.channel.service = self.service
        self._started = started
        return started

    async def _settle(self, ended: Ended) -> None:
        """Let the process stand still until the next invocation, or end it."""
        started = self._started
        if started is None:
            return
        started.process.drain()
        self._peak = max(self._peak, started.process.measure())
        if ended.is_spent:
            await self._reset()
        else:
            started.process.freeze()

    async def _reset(self) -> None:
        started, self._started = self._started, None
        if started is not None:
            self._was_reset = True
            await started.end()

    def _tell(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._logs.line(line)

    def _print(self, data: bytes) -> None:
        self._logs.feed(data)


def _outcome(
    event: Json,
    ended: Ended,
    report: Report,
    logs: str,
    changes: tuple[StateChange, ...],
    *,
    is_cold: bool,
) -> Outcome:
    """An invocation that has ended and is reported, as its caller and its reader see it."""
    value = value_of(ended.payload)
    is_success = ended.kind == "success"
    return Outcome(
        request_id=report.request,
        event=event,
        kind=ended.kind,
        payload=ended.payload,
        response=value if is_success else None,
        error=None if is_success else value,
        is_cold=is_cold,
        init_ms=report.init,
        duration_ms=report.duration,
        billed_ms=billed(report.duration, report.init),
        memory=report.memory,
        max_memory=report.max_memory,
        logs=logs,
        report=report_line(report),
        changes=changes,
        is_stream=ended.is_stream,
    )


def _system_log(plan: Plan) -> SystemLog:
    return TextLog() if plan.system_level is None else JsonLog(plan.system_level)


def _unheard(text: str) -> None:
    """Nothing is started yet, so that there is nothing to hear."""


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 3)
