"""Runs under a debugger: what it has to start, and a session that waits for it."""

from __future__ import annotations

import asyncio
import os
import subprocess
import time
from collections.abc import Callable
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from ..aws.data import Json
from .clients.base import CannotRunError
from .execution import ExecutionEnvironment
from .folder import RunFolder
from .host import Host
from .invoking import outcome_of
from .launched import environment_of
from .outcome import Outcome
from .plan import Plan
from .processes.adopted import AdoptedProcess
from .processes.logs import Listener
from .started import Started

PAUSED = 24 * 3600.0
"""The seconds that a function has under a debugger: the context still counts them down."""

_HOST = "127.0.0.1"
_DEBUGPY = (
    # Frozen modules have no lines at which a debugger could stop, and debugpy would warn of them.
    "-Xfrozen_modules=off",
    *("-m", "debugpy", "--configure-subProcess", "false", "--wait-for-client", "--listen"),
)


class DebugPlan(Struct, frozen=True):
    """What a debugger starts, so that a handler gets one event.

    `interpreter` runs `program`, an absolute path, with `options` before it and `arguments` after.
    `environment` holds all variables, `folder` is the working directory. `build_folder` is where
    source that has to be built first is built, each time below another name.
    """

    kind: Literal["python", "node"]
    interpreter: str
    options: tuple[str, ...]
    program: str
    arguments: tuple[str, ...]
    environment: tuple[tuple[str, str], ...]
    folder: str
    build_folder: str


class DebugSession:
    """One invocation in a process that a debugger starts by `plan`. No time is over meanwhile."""

    def __init__(
        self, plan: DebugPlan, environment: ExecutionEnvironment, invoking: asyncio.Task[Outcome]
    ) -> None:
        self.plan = plan
        self._environment = environment
        self._invoking = invoking

    @classmethod
    async def open(cls, host: Host, plan: Plan, event: Json, listener: Listener) -> DebugSession:
        """A session that waits for its process; `listener` gets the lines of Lambda's own.

        Raises:
            CannotRunError: if the system has no way to run it.
        """
        opened: asyncio.Future[DebugPlan] = asyncio.get_running_loop().create_future()

        async def adopt(
            host: Host, plan: Plan, folder: RunFolder, output: Callable[[bytes], None]
        ) -> Started:
            address = host.door.address()
            channel = await host.api.open_channel(address)
            opened.set_result(_debug_plan(plan, folder, address))
            return Started(host, channel, AdoptedProcess(address), time.perf_counter())

        environment = ExecutionEnvironment(without_timeouts(plan), host, adopt)
        invoking = asyncio.create_task(outcome_of(environment, event, listener))
        await asyncio.wait((opened, invoking), return_when=asyncio.FIRST_COMPLETED)
        if not opened.done():
            await environment.close()
            invoking.result()
        return cls(await opened, environment, invoking)

    async def outcome(self) -> Outcome:
        """The outcome, once the process has answered; the process then ends.

        Raises:
            asyncio.CancelledError: if the session is closed before.
        """
        try:
            return await asyncio.shield(self._invoking)
        finally:
            await self.close()

    async def close(self) -> None:
        """End the process if it still runs, and remove what it has left."""
        self._invoking.cancel()
        await asyncio.wait((self._invoking,))
        await self._environment.close()


def without_timeouts(plan: Plan) -> Plan:
    """The plan whose function has time to be looked at."""
    return replace(plan, timeout=PAUSED, init_timeout=PAUSED, execution_timeout=None)


def listening(plan: Plan, port: int) -> Plan:
    """The plan whose process waits on a port of loopback for a debugger.

    Raises:
        CannotRunError: if there is no debugger for its language.
    """
    paused = replace(without_timeouts(plan), leaves=True)
    if plan.family == "python":
        _require_debugpy(plan)
        start = (plan.argv[0], *_DEBUGPY, f"{_HOST}:{port}", *plan.argv[1:])
        # The debugger warns of files that it cannot find, such as those of frozen modules.
        quiet = ("PYDEVD_DISABLE_FILE_VALIDATION", "1")
        return replace(paused, argv=start, environment=(*plan.environment, quiet))
    if plan.family == "node":
        start = (plan.argv[0], f"--inspect-brk={_HOST}:{port}", *plan.argv[1:])
        return replace(paused, argv=start)
    raise CannotRunError(f"handlers in {plan.family} cannot be debugged locally yet")


def _require_debugpy(plan: Plan) -> None:
    python = plan.argv[0]
    asked = "import importlib.util, sys; sys.exit(importlib.util.find_spec('debugpy') is None)"
    found = subprocess.run([python, "-c", asked], env=dict(plan.environment), check=False)
    if found.returncode:
        raise CannotRunError(
            f"`{python}` has no debugpy; `{python} -m pip install debugpy` installs it"
        )


def _debug_plan(plan: Plan, folder: RunFolder, address: str) -> DebugPlan:
    interpreter, *rest = plan.argv
    first = next(index for index, each in enumerate(rest) if not each.startswith("-"))
    return DebugPlan(
        kind="python" if plan.family == "python" else "node",
        interpreter=interpreter,
        options=tuple(rest[:first]),
        program=rest[first],
        arguments=tuple(rest[first + 1 :]),
        environment=tuple(environment_of(plan, folder, address).items()),
        folder=plan.folder or folder.task_root,
        build_folder=os.path.realpath(folder.temporary),
    )
