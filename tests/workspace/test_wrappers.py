"""Handlers behind wrappers that stand in other files of the project."""

from __future__ import annotations

from pathlib import Path

import pytest
from lambda_ls.features.completion import complete
from lambda_ls.workspace.scan import scan
from lambda_ls.workspace.settings import Settings
from lambda_ls.workspace.workspace import Workspace

from tests.fixture import write
from tests.languages.python_flow import told

_SEEN = ["a", "context.b attribute"]
_TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: {runtime}
      Events:
        Queue: {{Type: SQS, Properties: {{Queue: !GetAtt Q.Arn}}}}
"""
_HANDLER = 'def handler(event, context):\n    event["a"]\n    context.b\n'
_NODE = 'async (event, context) => { event["a"]; context.b; }'


def _opened(root: Path, files: dict[str, str]) -> Workspace:
    runtime = "nodejs22.x" if any(name.endswith((".js", ".mjs", ".ts")) for name in files) else ""
    template = _TEMPLATE.format(runtime=runtime or "python3.13")
    write({"template.yaml": template, **files}, str(root))
    workspace = Workspace((str(root),), Settings())
    workspace.adopt(scan((str(root),)))
    return workspace


def _accesses(root: Path, files: dict[str, str]) -> list[str]:
    """What is known to be read in the handler's own file."""
    snapshot = _opened(root, files).snapshot()
    flows = snapshot.facts(snapshot.functions()[0]).event.flows
    found = [told(access) for flow in flows for access in flow.flow.accesses]
    # Nothing is said of a wrapper, which is called for many functions.
    own = [told(access) for access in flows[0].flow.accesses] if flows else []
    assert found == own
    return own


def _python(root: Path, wrapper: str, decorator: str = "@wrap") -> list[str]:
    handler = f"from lib.wraps import wrap\n\n\n{decorator}\n{_HANDLER}"
    return _accesses(root, {"app.py": handler, "lib/__init__.py": "", "lib/wraps.py": wrapper})


def _node(root: Path, wrapper: str, call: str = "wrap(fn)") -> list[str]:
    handler = 'const middy = require("@middy/core");\n'
    handler += f'const {{ wrap }} = require("./lib/wraps");\nconst fn = {_NODE};\n'
    handler += f"exports.handler = {call};\n"
    return _accesses(root, {"app.js": handler, "lib/wraps.js": wrapper})


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("return fn(event, context)", _SEEN),
        ("return fn(event=event, context=context)", _SEEN),
        ("print(event)\n        result = fn(event, context)\n        return result", _SEEN),
        ("return fn(event)", ["a"]),
        ('return fn(event["detail"], context)', ["detail.a", "context.b attribute"]),
        ("return fn(change(event), context)", ["context.b attribute"]),
        ("return fn({**event}, context)", ["context.b attribute"]),
        ("return fn(context, event)", ["context.a", "b attribute"]),
        ("return fn()", []),
        ("return other(event, context)", []),
        # Which of two calls it is cannot be told.
        ("return fn(event, context) if event else fn(context, event)", []),
        # What the wrapper writes is its own.
        ('event["a"] = 1\n        return fn(event, context)', ["context.b attribute"]),
        (
            'if "a" not in event:\n            return\n        return fn(event, context)',
            ["a optional", "context.b attribute"],
        ),
        (
            "try:\n            return fn(event, context)\n        except KeyError:\n"
            "            return None",
            ["a optional", "context.b attribute optional"],
        ),
        (
            "try:\n            return fn(event, context)\n        except Exception as error:\n"
            "            print(error)\n            raise",
            ["a caught", "context.b attribute caught"],
        ),
    ],
)
def test_the_handler_gets_what_a_decorator_of_another_file_calls_it_with(
    inner: str, expected: list[str], tmp_path: Path
) -> None:
    wrapper = f"def wrap(fn):\n    def inner(event, context):\n        {inner}\n    return inner\n"
    assert _python(tmp_path, wrapper) == expected


@pytest.mark.parametrize(
    ("wrapper", "decorator"),
    [
        (
            "import functools\ndef wrap(fn):\n    @functools.wraps(fn)\n"
            "    def inner(*args, **kwargs):\n        return fn(*args, **kwargs)\n    return inner",
            "@wrap",
        ),
        (
            "def wrap(level):\n    def decorate(fn):\n        def inner(event, context):\n"
            "            return fn(event, context)\n        return inner\n    return decorate",
            '@wrap("debug")',
        ),
        ("def wrap(fn):\n    return lambda event, context: fn(event, context)", "@wrap"),
        (
            "def wrap(fn):\n    def inner(event, context):\n"
            "        return run(fn, event, context)\n    return inner\n"
            "def run(call, event, context):\n    return call(event, context)",
            "@wrap",
        ),
    ],
)
def test_decorators_of_other_files_are_seen_through(
    wrapper: str, decorator: str, tmp_path: Path
) -> None:
    assert _python(tmp_path, wrapper, decorator) == _SEEN


