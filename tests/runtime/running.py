"""Runs handlers in real execution environments."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, TypeVar

from lambda_ls.aws.data import Json
from lambda_ls.model.function import CodeFolder, Dialect, Function
from lambda_ls.model.place import Place
from lambda_ls.runtime.execution import ExecutionEnvironment
from lambda_ls.runtime.host import Host
from lambda_ls.runtime.outcome import Outcome
from lambda_ls.runtime.plan import Choices, Plan, plan_of
from lambda_ls.text.span import Span
from msgspec.structs import replace

T = TypeVar("T")

RUNTIME = "python{}.{}".format(*sys.version_info[:2])


def plan_for(
    folder: Path,
    handler: str = "app.handler",
    timeout: float = 10.0,
    runtime: str = RUNTIME,
    family: str = "python",
) -> Plan:
    """The plan for a handler in a folder.

    An interpreter of this machine runs it; what it behaves like is what `runtime` says.
    """
    place = Place(str(folder / "template.yaml"), "", Span(0, 0))
    function = Function(
        template=place.path,
        name="Probe",
        dialect=Dialect.SAM,
        place=place,
        extent=place,
        handler=None,
        runtime=None,
        code=CodeFolder(str(folder)),
    )
    choices = Choices(timeout=timeout, host={"PATH": os.environ["PATH"]})
    plan = plan_of(function, handler, family, (), choices)
    changed = {**dict(plan.environment), "AWS_EXECUTION_ENV": f"AWS_Lambda_{runtime}"}
    return replace(plan, environment=tuple(changed.items()))


def write_code(folder: Path, code: str, name: str = "app.py") -> None:
    """Put a file of code into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(code, encoding="utf-8")


def within(work: Callable[[Host], Coroutine[Any, Any, T]]) -> T:
    """Do something with a host that is closed afterwards."""

    async def run() -> T:
        host = Host()
        try:
            return await asyncio.wait_for(work(host), 60)
        finally:
            await host.close()

    return asyncio.run(run())


async def outcomes(host: Host, plan: Plan, events: Sequence[Json]) -> list[Outcome]:
    """The outcomes of invocations one after the other, in one environment."""
    environment = ExecutionEnvironment(plan, host)
    try:
        return [await environment.invoke(event, lambda text: None) for event in events]
    finally:
        await environment.close()


def run_code(
    folder: Path,
    code: str,
    *events: Json,
    handler: str = "app.handler",
    timeout: float = 10.0,
    runtime: str = RUNTIME,
    init_timeout: float = 10.0,
) -> list[Outcome]:
    """Run `app.py` with this code for each event, once without one."""
    write_code(folder, code)
    plan = replace(plan_for(folder, handler, timeout, runtime), init_timeout=init_timeout)
    return within(lambda host: outcomes(host, plan, events or (None,)))
