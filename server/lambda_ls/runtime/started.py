"""A process with its channel: what lives from one start of a function to its end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from .api.channel import Channel
from .api.messages import Happening
from .folder import RunFolder
from .host import Host
from .launched import Launched
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
        return await cls.of(host, plan, host.launch(plan, folder), output)

    @classmethod
    async def of(
        cls, host: Host, plan: Plan, launched: Launched, output: Callable[[bytes], None]
    ) -> Started:
        """The client of a plan in a process that has just been started."""
        try:
            channel = await host.api.open_channel(launched.address)
        except BaseException:
            host.end(launched)
            raise
        process = Process(launched, output, channel.exited, plan.leaves)
        return cls(host, channel, process, launched.at)

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