def test_several_decorators_are_seen_through_from_outside_to_inside(tmp_path: Path) -> None:
    files = {
        "app.py": (
            "import wraps\nfrom aws_lambda_powertools import Logger\nlogger = Logger()\n"
            f"@wraps.detail\n@logger.inject_lambda_context\n@wraps.first\n{_HANDLER}"
        ),
        "wraps.py": (
            'def detail(fn):\n    return lambda event, context: fn(event["detail"], context)\n'
            'def first(fn):\n    return lambda event, context: fn(event["x"][0], context)\n'
        ),
    }
    assert _accesses(tmp_path, files) == ["detail.x[].a", "context.b attribute"]


@pytest.mark.parametrize(
    ("before", "wrapper"),
    [
        ("from absent import wrap", ""),
        ("from wraps import wrap", "wrap = make()"),
        (
            "from wraps import wrap",
            "class wrap:\n    def __init__(self, fn):\n        self.fn = fn",
        ),
        # What is around it gets the event first, and gives it to a wrapper of this file.
        (
            "import wraps\ndef wrap(fn):\n    return lambda event, context: fn(event['x'], 1)",
            "def inner(fn):\n    return lambda event, context: fn(event['y'], context)",
        ),
    ],
)
def test_nothing_is_known_behind_decorators_that_cannot_be_read(
    before: str, wrapper: str, tmp_path: Path
) -> None:
    inner = "@wraps.inner\n" if "wraps.inner" in wrapper or "import wraps\n" in before else ""
    files = {"app.py": f"{before}\n@wrap\n{inner}{_HANDLER}", "wraps.py": wrapper}
    assert _accesses(tmp_path, files) == []


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("fn(event, context)", _SEEN),
        ("{ console.log(event); return await fn(event, context); }", _SEEN),
        ("fn.call(this, event, context)", _SEEN),
        ("{ const run = () => fn(event, context); return run(); }", _SEEN),
        ("fn(event)", ["a"]),
        ("fn(event.detail, context)", ["detail.a", "context.b attribute"]),
        ("{ for (const each of event.Records) await fn(each, context); }", None),
        ("fn(JSON.parse(event.body), context)", ["body|json.a", "context.b attribute"]),
        ("fn({ ...event, a: 1 }, context)", ["context.b attribute"]),
        ("event.x ? fn(event, context) : fn(context, event)", []),
        ("other(event, context)", []),
        ("{ event.a = JSON.parse(event.a); return fn(event, context); }", _SEEN[1:]),
        (
            "{ if (!event.a) { return; } return fn(event, context); }",
            ["a optional", "context.b attribute"],
        ),
        (
            "{ try { return await fn(event, context); } catch { return null; } }",
            ["a optional", "context.b attribute optional"],
        ),
        (
            "{ try { return await fn(event, context); } "
            "catch (error) { console.error(error); throw error; } }",
            ["a caught", "context.b attribute caught"],
        ),
    ],
)
def test_the_handler_gets_what_a_function_of_another_file_calls_it_with(
    inner: str, expected: list[str] | None, tmp_path: Path
) -> None:
    found = _node(tmp_path, f"exports.wrap = (fn) => async (event, context) => {inner};")
    assert found == (["Records[].a", "context.b attribute"] if expected is None else expected)


@pytest.mark.parametrize(
    ("wrapper", "call"),
    [
        ("exports.wrap = (fn) => async (...all) => fn(...all);", "wrap(fn)"),
        ("exports.wrap = (a, fn) => async (event, context) => fn(event, context);", "wrap(1, fn)"),
        (
            "exports.wrap = (options) => (fn) => async (event, context) => fn(event, context);",
            "wrap({ level: 1 })(fn)",
        ),
        (
            "exports.wrap = function (fn) {\n  async function run(event, context) {\n"
            "    return fn(event, context);\n  }\n  return run;\n};",
            "wrap(fn)",
        ),
        (
            "exports.wrap = (fn) => {\n  const run = async (event, context) =>\n"
            "    fn(event, context);\n  return run;\n};",
            "wrap(fn)",
        ),
        (
            "const middy = require('@middy/core');\nconst cors = require('@middy/http-cors');\n"
            "exports.wrap = (fn) => middy(fn).use(cors());",
            "wrap(fn)",
        ),
        ("exports.wrap = (fn) => async (event, context) => fn(event, context);", "wrap(wrap(fn))"),
        (
            "exports.wrap = (fn) => async (event, context) => fn(event, context);",
            "middy(wrap(fn))",
        ),
    ],
)
def test_functions_of_other_files_are_seen_through(wrapper: str, call: str, tmp_path: Path) -> None:
    assert _node(tmp_path, wrapper, call) == _SEEN


