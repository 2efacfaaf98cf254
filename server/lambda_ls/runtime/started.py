"""A process with its channel: what lives from one start of a function to its end."""

from __future__ import annotations

import asyncio
import os
import secrets
import time
from collections.abc import Callable
from datetime import datetime, timezone

from .api.channel import Channel
from .api.messages import Happening
from .clients.base import CannotRunError
from .folder import RunFolder
from .host import Host
from .plan import Plan
from .processes.adopted import AdoptedProcess
from .processes.process import Process


class Started:
    """A running client. `at` is when it was started, in seconds of `time.perf_counter`."""

    def __init__(
        self, host: Host, channel: Channel, process: Process | AdoptedProcess, at: float
    ) -> None:
        self.at = at
        self.channel = channel
        self.process = process
        self._host = host

    @classmethod
    async def start(
        cls, host: Host, plan: Plan, folder: RunFolder, output: Callable[[bytes], None]
    ) -> Started:
        """Start the client of a plan.

        Raises:
            CannotRunError: if the system refuses to.
        """
        if os.name != "posix":
            # Neither process groups nor pipes that an event loop can read are there.
            raise CannotRunError("handlers cannot be run on Windows yet; use WSL or a container")
        address, channel = await host.api.open_channel()
        root = plan.folder or folder.task_root
        environment = environment_of(plan, folder, address)
        at = time.perf_counter()
        try:
            process = Process(
                plan.argv, environment, root, address, output, channel.exited, plan.leaves
            )
        except (OSError, ValueError) as error:
            host.api.close_channel(channel)
            raise CannotRunError(f"`{plan.argv[0]}` cannot be started: {error}") from error
        host.watchdog.watch(process.group, address, folder.path)
        return cls(host, channel, process, at)

    async def happening(self, until: float) -> Happening | None:
        """What it does next; None where nothing happens until then (`time.perf_counter`)."""
        try:
            return await asyncio.wait_for(self.channel.happening(), until - time.perf_counter())
        except asyncio.TimeoutError:
            return None

    async def end(self) -> None:
        """End it with everything that it has started."""
        self._host.api.close_channel(self.channel)
        await self.process.end()
        if isinstance(self.process, Process):
            self._host.watchdog.forget(self.process.group)


def environment_of(plan: Plan, folder: RunFolder, address: str) -> dict[str, str]:
    """All variables of a process whose Runtime API is at an address."""
    return {
        **dict(plan.environment),
        "LAMBDA_TASK_ROOT": plan.folder or folder.task_root,
        "AWS_LAMBDA_RUNTIME_API": address,
        "AWS_LAMBDA_LOG_STREAM_NAME": _log_stream(),
        **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), folder.temporary),
    }


def _log_stream() -> str:
    today = datetime.now(timezone.utc).strftime("%Y/%m/%d")
    return f"{today}/[$LATEST]{secrets.token_hex(16)}"
