"""The built-in client for Node.js does what Lambda's own clients do, for every probe.

Those are installed for development without their native part, which a stand-in replaces.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import lambda_ls
import pytest

from tests.runtime.node_differences import Normal
from tests.runtime.node_driver import Invocation, Record, drive
from tests.runtime.node_project import HANDLERS, write_project

HERE = Path(__file__).parent
MODULES = HERE.parent.parent / "node_modules"
BUILT_IN = Path(lambda_ls.__file__).parent / "runtime" / "clients" / "node"
GENUINE = {"22": MODULES / "aws-lambda-ric-3", "24": MODULES / "aws-lambda-ric-4"}
STAND_IN = HERE / "node" / "native-stand-in.cjs"
RUNNERS = 3

CAN_RUN = shutil.which("node") is not None and all(path.is_dir() for path in GENUINE.values())
pytestmark = pytest.mark.skipif(not CAN_RUN, reason="needs node and what `npm ci` installs")

RACES = {"rejects.handler", "rejectsesm.handler"}
"""Here the older client waits for an answer while it goes on: where the handler is quicker than
that, it responds, and may end before it has told of the error."""
RACED = 20
"""How often the older client is run there until it tells of the error."""

COMMON = {
    "AWS_LAMBDA_FUNCTION_NAME": "probe",
    "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "128",
    "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/probe",
    "AWS_LAMBDA_LOG_STREAM_NAME": "2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef",
}


@dataclass(frozen=True)
class Run:
    """What both clients of a generation are asked to do."""

    generation: str
    handler: str
    script: tuple[Invocation, ...] = (Invocation("{}"),)
    variables: tuple[tuple[str, str], ...] = ()
    name: str = ""

    def __str__(self) -> str:
        return f"{self.generation}-{self.handler}{self.name and '-'}{self.name}"

    def environment(self, folder: str) -> Mapping[str, str]:
        """The variables that the service sets."""
        return {
            "_HANDLER": self.handler,
            "LAMBDA_TASK_ROOT": folder,
            "AWS_EXECUTION_ENV": f"AWS_Lambda_nodejs{self.generation}.x",
            **COMMON,
            **dict(self.variables),
        }

    def genuine(self) -> list[str]:
        """How Lambda's own client is started."""
        command = ["node", "--require", str(STAND_IN)]
        if self.generation == "22":
            return [*command, str(GENUINE["22"] / "bin" / "index.mjs"), self.handler]
        return [*command, str(GENUINE["24"] / "index.mjs")]


def event(**fields: str) -> Invocation:
    return Invocation(json.dumps(fields))


def survivable(lists: Mapping[str, list[str]]) -> tuple[Invocation, ...]:
    groups = ("values", "thrown", "seen", "logs")
    return tuple(event(probe=f"{group}.{name}") for group in groups for name in lists[group])


def ways(lists: Mapping[str, list[str]]) -> tuple[Invocation, ...]:
    """All ways of the callback era to give a result or an error."""
    # What has no JSON ends the process if it comes by a callback; that has probes of its own.
    values = sorted(
        {*lists["values"]} - {"bigint", "circular", "throwingToJson", "function", "symbol"}
    )
    return (
        *(event(way=way, probe="values.text") for way in lists["ways"] if "fail" not in way),
        event(way="failWithNothing"),
        *(event(way=w, probe=f"values.{v}") for w in ("callback", "succeed") for v in values),
        *(event(way=w, probe=f"thrown.{t}") for w in ("failing", "fail") for t in lists["thrown"]),
    )


CONTEXTS = (
    Invocation(
        '{"probe": "seen.context"}',
        (
            ("Lambda-Runtime-Cognito-Identity", '{"cognitoIdentityId": "é"}'),
            ("Lambda-Runtime-Client-Context", '{"custom": {"a": 1}}'),
            ("Lambda-Runtime-Aws-Tenant-Id", "tenant"),
        ),
    ),
    Invocation('{"probe": "seen.context"}'),
    Invocation('{"probe": "seen.trace"}', (("Lambda-Runtime-Trace-Id", ""),)),
    Invocation('{"probe": "seen.context"}', (("Lambda-Runtime-Client-Context", "{"),)),
    Invocation('{"probe": "seen.context"}'),
)
EVENTS = tuple(
    Invocation(body)
    for body in (
        '{"probe": "seen.event", "a": [1, 1.0, 1e400, "\\u0000\\ud800", {"__proto__": 1}], "a": 2}',
        '{"probe": "seen.event", "text": "😀 € é"}',
        json.dumps({"probe": "seen.size", "text": "é" * 2_000_000}, ensure_ascii=False),
        "{",
        '{"probe": "values.text"}',
    )
)
LOGS = tuple(event(probe=f"logs.{name}") for name in ("levels", "formats", "others"))
JSON_LOGS = (("AWS_LAMBDA_LOG_FORMAT", "json"), ("AWS_LAMBDA_LOG_LEVEL", "warn"))