@pytest.mark.parametrize(
    "wrapper",
    [
        "",
        "exports.wrap = make();",
        "exports.wrap = (fn) => { fns.push(fn); return main; };",
        "const middy = require('@middy/core');\nexports.wrap = (fn) => middy(fn).use(own());",
        "exports.wrap = (fn) => { fn = change(fn); return async (event) => fn(event); };",
        "exports.wrap = (fn) => async (event) => { fn = change(fn); return fn(event); };",
        "exports.wrap = (fn) => { function run(e) { return fn(e); } run = x; return run; };",
        "exports.wrap = ({ fn }) => async (event, context) => fn(event, context);",
        "exports.wrap = (fn = other) => async (event, context) => fn(event, context);",
    ],
)
def test_nothing_is_known_behind_functions_that_cannot_be_read(
    wrapper: str, tmp_path: Path
) -> None:
    assert _node(tmp_path, wrapper) == []


def test_a_wrapper_is_found_by_an_alias_of_the_compiler(tmp_path: Path) -> None:
    handler = 'import { wrap } from "@libs/wraps";\n'
    handler += f"export const handler = wrap({_NODE});\n"
    wrapper = "export const wrap = (fn) => async (event, context) => fn(event, context);"
    settings = '{"compilerOptions": {"paths": {"@libs/*": ["./src/libs/*"]}}}'
    files = {"app.ts": handler, "src/libs/wraps.ts": wrapper}
    assert _accesses(tmp_path / "without", files) == []
    assert _accesses(tmp_path / "with", {**files, "tsconfig.json": settings}) == _SEEN


def test_a_change_of_the_aliases_is_seen_in_the_handler(tmp_path: Path) -> None:
    handler = 'import { wrap } from "@libs/wraps";\n'
    handler += "export const handler = wrap(async (event) => event.Recrods.length);\n"
    wrapper = "export const wrap = (fn) => async (event, context) => fn(event, context);"
    files = {"app.ts": handler, "libs/wraps.ts": wrapper, "tsconfig.json": "{}"}
    workspace = _opened(tmp_path, files)

    def reads() -> int:
        snapshot = workspace.snapshot()
        return len(snapshot.facts(snapshot.functions()[0]).event.events)

    assert reads() == 0
    changed = tmp_path / "tsconfig.json"
    changed.write_text('{"compilerOptions": {"paths": {"@libs/*": ["./libs/*"]}}}', "utf-8")
    workspace.disk_changed([str(changed)])
    assert reads() == 1


def test_what_a_middleware_in_a_wrapper_of_another_file_writes_is_its_own(tmp_path: Path) -> None:
    wrapper = "const middy = require('@middy/core');\n"
    wrapper += "const parse = require('@middy/http-json-body-parser');\n"
    wrapper += "exports.wrap = (fn) => middy(fn).use(parse());"
    handler = "exports.handler = wrap(async (event) => { event.body.order; event.a; });"
    files = {"app.js": f'const {{ wrap }} = require("./wraps");\n{handler}', "wraps.js": wrapper}
    assert _accesses(tmp_path, files) == ["a attribute"]


def test_a_change_of_the_wrapper_is_seen_in_the_handler(tmp_path: Path) -> None:
    wrapper = "exports.wrap = (fn) => async (event, context) => fn({event}, context);\n"
    handler = 'const { wrap } = require("./wraps");\n'
    handler += "exports.handler = wrap(async (event) => event.Recrods.length);\n"
    workspace = _opened(tmp_path, {"app.js": handler, "wraps.js": wrapper.format(event="{}")})

    def reads() -> int:
        snapshot = workspace.snapshot()
        return len(snapshot.facts(snapshot.functions()[0]).event.events)

    assert reads() == 0
    (tmp_path / "wraps.js").write_text(wrapper.format(event="event"), encoding="utf-8")
    workspace.disk_changed([str(tmp_path / "wraps.js")])
    assert reads() == 1


@pytest.mark.parametrize("is_python", [True, False])
def test_keys_of_the_event_are_completed_behind_a_wrapper(is_python: bool, tmp_path: Path) -> None:
    if is_python:
        name, code = "app.py", "from wraps import wrap\n@wrap\ndef handler(event, context):\n"
        code += '    for record in event["Records"]:\n        record[""]\n'
        wrapper = {"wraps.py": "def wrap(fn):\n    return lambda event, ctx: fn(event, ctx)\n"}
    else:
        name, code = "app.js", 'const { wrap } = require("./wraps");\nexports.handler = wrap('
        code += 'async (event) => {\n  for (const record of event.Records) {\n    record[""];\n'
        code += "  }\n});\n"
        wrapper = {"wraps.js": "exports.wrap = (fn) => async (event) => fn(event);\n"}
    snapshot = _opened(tmp_path, {name: code, **wrapper}).snapshot()
    found = complete(snapshot, str(tmp_path / name), code.index('[""]') + 2)
    assert "messageId" in [each.label for each in found]
