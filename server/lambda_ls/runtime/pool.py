"""Execution environments that stay warm until what they run has changed."""

from __future__ import annotations

import asyncio

from .execution import ExecutionEnvironment
from .freshness import Fingerprint, fingerprint
from .host import Host
from .plan import Plan


class Pool:
    """One environment for each function of each template.

    It is used again while its plan, its code, its layers and its packages are what they were.
    """

    def __init__(self) -> None:
        self._host = Host()
        self._one_at_a_time = asyncio.Lock()
        self._environments: dict[tuple[str, str], tuple[Fingerprint, ExecutionEnvironment]] = {}

    async def environment(self, plan: Plan) -> ExecutionEnvironment:
        """The environment of a plan, a warm one if there is one."""
        key = (plan.template, plan.function)
        async with self._one_at_a_time:
            seen = fingerprint((plan.folder, *plan.dependencies))
            known = self._environments.get(key)
            if known is not None and known[0] == seen and known[1].plan == plan:
                return known[1]
            await self.drop(plan)
            environment = ExecutionEnvironment(plan, self._host)
            self._environments[key] = (seen, environment)
            return environment

    async def drop(self, plan: Plan) -> None:
        """End the environment of a function, so that its next invocation is cold."""
        known = self._environments.pop((plan.template, plan.function), None)
        if known is not None:
            await known[1].close()

    async def close(self) -> None:
        """End all of them."""
        environments = [each for _, each in self._environments.values()]
        self._environments.clear()
        for environment in environments:
            await environment.close()
        await self._host.close()
