"""A hello-world handler in Python and in Node.js, run in every way there is, side by side.

`python -m benchmarks.invoke` prints milliseconds: of the bare interpreters, which are the floor; of
a cold and of a warm invocation in a running server; of a whole `lambda-ls invoke`. Other tools are
measured where they are on the path. The ways take turns, so that all see the same machine.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from lambda_ls.model.function import CodeFolder, Dialect, Function
from lambda_ls.model.place import Place
from lambda_ls.runtime.execution import ExecutionEnvironment
from lambda_ls.runtime.host import Host
from lambda_ls.runtime.plan import Choices, Plan, plan_of
from lambda_ls.text.span import Span

from benchmarks.measuring import Measurement, show, summary, timed

_SERVER = str(Path(__file__).parents[1] / "server")
_CODE = "def handler(event, context):\n    return {'hello': 'world'}\n"
_SCRIPT = "exports.handler = async () => ({ hello: 'world' });\n"
_TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler, Runtime: python3.13, CodeUri: .}
  HelloNode:
    Type: AWS::Serverless::Function
    Properties: {Handler: hello.handler, Runtime: nodejs22.x, CodeUri: .}
"""
_SERVICE = """\
service: hello
provider: {name: aws, region: us-east-1}
functions:
  python: {handler: app.handler, runtime: python3.12}
  node: {handler: hello.handler, runtime: nodejs20.x}
"""
_BARE = "import app; app.handler(None, None)"
_BARE_NODE = "require('./hello.js').handler({}, {})"
_SUBJECT = "hello world"
_WARM = 500


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--runs", type=int, default=11, help="how often each way is taken")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "app.py").write_text(_CODE, encoding="utf-8")
        Path(folder, "hello.js").write_text(_SCRIPT, encoding="utf-8")
        Path(folder, "template.yaml").write_text(_TEMPLATE, encoding="utf-8")
        Path(folder, "serverless.yml").write_text(_SERVICE, encoding="utf-8")
        Path(folder, "event.json").write_text("{}", encoding="utf-8")
        rows = asyncio.run(_measure(folder, arguments.runs))
    show(rows, as_json=arguments.json)


async def _measure(folder: str, runs: int) -> list[Measurement]:
    plans = {
        "Python": _plan(folder, "app.handler", "python"),
        "Node.js": _plan(folder, "hello.handler", "node"),
    }
    environment = _environment(folder)
    ways = {
        what: partial(_whole, argv, folder, environment)
        for what, argv in _commands(plans["Python"].argv[0]).items()
    }
    host = Host()
    try:
        times: dict[str, list[float]] = {}
        for turn in range(runs + 1):
            # The first turn fills the caches of the disk and of compiled modules.
            spent = {
                f"cold, in a running server, {name}": await _cold(plan, host)
                for name, plan in plans.items()
            }
            spent |= {what: timed(way) for what, way in ways.items()}
            for what, each in spent.items() if turn else ():
                times.setdefault(what, []).append(each)
        for name, plan in plans.items():
            times[f"warm, in a running server, {name}"] = await _warm(plan, host)
    finally:
        await host.close()
    return [summary(_SUBJECT, what, each) for what, each in times.items()]


async def _cold(plan: Plan, host: Host) -> float:
    start = time.perf_counter()
    environment = ExecutionEnvironment(plan, host)
    await environment.invoke({}, lambda text: None)
    spent = (time.perf_counter() - start) * 1000
    await environment.close()
    return spent


async def _warm(plan: Plan, host: Host) -> list[float]:
    environment = ExecutionEnvironment(plan, host)
    await environment.invoke({}, lambda text: None)
    times = []
    for _ in range(_WARM):
        start = time.perf_counter()
        await environment.invoke({}, lambda text: None)
        times.append((time.perf_counter() - start) * 1000)
    await environment.close()
    return times


def _commands(python: str) -> Mapping[str, tuple[str, ...]]:
    """Every way by its name; those of other tools where they are on the path."""
    ours = (sys.executable, "-m", "lambda_ls", "invoke")
    ways: dict[str, tuple[str, ...]] = {
        "python -c (the floor)": (python, "-c", _BARE),
        "lambda-ls invoke, Python": (*ours, "Hello", "--event", "event.json"),
        "python-lambda-local": ("python-lambda-local", "-f", "handler", "app.py", "event.json"),
        "osls invoke local, Python": ("osls", "invoke", "local", "-f", "python"),
        "node -e (the floor)": ("node", "-e", _BARE_NODE),
        "lambda-ls invoke, Node.js": (*ours, "HelloNode", "--event", "event.json"),
        "lambda-local": ("lambda-local", "-l", "hello.js", "-e", "event.json"),
        "osls invoke local, Node.js": ("osls", "invoke", "local", "-f", "node"),
    }
    return {name: argv for name, argv in ways.items() if shutil.which(argv[0])}


def _whole(argv: Sequence[str], folder: str, environment: Mapping[str, str]) -> None:
    subprocess.run(
        argv,
        cwd=folder,
        env=environment,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _environment(folder: str) -> dict[str, str]:
    compiled = os.path.join(folder, "compiled")
    environment = {**os.environ, "PYTHONPATH": _SERVER, "PYTHONPYCACHEPREFIX": compiled}
    # An installed package has its modules compiled.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def _plan(folder: str, handler: str, family: str) -> Plan:
    place = Place(os.path.join(folder, "template.yaml"), "", Span(0, 0))
    function = Function(
        template=place.path,
        name="Hello",
        dialect=Dialect.SAM,
        place=place,
        extent=place,
        handler=None,
        runtime=None,
        code=CodeFolder(folder),
    )
    return plan_of(function, handler, family, (), Choices(host=os.environ))


if __name__ == "__main__":
    main()
