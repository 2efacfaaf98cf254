"""What a run tells of the state that one invocation leaves to the next."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from lambda_ls.model.function import CodeFolder, Dialect, Function
from lambda_ls.model.place import Place
from lambda_ls.runtime.plan import Choices, Plan, plan_of
from lambda_ls.runtime.state import StateChange, state_changes
from lambda_ls.text.span import Span
from msgspec.structs import replace

from tests.fixture import write
from tests.runtime.running import outcomes, within

needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="needs node")

PYTHON = {
    "app.py": """\
import installed
import stock

calls = 0
limits = {"most": 3}
cache = {}
names = set()


class Counter:
    total = 0


counter = Counter()
loud = stock.Loud()


def handler(event, context):
    global calls
    calls += 1
    cache[calls] = ["seen"]
    names.add("a")
    counter.total = calls
    stock.shelf.append(calls)
    installed.hits += 1
    return calls
""",
    "stock.py": """\
shelf = []


class Loud(dict):
    def __repr__(self):
        raise SystemExit("nobody may ask")

    __iter__ = items = __eq__ = __hash__ = __repr__
""",
    "installed.py": "hits = 0\n",
    "installed-1.0.dist-info/RECORD": "installed.py,sha256=x,9\n",
}
PYTHON_CHANGES = [
    {
        ("app.calls", "0", "1"),
        ("app.cache", "{}", "{1: ['seen']}"),
        ("app.names", "set()", "{'a'}"),
        ("app.counter", "<Counter>", "<Counter>"),
        ("stock.shelf", "[]", "[1]"),
    },
    {
        ("app.calls", "1", "2"),
        ("app.cache", "{1: ['seen']}", "{1: ['seen'], 2: ['seen']}"),
        ("app.counter", "<Counter>", "<Counter>"),
        ("stock.shelf", "[1]", "[1, 2]"),
    },
]
MODULES = {
    "app.mjs": """\
import { shelf, put } from "./stock.mjs";

let calls = 0;
const cache = new Map();
const limits = { most: 3, get loud() { process.exit(3); } };
class Counter {
  total = 0;
}
const counter = new Counter();

export const handler = async () => {
  calls += 1;
  cache.set("a", calls);
  counter.total = limits.most + calls;
  put(calls);
  return shelf.length;
};
""",
    "stock.mjs": "export const shelf = [];\nexport const put = (each) => { shelf.push(each); };\n",
}
MODULE_CHANGES = [
    {
        ("app.calls", "0", "1"),
        ("app.cache", "<Map of 0>", "<Map of 1>"),
        ("app.counter", "<Counter>", "<Counter>"),
        ("app.shelf", "[]", "[1]"),
        ("stock.shelf", "[]", "[1]"),
    },
    {
        ("app.calls", "1", "2"),
        ("app.cache", "<Map of 1>", "<Map of 1>"),
        ("app.counter", "<Counter>", "<Counter>"),
        ("app.shelf", "[1]", "[1, 2]"),
        ("stock.shelf", "[1]", "[1, 2]"),
    },
]
SCRIPTS = {
    "app.js": """\
