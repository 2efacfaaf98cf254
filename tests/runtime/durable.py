"""Runs durable functions in real execution environments, with AWS's own SDKs."""

from __future__ import annotations

from pathlib import Path

from lambda_ls.aws.data import Json
from lambda_ls.runtime.durable.execution import MOST_INVOCATIONS, executed
from lambda_ls.runtime.execution import ExecutionEnvironment
from lambda_ls.runtime.host import Host
from lambda_ls.runtime.outcome import DurableExecution, Outcome
from lambda_ls.runtime.plan import Plan
from msgspec.structs import replace

from tests.runtime.running import plan_for, within, write_code

_PYTHON = """\
from aws_durable_execution_sdk_python import durable_execution, durable_step
from aws_durable_execution_sdk_python.config import *
from aws_durable_execution_sdk_python.retries import *

"""


def run_durable(
    folder: Path,
    code: str,
    event: Json = None,
    timeout: float = 10.0,
    execution_timeout: int | None = None,
    most: int = MOST_INVOCATIONS,
) -> Outcome:
    """Run `handler` of some Python as a durable function, once to its end."""
    write_code(folder, f"{_PYTHON}{code}")
    return run_plan(plan_for(folder, timeout=timeout), event, execution_timeout, most)


def run_plan(
    plan: Plan,
    event: Json = None,
    execution_timeout: int | None = None,
    most: int = MOST_INVOCATIONS,
) -> Outcome:
    """Run a plan as that of a durable function, once to its end."""
    durable = replace(plan, is_durable=True, execution_timeout=execution_timeout)

    async def run(host: Host) -> Outcome:
        environment = ExecutionEnvironment(durable, host)
        try:
            return await executed(environment, event, lambda text: None, most)
        finally:
            await environment.close()

    return within(run)


def execution_of(outcome: Outcome) -> DurableExecution:
    """How the execution went."""
    assert outcome.execution is not None
    return outcome.execution


def notes(outcome: Outcome) -> list[str]:
    """What was said between the invocations."""
    lines = outcome.logs.split("\n")
    return [line.removeprefix("note: ") for line in lines if line.startswith("note: ")]


def operations(outcome: Outcome) -> list[tuple[str, str, str]]:
    """All operations: name, type and status."""
    return [(each.name, each.kind, each.status) for each in execution_of(outcome).operations]


def waits(seconds: int, whom: str) -> str:
    """What is said between two invocations where Lambda would wait for something."""
    wait = f"Lambda waits {seconds} s for {whom} before it invokes again"
    return f"{wait}; here it does so at once"
