"""Our ways to run a handler do what AWS's own client does, for every probe."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from lambda_ls.aws.data import Json
from lambda_ls.runtime.host import Host
from lambda_ls.runtime.outcome import Outcome
from lambda_ls.runtime.plan import Plan
from msgspec.structs import replace

from tests.runtime import python_probes as probes
from tests.runtime.running import outcomes, plan_for, within, write_code

Seen: TypeAlias = tuple[str, str, bool]

NATIVE = str(Path(__file__).parent / "native_start.py")
RUNTIMES = ("python3.11", "python3.13")
AT_ONCE = 3
RUNTIME_FRAME = re.compile(
    r'  File \\"[^"]*(?:awslambdaric/bootstrap|child/built_in)\.py\\", line \d+, in .*?(?=")'
)

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("awslambdaric") is None
    or importlib.util.find_spec("runtime_client") is None,
    reason="AWS has no wheel of its client for this system",
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("probes")
    for name, code in {**probes.FILES, "leaving.py": probes.LEAVING_CODE}.items():
        path = folder / name
        write_code(path.parent, code, path.name)
    return folder


def native(plan: Plan) -> Plan:
    """AWS's client with its own native module."""
    return replace(plan, argv=(plan.argv[0], NATIVE, plan.argv[2]))


def driven(plan: Plan) -> Plan:
    """AWS's client over our connection."""
    assert plan.client.startswith("awslambdaric ")
    return plan


def built_in(plan: Plan) -> Plan:
    """The client of our own."""
    return replace(plan, argv=(*plan.argv[:2], "", *plan.argv[3:]))


def seen(outcome: Outcome) -> Seen:
    """What has to be the same: ids and how deep the client itself is differ."""
    payload = outcome.payload.replace(outcome.request_id, "ID")
    payload = re.sub(r"repeated \d+ more", "repeated", payload)
    return outcome.kind, RUNTIME_FRAME.sub("RUNTIME", payload), outcome.is_cold


def compared(project: Path, handler: str, events: Sequence[Json], runtime: str) -> list[list[Seen]]:
    plan = plan_for(project, handler, runtime=runtime)

    async def run(host: Host) -> list[list[Outcome]]:
        ways = (native, driven, built_in)
        return await asyncio.gather(*(outcomes(host, way(plan), events) for way in ways))

    return [[seen(each) for each in found] for found in within(run)]


@pytest.mark.parametrize("runtime", RUNTIMES)
@pytest.mark.parametrize(
    ("handler", "events"),
    [
        ("values.returned", probes.RETURNED),
        ("errors.raised", probes.RAISED),
        ("leaving.handler", tuple(probes.LEAVING)),
    ],
)
def test_invocations_end_alike(
    project: Path, handler: str, events: tuple[str, ...], runtime: str
) -> None:
    expected, *others = compared(project, handler, events, runtime)
    for found in others:
        for event, one, other in zip(events, expected, found, strict=True):
            assert (event, other) == (event, one)


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_handlers_are_loaded_alike(project: Path, runtime: str) -> None:
    ways = (native, driven, built_in)

    async def run(host: Host) -> list[list[Seen]]:
        turn = asyncio.Semaphore(AT_ONCE)

        async def one(handler: str) -> list[Seen]:
            async with turn:
                plan = plan_for(project, handler, runtime=runtime)
                return [seen((await outcomes(host, way(plan), (None,)))[0]) for way in ways]

        return await asyncio.gather(*map(one, probes.LOADED))

    found = within(run)
    for handler, (expected, *others) in zip(probes.LOADED, found, strict=True):
        for other in others:
            assert (handler, other) == (handler, expected)


def logging_json(plan: Plan) -> Plan:
    told = {"AWS_LAMBDA_LOG_FORMAT": "JSON", "AWS_LAMBDA_LOG_LEVEL": "INFO"}
    return replace(plan, environment=tuple({**dict(plan.environment), **told}.items()))


@pytest.mark.parametrize("way", [native, driven, built_in])
def test_a_record_with_no_error_to_tell_of_fails_as_json(
    tmp_path: Path, way: Callable[[Plan], Plan]
) -> None:
    code = (
        "import logging\n"
        "def handler(event, context):\n    logging.error('no error', exc_info=True)\n"
    )
    write_code(tmp_path, code)
    plan = way(logging_json(plan_for(tmp_path)))
    [outcome] = within(lambda host: outcomes(host, plan, (None,)))
    assert isinstance(outcome.error, dict)
    assert outcome.error["errorMessage"] == "'NoneType' object has no attribute '__name__'"


def test_records_are_written_alike_as_json(tmp_path: Path) -> None:
    write_code(tmp_path, probes.LOGGING_CODE)
    plan = logging_json(plan_for(tmp_path))

    async def run(host: Host) -> list[list[Outcome]]:
        ways = (native, driven, built_in)
        events = (None, "raise")
        return await asyncio.gather(*(outcomes(host, way(plan), events) for way in ways))

    expected, *others = [[_records(each) for each in found] for found in within(run)]
    assert [each["level"] for each in expected[0]] == ["INFO", "WARNING", "ERROR", "CRITICAL"]
    assert expected[1][-1]["errorMessage"] == "no stock"
    for found in others:
        assert found == expected


@pytest.mark.parametrize("way", [driven, built_in])
def test_each_record_ends_its_line(tmp_path: Path, way: Callable[[Plan], Plan]) -> None:
    write_code(tmp_path, probes.FORMATTING_CODE)
    plan = way(plan_for(tmp_path))
    [outcome] = within(lambda host: outcomes(host, plan, (None,)))
    lines = outcome.logs.splitlines()
    assert "KeyError: 'missing'" in lines
    assert lines[-5:-2] == ["one", "two", "printed"]


def _records(outcome: Outcome) -> list[dict[str, Any]]:
    """What a log holds in JSON; times and ids differ, and how deep the client itself is."""
    text = RUNTIME_FRAME.sub("RUNTIME", outcome.logs.replace(outcome.request_id, "ID"))
    records = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    for each in records:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", each.pop("timestamp"))
    return records