const stock = require("./stock");
let calls = 0n;
exports.handler = async () => {
  debugger;
  calls += 1n;
  stock.put();
};
""",
    "stock.js": "let puts = 0;\nexports.put = () => { puts += 1; };\n",
}
SCRIPT_CHANGES = [
    {("app.calls", "0n", "1n"), ("stock.puts", "0", "1")},
    {("app.calls", "1n", "2n"), ("stock.puts", "1", "2")},
]


def plan(folder: Path, family: str, *, watches_state: bool = True) -> Plan:
    place = Place(str(folder / "template.yaml"), "", Span(0, 0))
    code = CodeFolder(str(folder))
    function = Function(place.path, "Probe", Dialect.SAM, place, place, None, None, code)
    host = {"PATH": os.environ["PATH"]}
    choices = Choices(timeout=10.0, host=host, watches_state=watches_state)
    return plan_of(function, "app.handler", family, (), choices)


def changes(plan: Plan, times: int = 2) -> list[set[tuple[str, str | None, str | None]]]:
    found = within(lambda host: outcomes(host, plan, [None] * times))
    assert [(each.kind, each.is_cold) for each in found] == [
        ("success", count == 0) for count in range(times)
    ]
    return [{(each.name, each.before, each.after) for each in one.changes} for one in found]


def test_a_python_function_tells_what_it_keeps(tmp_path: Path) -> None:
    write(PYTHON, str(tmp_path))
    assert changes(plan(tmp_path, "python")) == PYTHON_CHANGES


def test_a_function_that_keeps_nothing_tells_nothing(tmp_path: Path) -> None:
    write({"app.py": "import re\nX = [1]\ndef handler(e, c):\n    return X\n"}, str(tmp_path))
    assert changes(plan(tmp_path, "python")) == [set(), set()]


def test_nobody_looks_where_it_is_not_asked_for(tmp_path: Path) -> None:
    write(PYTHON, str(tmp_path))
    assert changes(plan(tmp_path, "python", watches_state=False)) == [set(), set()]


def test_a_variable_that_comes_or_goes_is_told(tmp_path: Path) -> None:
    code = "a = 1\ndef handler(e, c):\n    global b\n    b = 2\n    globals().pop('a', None)\n"
    write({"app.py": code}, str(tmp_path))
    assert changes(plan(tmp_path, "python"), 1) == [{("app.a", "1", None), ("app.b", None, "2")}]


ODD = """\
class Lazy:
    @property
    def __class__(self):
        raise SystemExit("nobody may ask")


class Link:
    def __init__(self, before):
        self.before = before


lazy = Lazy()
most = 10**6000
deep = []
ring = []
ring.append({"ring": ring})
chain = None
calls = 0
for _ in range(2000):
    deep = [deep]
    chain = Link(chain)


def handler(event, context):
    global calls, most, chain
    calls += 1
    most += 1
    chain = Link(chain)
"""


ODD_SCRIPT = """\
const ring = { list: [] };
ring.list.push(ring);
let chain = null;
let calls = 0;
let deep = [];
const proxy = new Proxy({}, { get() { throw new Error("nobody may ask"); } });
const gone = Proxy.revocable({}, {});
gone.revoke();
const revoked = gone.proxy;
for (let i = 0; i < 20000; i++) {
  deep = [deep];
  chain = { before: chain };
}
exports.handler = async () => {
  calls += 1;
  return [ring, deep, chain, proxy, revoked].length;
};
"""


def test_values_that_are_hard_to_look_at_do_not_end_a_python_function(tmp_path: Path) -> None:
    write({"app.py": ODD}, str(tmp_path))
    most = "<int of 19932 bits>"
    assert changes(plan(tmp_path, "python")) == [
        {
            ("app.calls", before, after),
            ("app.most", most, most),
            ("app.chain", "<Link>", "<Link>"),
        }
        for before, after in (("0", "1"), ("1", "2"))
    ]


@needs_node
def test_values_that_are_hard_to_look_at_do_not_end_a_node_function(tmp_path: Path) -> None:
    write({"app.js": ODD_SCRIPT}, str(tmp_path))
    assert changes(plan(tmp_path, "node")) == [{("app.calls", "0", "1")}, {("app.calls", "1", "2")}]


@needs_node
@pytest.mark.parametrize("runtime", ["nodejs22.x", "nodejs24.x"])
@pytest.mark.parametrize(
    ("files", "expected"), [(MODULES, MODULE_CHANGES), (SCRIPTS, SCRIPT_CHANGES)]
)
def test_a_node_function_tells_what_it_keeps(
    tmp_path: Path,
    files: dict[str, str],
    expected: list[set[tuple[str, str | None, str | None]]],
    runtime: str,
) -> None:
    write(files, str(tmp_path))
    found = plan(tmp_path, "node")
    environment = {**dict(found.environment), "AWS_EXECUTION_ENV": f"AWS_Lambda_{runtime}"}
    assert changes(replace(found, environment=tuple(environment.items()))) == expected


@pytest.mark.parametrize("state", ["", "?", "bm8=", "WzFd", "eyJhIjogMX0="])
def test_a_state_that_is_none_tells_no_change(state: str) -> None:
    known = "eyJhIjogWzEsICIxIl19"
    assert state_changes(state, known) in ((), (StateChange("a", None, "1"),))
    assert state_changes(known, state) in ((), (StateChange("a", "1", None),))
