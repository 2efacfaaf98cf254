"""What all execution environments of a server share."""

from __future__ import annotations

from .api.server import RuntimeApi
from .processes.watchdog import Watchdog


class Host:
    """The Runtime API and the watchdog; both start when they are needed first."""

    def __init__(self) -> None:
        self.api = RuntimeApi()
        self.watchdog = Watchdog()

    async def close(self) -> None:
        """Stop both. Every environment must be closed before."""
        await self.api.close()
        self.watchdog.close()