def runs() -> Iterator[Run]:
    lists = probes()
    for generation in GENUINE:
        for handler in HANDLERS:
            yield Run(generation, handler)
        yield Run(generation, "probes.async", survivable(lists))
        yield Run(generation, "probes.sync", survivable(lists))
        yield Run(generation, "probes.async", CONTEXTS, name="contexts")
        yield Run(generation, "probes.async", EVENTS, name="events")
        yield Run(generation, "probes.async", LOGS, JSON_LOGS[:1], "json-logs")
        yield Run(generation, "probes.async", LOGS, JSON_LOGS[1:], "few-logs")
        yield Run(generation, "probes.async", (event(probe="thrown.error"),), JSON_LOGS, "few-json")
        yield Run(generation, "streams.odd")
        for handler in ("streams.handler", "streams.mark"):
            yield Run(generation, handler, tuple(event(probe=name) for name in lists["streams"]))
        for probe in lists["fatal"]:
            yield Run(generation, "probes.fatal", fatal(probe), name=probe)
        yield Run(
            generation, "app.handler", variables=(("AWS_LAMBDA_FUNCTION_VERSION", ""),), name="bare"
        )
        for handler in ("app.nosuch", "missing.handler", "syntax.handler", "throws.handler"):
            yield Run(generation, handler, variables=JSON_LOGS, name="json")
    yield Run("22", "probes.ways", ways(lists))
    for probe in lists["callbackFatal"]:
        yield Run("22", "probes.callbackFatal", fatal(probe), name=probe)


def fatal(probe: str) -> tuple[Invocation, ...]:
    return event(probe=probe), event(probe="exit")


def probes() -> dict[str, list[str]]:
    script = (
        "globalThis.awslambda = { streamifyResponse: (handler) => handler };"
        "const streams = require('./streams.js').lists().probes;"
        "console.log(JSON.stringify({ ...require('./probes.js').lists(), streams }));"
    )
    command = ["node", "-e", script]
    out = subprocess.run(command, cwd=HERE / "node", capture_output=True, text=True, check=True)
    result: dict[str, list[str]] = json.loads(out.stdout)
    return result


class Comparison:
    """Runs that go on while the tests before them are judged."""

    def __init__(self, folder: str, pool: ThreadPoolExecutor) -> None:
        self._folder = folder
        self._pool = pool
        self._started: dict[Run, tuple[Future[Record], Future[Record]]] = {}

    def start(self, run: Run) -> None:
        """Begins a run of both clients."""
        environment = run.environment(self._folder)
        self._started[run] = (
            self._begin(run, ["node", str(BUILT_IN / "bootstrap.cjs")], environment),
            self._begin(run, run.genuine(), environment),
        )

    def _begin(
        self, run: Run, command: list[str], environment: Mapping[str, str]
    ) -> Future[Record]:
        return self._pool.submit(drive, command, self._folder, run.script, environment)

    def both(self, run: Run) -> tuple[dict[str, Any], dict[str, Any]]:
        """What the built-in and the genuine client did."""
        ours, _ = self._started[run]
        return Normal(self._folder, str(BUILT_IN)).record(ours.result()), next(self.genuine(run))

    def genuine(self, run: Run) -> Iterator[dict[str, Any]]:
        """What the genuine client did, and then what it does each time that it is run again."""
        normal = Normal(self._folder, str(GENUINE[run.generation]))
        _, theirs = self._started[run]
        while True:
            yield normal.record(theirs.result())
            theirs = self._begin(run, run.genuine(), run.environment(self._folder))


@pytest.fixture(scope="module")
def comparison(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Comparison]:
    folder = os.path.realpath(tmp_path_factory.mktemp("project"))
    write_project(folder)
    for name in ("probes.js", "streams.js"):
        shutil.copy(HERE / "node" / name, folder)
    with ThreadPoolExecutor(RUNNERS) as pool:
        made = Comparison(folder, pool)
        for run in chosen_runs(request.session.items):
            made.start(run)
        yield made
        pool.shutdown(cancel_futures=True)


def chosen_runs(items: Sequence[pytest.Item]) -> Iterator[Run]:
    for item in items:
        run = item.callspec.params.get("run") if hasattr(item, "callspec") else None
        if isinstance(run, Run):
            yield run


@pytest.mark.parametrize("run", tuple(runs()) if CAN_RUN else (), ids=str)
def test_both_clients_do_the_same(run: Run, comparison: Comparison) -> None:
    ours, theirs = comparison.both(run)
    if run.generation == "22" and run.handler in RACES:
        assert ours["exit"] == 128
        courses = islice(comparison.genuine(run), RACED)
        assert any(ours["posts"][0] in each["posts"] for each in courses)
        return
    for part in theirs:
        assert ours[part] == theirs[part]
