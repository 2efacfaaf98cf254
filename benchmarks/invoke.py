"""A hello-world handler in Python and in Node.js, run in every way there is, side by side.

    python -m benchmarks.invoke [--json] [--save]

Times are milliseconds. "A command" is a process that runs the handler once and ends; the bare
interpreters are the floor. "Cold" and "warm" are invocations in a server that runs already: the
first in a new process of the handler, and those after it. serverless-offline has no command that
ends: its server is counted from its start to its first answer, its cold and warm invocations are
requests over HTTP. The ways take turns, so that all see the same machine.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from lambda_ls.model.function import CodeFolder, Dialect, Function
from lambda_ls.model.place import Place
from lambda_ls.runtime.execution import ExecutionEnvironment
from lambda_ls.runtime.host import Host
from lambda_ls.runtime.plan import Choices, Plan, plan_of
from lambda_ls.text.span import Span

from . import peers
from .measuring import Measurement, summary
from .processes import environment, run
from .results import command
from .serverless_offline import offline

PYTHON = "Python"
NODE = "Node.js"
COMMAND = "a command"
COLD = "cold, in a running server"
WARM = "warm, in a running server"
FUNCTIONS = {PYTHON: "python", NODE: "node"}
"""The function of each language in serverless.yml."""

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
plugins: [serverless-offline]
functions:
  python: {handler: app.handler, runtime: python3.12}
  node: {handler: hello.handler, runtime: nodejs20.x}
"""
_BARE = "import app; app.handler(None, None)"
_BARE_NODE = "require('./hello.js').handler({}, {})"
_RUNS = 9
_SERVERS = 3
_WARM = 300

Times = dict[tuple[str, str, str], list[float]]
"""Milliseconds by language, kind and tool."""


def main() -> None:
    """Measure, and print a table or JSON."""
    command("invoke", __doc__ or "", measure)


def measure() -> Iterator[Measurement]:
    """All ways, in both languages."""
    times: Times = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder))
        _whole(folder, times)
        asyncio.run(_served(folder, times))
        # It looks for its plugins beside the service.
        Path(folder, "node_modules").symlink_to(peers.packages("serverless-offline"))
        for _ in range(_SERVERS):
            for language, name in FUNCTIONS.items():
                started = offline(folder, name, _WARM)
                times[language, COMMAND, "serverless-offline"].append(started.first)
                times[language, COLD, "serverless-offline"].append(started.cold)
                times[language, WARM, "serverless-offline"] += started.warm
    for (language, what, tool), each in times.items():
        yield summary(language, what, each, tool)


def _write(folder: Path) -> None:
    texts = {
        "app.py": _CODE,
        "hello.js": _SCRIPT,
        "template.yaml": _TEMPLATE,
        "serverless.yml": _SERVICE.replace("plugins: [serverless-offline]\n", ""),
        "offline.yml": _SERVICE,
        "event.json": "{}",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def _whole(folder: str, times: Times) -> None:
    ways = _commands(_plan(folder, PYTHON).argv[0])
    # The first turn fills the caches of the disk and of compiled modules.
    for turn in range(_RUNS + 1):
        for (language, tool), argv in ways.items():
            spent = 1000 * run(argv, folder).seconds
            if turn:
                times[language, COMMAND, tool].append(spent)


def _commands(python: str) -> Mapping[tuple[str, str], Sequence[str]]:
    """Every way by its language and tool."""
    ours = (str(Path(sys.executable).with_name("lambda-ls")), "invoke")
    osls = (peers.program("osls"), "invoke", "local", "-f")
    python_local = peers.program("python-lambda-local")
    node_local = peers.program("lambda-local")
    return {
        (PYTHON, "python -c"): (python, "-c", _BARE),
        (PYTHON, "lambda-ls"): (*ours, "Hello", "--event", "event.json"),
        (PYTHON, "python-lambda-local"): (python_local, "-f", "handler", "app.py", "event.json"),
        (PYTHON, "osls"): (*osls, "python"),
        (NODE, "node -e"): ("node", "-e", _BARE_NODE),
        (NODE, "lambda-ls"): (*ours, "HelloNode", "--event", "event.json"),
        (NODE, "lambda-local"): (node_local, "-l", "hello.js", "-e", "event.json"),
        (NODE, "osls"): (*osls, "node"),
    }


async def _served(folder: str, times: Times) -> None:
    host = Host()
    try:
        for turn in range(_RUNS + 1):
            for language in FUNCTIONS:
                spent = await _cold(_plan(folder, language), host)
                if turn:
                    times[language, COLD, "lambda-ls"].append(spent)
        for language in FUNCTIONS:
            times[language, WARM, "lambda-ls"] += await _warm(_plan(folder, language), host)
    finally:
        await host.close()


async def _cold(plan: Plan, host: Host) -> float:
    environment = ExecutionEnvironment(plan, host)
    spent = await _invoked(environment)
    await environment.close()
    return spent


async def _warm(plan: Plan, host: Host) -> list[float]:
    environment = ExecutionEnvironment(plan, host)
    await _invoked(environment)
    times = [await _invoked(environment) for _ in range(_WARM)]
    await environment.close()
    return times


async def _invoked(environment: ExecutionEnvironment) -> float:
    start = time.perf_counter()
    await environment.invoke({}, lambda text: None)
    return (time.perf_counter() - start) * 1000


def _plan(folder: str, language: str) -> Plan:
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
    handler, family = ("app.handler", "python") if language == PYTHON else ("hello.handler", "node")
    return plan_of(function, handler, family, (), Choices(host=environment()))


if __name__ == "__main__":
    main()
