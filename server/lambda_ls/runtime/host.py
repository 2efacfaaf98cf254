"""What all execution environments of a server share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .api.door import Door
from .folder import RunFolder
from .launched import Launched, launch
from .plan import Plan
from .processes.watchdog import Watchdog

if TYPE_CHECKING:
    from .api.server import RuntimeApi


class Host:
    """The Runtime API with its port, and the watchdog; each starts when it is needed first."""

    def __init__(self) -> None:
        self.door = Door()
        self.watchdog = Watchdog()
        self._api: RuntimeApi | None = None
        self._ahead: tuple[Plan, Launched] | None = None

    @property
    def api(self) -> RuntimeApi:
        """The Runtime API of all processes."""
        if self._api is None:
            # It needs asyncio, which takes longer to load than Python to start; a process that is
            # started ahead uses that time.
            from .api.server import RuntimeApi

            self._api = RuntimeApi(self.door)
        return self._api

    def launch(self, plan: Plan, folder: RunFolder) -> Launched:
        """Start the client of a plan, and watch it.

        Raises:
            CannotRunError: if the system refuses to.
        """
        self.watchdog.start()
        launched = launch(plan, folder, self.door.address())
        self.watchdog.watch(launched.process.pid, launched.address, folder.path)
        return launched

    def start_ahead(self, plan: Plan) -> None:
        """Start a process for the first environment of a plan, before there is an event loop.

        Raises:
            CannotRunError: if the system refuses to, or has no room for its files.
        """
        folder = RunFolder(plan.files)
        try:
            self._ahead = plan, self.launch(plan, folder)
        except BaseException:
            folder.remove()
            raise

    def ahead_of(self, plan: Plan) -> Launched | None:
        """The process that was started ahead for a plan, which is from now on the caller's."""
        if self._ahead is None or self._ahead[0] != plan:
            return None
        launched, self._ahead = self._ahead[1], None
        return launched

    def end(self, launched: Launched) -> None:
        """End a process that no environment has taken in."""
        launched.end()
        self.watchdog.forget(launched.process.pid)

    async def close(self) -> None:
        """Stop all of it. Every environment must be closed before."""
        if self._api is not None:
            await self._api.close()
        self.close_unused()

    def close_unused(self) -> None:
        """Stop all of it where there has been no event loop."""
        if self._ahead is not None:
            _, launched = self._ahead
            self._ahead = None
            self.end(launched)
            launched.folder.remove()
        self.door.close()
        self.watchdog.close()
