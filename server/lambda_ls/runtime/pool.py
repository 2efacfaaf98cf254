"""Execution environments that stay warm until what they run has changed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias

from .execution import ExecutionEnvironment
from .freshness import Fingerprint, fingerprint
from .host import Host
from .plan import Plan

_Key: TypeAlias = tuple[str, str]


class Pool:
    """One environment for each function of each template.

    It is used again while its plan, its code, its layers and its packages are what they were.
    """

    def __init__(self, host: Host | None = None) -> None:
        """A pool of processes on a host of its own, if none is given."""
        self._host = host or Host()
        self._users: dict[_Key, asyncio.Lock] = {}
        self._environments: dict[_Key, tuple[Fingerprint, ExecutionEnvironment]] = {}

    @asynccontextmanager
    async def environment(self, plan: Plan) -> AsyncIterator[ExecutionEnvironment]:
        """The environment of a plan, a warm one if there is one.

        Who asks for that of the same function meanwhile waits: it may have to be ended for them.
        """
        key = _key(plan)
        async with self._user(key):
            seen = fingerprint((plan.folder, *plan.dependencies))
            known = self._environments.get(key)
            if known is None or known[0] != seen or known[1].plan != plan:
                await self._end(key)
                ahead = self._host.ahead_of(plan)
                environment = ExecutionEnvironment(plan, self._host, ahead=ahead)
                known = self._environments[key] = (seen, environment)
            yield known[1]

    async def drop(self, plan: Plan) -> None:
        """End the environment of a function, so that its next invocation is cold."""
        key = _key(plan)
        async with self._user(key):
            await self._end(key)

    async def close(self) -> None:
        """End all of them."""
        environments = [each for _, each in self._environments.values()]
        self._environments.clear()
        for environment in environments:
            await environment.close()
        await self._host.close()

    def _user(self, key: _Key) -> asyncio.Lock:
        """Held by the one that uses the environment of a function."""
        return self._users.setdefault(key, asyncio.Lock())

    async def _end(self, key: _Key) -> None:
        known = self._environments.pop(key, None)
        if known is not None:
            await known[1].close()


def _key(plan: Plan) -> _Key:
    return plan.template, plan.function
