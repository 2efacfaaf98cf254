"""What must never bring the server down, hold it up or lead it out of the workspace."""

from __future__ import annotations

import builtins
import codecs
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lambda_ls.features.diagnostics import Diagnostics
from lambda_ls.workspace.disk import LARGEST_FILE
from lambda_ls.workspace.scan import scan
from lambda_ls.workspace.settings import Settings
from lambda_ls.workspace.workspace import Workspace

from tests.effort import at_most
from tests.workbench import TODAY
from tests.workspace.watching import Watch, watch

SERVER = Path(__file__).parents[2] / "server"
DEEP = 10_000
LONG = "a" * 100_000
MOST_CALLS = 20_000_000
"""Each of these makes a fraction of them, and endlessly many where something grows too fast."""

SAM = """\
AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {Runtime: python3.13, Timeout: 3}
Parameters:
  Stage: {Type: String, Default: dev}
Resources:
  # Takes orders. 😀
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ./src/
      Handler: app.handler
      Environment: &env
        Variables:
          TABLE: !Sub "${Stage}-orders"
      Events:
        Queue: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}
  Other:
    Type: AWS::Serverless::Function
    Properties:
      Environment: *env
      InlineCode: |
        def handler(event, context):
          return 1
      Handler: index.handler
  Queue:
    Type: AWS::SQS::Queue
"""
CLOUDFORMATION = json.dumps(
    {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Resources": {
            "Orders": {
                "Type": "AWS::Lambda::Function",
                "Properties": {
                    "Runtime": "nodejs22.x",
                    "Handler": "app.handler",
                    "Code": {"ZipFile": "exports.handler = async () => 1;"},
                    "Role": {"Fn::GetAtt": ["Role", "Arn"]},
                },
            },
            "Other": {
                "Type": "AWS::Lambda::Function",
                "Properties": {"Runtime": "python3.13", "Handler": "app.handler", "Code": "src"},
            },
        },
    },
    indent="\t",
)
SERVERLESS = """\
service: orders
provider:
  name: aws
  runtime: nodejs22.x
  stage: ${opt:stage, 'dev'}
custom: ${file(custom.yml):${self:provider.stage}}
functions:
  orders:
    handler: src/app.handler
    events:
      - sqs: {arn: "${self:custom.queue}"}
      - httpApi: 'GET /orders/{id}'
  other: ${file(other.yml):other}
"""
TEMPLATES = {
    "template.yaml": SAM,
    "template.json": CLOUDFORMATION,
    "serverless.yml": SERVERLESS,
    "serverless.json": '{"service": "x", "provider": {"name": "aws"},\n"functions": {"a": {\n'
    '"handler": "src/app.handler", "runtime": "python3.13"}}}',
}
CODE = {
    "src/app.py": 'import os\ndef handler(event, context):\n    return os.environ.get("TABLE")\n',
    "src/app.js": "exports.handler = async (event) => event;\n",
    "custom.yml": "dev: {queue: arn}\n",
    "other.yml": "other: {handler: src/app.handler}\n",
}


def sam(**properties: object) -> str:
    """A template with one function, as JSON so that any text can be written."""
    function = {"Runtime": "python3.13", "Handler": "app.handler", **properties}
    resource = {"Type": "AWS::Serverless::Function", "Properties": function}
    return json.dumps({"Resources": {"Orders": resource}})


def put(root: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def opened(root: Path) -> Workspace:
    workspace = Workspace((str(root),), Settings(today=TODAY))
    workspace.adopt(scan((str(root),)))
    return workspace


def rules(workspace: Workspace) -> list[str]:
    """The rules of all findings, after looking at everything else that is asked for as well."""
    snapshot = workspace.snapshot()
    found = [finding for file in Diagnostics().everywhere(snapshot) for finding in file.findings]
    for finding in found:
        source = snapshot.source(finding.place.path)
        assert source is not None
        span = snapshot.span(finding.place)
        assert 0 <= span.start <= span.end <= len(source)
        assert len(finding.message) < 2_000
    for function in snapshot.functions():
        snapshot.span(snapshot.facts(function).function.extent)
        snapshot.function_at(function.template, 0)
        snapshot.handlers_in(function.template)
    return [finding.rule for finding in found]


def check(
    monkeypatch: pytest.MonkeyPatch, root: Path, files: Mapping[str, str | bytes]
) -> tuple[list[str], Watch]:
    """The rules found in a project, and what was read for them; nothing of it outside."""
    put(root, files)
    with monkeypatch.context() as patched, at_most(MOST_CALLS):
        watched = watch(patched, root)
        found = rules(opened(root))
    assert watched.outside == []
    assert watched.count > 0
    return found, watched


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    put(root, {**TEMPLATES, **CODE})
    return root


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_that_ends_anywhere_has_findings_in_its_text(name: str, project: Path) -> None:
    workspace = opened(project)
    text = TEMPLATES[name]
    for end in range(len(text) + 1):
        workspace.open(str(project / name), text[:end])
        rules(workspace)
    workspace.open(str(project / name), text)
    assert rules(workspace) == rules(opened(project))


@pytest.mark.parametrize("name", TEMPLATES)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    edits=st.lists(
        st.tuples(
            st.integers(0, 2_000),
            st.integers(0, 12),
            st.text(
                st.sampled_from("ab: \n\t-'\"{}[]()&*!|>#$?,%@`\\\0\ufeff\ud800\u2028😀"),
                max_size=6,
            ),
        ),
        max_size=6,
    )
)
def test_a_template_with_anything_typed_anywhere_has_findings_in_its_text(
    name: str, project: Path, edits: list[tuple[int, int, str]]
) -> None:
    workspace = opened(project)
    text = TEMPLATES[name]
    for at, length, typed in edits:
        at %= len(text) + 1
        text = text[:at] + typed + text[at + length :]
        workspace.open(str(project / name), text)
        rules(workspace)
    fresh = opened(project)
    fresh.open(str(project / name), text)
    assert rules(workspace) == rules(fresh)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(["src/app.py", "src/app.js"]),
    text=st.text(
        st.sampled_from("defhandlrxpots. =(){}[]\n\t'\"`@:*,;/#\\\0\ufeff\ud800\u2028😀"),
        max_size=80,
    ),
)
@example(name="src/app.py", text="\ud800")
def test_code_with_anything_in_it_breaks_nothing(name: str, text: str, project: Path) -> None:
    workspace = opened(project)
    workspace.open(str(project / name), text)
    rules(workspace)
    workspace.close(str(project / name))
    assert rules(workspace) == rules(opened(project))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(SAM.encode("utf-8-sig"), [], id="byte order mark"),
        pytest.param(SAM.encode("utf-16"), [], id="UTF-16"),
        pytest.param(SAM.replace("\n", "\r\n").encode(), [], id="CRLF"),
        pytest.param(SAM.replace("\n", "\r").encode(), None, id="CR"),
        pytest.param(SAM.encode("utf-32"), [], id="UTF-32 is no text"),
        pytest.param(SAM.encode("utf-16-le"), [], id="UTF-16 without a mark is no text"),
        pytest.param(SAM.replace("😀", "é").encode("latin-1"), [], id="Latin-1"),
        pytest.param(SAM.encode() + b"\0", None, id="NUL at the end"),
        pytest.param(
            SAM.replace("      CodeUri", "\tCodeUri").encode(), ["template-syntax"], id="tab"
        ),
        pytest.param(SAM.encode() + b"#" * 10_000_000, [], id="10 MB"),
        pytest.param(b"AWS::" + b"\t" * 1_000_000 + b"x", [], id="a line of tabs"),
        pytest.param(b"Resources:\n" + b" " * 1_000_000 + b"a: AWS::", [], id="a line of blanks"),
        pytest.param(b"AWS::\n" + b"\n" * 1_000_000 + b"provider", [], id="empty lines"),
        pytest.param(b"Resources:\n  A: " + b"AWS:" * 100_000, [], id="a line of colons"),
    ],
)
def test_a_file_in_any_encoding_is_read_or_left_alone(
    content: bytes, expected: list[str] | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, _ = check(
        monkeypatch, tmp_path, {"template.yaml": content, "src/app.py": CODE["src/app.py"]}
    )
    if expected is not None:
        assert found == expected


@pytest.mark.parametrize(
    "encoded",
    [SAM.encode("utf-8-sig"), SAM.encode("utf-16"), codecs.BOM_UTF16_BE + SAM.encode("utf-16-be")],
)
def test_a_template_with_a_byte_order_mark_has_its_functions(
    encoded: bytes, tmp_path: Path
) -> None:
    put(tmp_path, {"template.yaml": encoded})
    names = [each.name for each in opened(tmp_path).snapshot().functions()]
    assert names == ["Orders", "Other"]


def test_a_byte_order_mark_in_the_editor_hides_nothing(tmp_path: Path) -> None:
    text = "\ufeffResources:\n" + SAM.partition("Resources:\n")[2]
    workspace = opened(tmp_path)
    workspace.open(str(tmp_path / "template.yaml"), text)
    assert [each.name for each in workspace.snapshot().functions()] == ["Orders", "Other"]


def test_a_text_of_10_mb_in_the_editor_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path, {"template.yaml": SAM, **CODE})
    workspace = opened(tmp_path)
    with at_most(MOST_CALLS):
        workspace.open(str(tmp_path / "template.yaml"), SAM + "#" * 5 * LARGEST_FILE)
        workspace.open(str(tmp_path / "src/app.py"), "((((((" * LARGEST_FILE)
        assert rules(workspace) == []
        assert workspace.snapshot().functions() == ()
    workspace.open(str(tmp_path / "template.yaml"), SAM)
    assert len(workspace.snapshot().functions()) == 2


def _alias_bomb() -> str:
    lines = ["      L0: &L0 lol"]
    lines += [f"      L{n}: &L{n} [{', '.join([f'*L{n - 1}'] * 9)}]" for n in range(1, 60)]
    return "\n".join(lines)


DEEP_VALUES = {
    "YAML flow sequences": "[" * DEEP + "]" * DEEP,
    "YAML flow mappings": "{a: " * DEEP + "}" * DEEP,
    "YAML block sequences": "\n        " + "- " * DEEP + "x",
    "YAML block keys": "\n        " + "? " * DEEP + "x",
    "intrinsic functions": '{"Fn::Join": ["", [' * DEEP + "]]}" * DEEP,
    "short intrinsic functions": "!Join ['', [" * 300 + "x" + "]]" * 300,
    "substitutions": '!Sub "' + "${" * DEEP + "}" * DEEP + '"',
    "an alias bomb": "x\n" + _alias_bomb(),
}


@pytest.mark.parametrize(
    "key", ["Handler", "CodeUri", "Events", "Environment", "Runtime", "Layers"]
)
@pytest.mark.parametrize("value", DEEP_VALUES.values(), ids=DEEP_VALUES.keys())
def test_a_value_of_any_depth_spoils_only_its_own_function(
    key: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  Deep:\n"
        "    Type: AWS::Serverless::Function\n    Properties:\n"
        f"      {key}: {value}\n"
        "  Wrong:\n    Type: AWS::Serverless::Function\n    Properties:\n"
        "      Handler: ap.handler\n      Runtime: python3.13\n"
    )
    found, _ = check(monkeypatch, tmp_path, {"template.yaml": text, "app.py": CODE["src/app.py"]})
    assert "handler-module-not-found" in found


@pytest.mark.parametrize("value", ["&a [*a]", "&a {<<: *a}", "&a {*a : *a}"])
def test_what_holds_itself_is_a_mistake_in_the_text(
    value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = SAM.replace("./src/", value)
    assert check(monkeypatch, tmp_path, {"template.yaml": text, **CODE})[0] == ["template-syntax"]


def test_merges_of_merges_cost_no_more_than_their_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = "".join(f"    k{n}: 1\n" for n in range(10_000))
    merges = "".join(f"  m{n}: &m{n} {{<<: *base}}\n" for n in range(10_000))
    text = f"{SAM}Mappings:\n  base: &base\n{base}{merges}"
    assert check(monkeypatch, tmp_path, {"template.yaml": text, **CODE})[0] == []


@pytest.mark.parametrize(
    "text",
    [
        '{"Resources": ' + "[" * 1_000_000,
        '{"Resources": ' + '{"a": ' * DEEP + "1" + "}" * DEEP + "}",
        '{"Resources": ' + "[" * DEEP,
        '{"Resources": {"A": {"Type": "AWS::Lambda::Function", "Properties": ' + '{"Code":' * DEEP,
        sam(Handler={"Fn::Sub": ["${a}", {"a": "${a}"}]}),
    ],
)
def test_json_of_any_depth_is_no_trouble(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = text.replace("{", '{"AWSTemplateFormatVersion": "2010-09-09", ', 1)
    check(monkeypatch, tmp_path, {"template.json": text})


@pytest.mark.parametrize(
    "value",
    [
        "${self:custom.a}",
        "${self:functions.a.handler}",
        "${self:}",
        "${file(serverless.yml)}",
        "${file(serverless.yml):functions.a.handler}",
        "${" * DEEP,
        "${self:" * 1_000 + "custom.a" + "}" * 1_000,
        "${opt:a, " * 1_000 + "'x'" + "}" * 1_000,
        "${file(" * 1_000 + ")}" * 1_000,
        "${self:custom.b}${self:custom.b}${self:custom.b}",
    ],
)
def test_variables_that_lead_to_themselves_come_to_an_end(
    value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubling = "".join(f"  b{n}: {f'${{self:custom.b{n + 1}}}' * 2}\n" for n in range(60))
    text = (
        "service: x\nprovider: {name: aws, runtime: python3.13}\n"
        f"custom:\n  a: {value}\n  b: ${{self:custom.b0}}\n{doubling}"
        f"functions:\n  a:\n    handler: {value}\n  wrong:\n    handler: ap.handler\n"
    )
    found, _ = check(monkeypatch, tmp_path, {"serverless.yml": text, "app.py": CODE["src/app.py"]})
    assert "handler-module-not-found" in found


DEEP_PYTHON = {
    "parentheses": "x = " + "(" * DEEP + ")" * DEEP,
    "open parentheses": "x = " + "(" * DEEP,
    "lists": "x = " + "[" * DEEP + "]" * DEEP,
    "calls": "x = " + "f(" * DEEP + ")" * DEEP,
    "attributes": "x = a" + ".b" * DEEP,
    "subscripts": "x = a" + "[0]" * DEEP,
    "sums": "x = 1" + " + 1" * DEEP,
    "texts": "x = ''" + " ''" * DEEP,
    "conditions": "x = " + "1 if a else " * DEEP + "1",
    "lambdas": "x = " + "lambda: " * DEEP + "1",
    "assignments": "x = " * DEEP + "1",
    "decorators": "@a\n" * DEEP + "def f(): pass",
    "blocks": "".join(" " * n + "if x:\n" for n in range(500)) + " " * 500 + "pass",
    "elif": "if x: pass\n" + "elif x: pass\n" * DEEP,
    "unions": "x: " + "a | " * DEEP + "a = 1",
    "names": "".join(f"x{n} = x{n + 1}\n" for n in range(DEEP)),
}
DEEP_NODE = {
    "braces": "{" * DEEP + "}" * DEEP,
    "open braces": "{" * DEEP,
    "objects": "x = " + "{a: " * DEEP + "1" + "}" * DEEP,
    "calls": "f(" * DEEP + ")" * DEEP,
    "functions": "(() => {" * DEEP + "})()" * DEEP,
    "members": "a" + ".b" * DEEP,
    "chained calls": "a" + ".b()" * DEEP,
    "sums": "x = 1" + " + 1" * DEEP,
    "commas": "x = (1" + ", 1" * DEEP + ")",
    "conditions": "x = " + "a ? b : " * DEEP + "c",
    "assignments": "x = " * DEEP + "1",
    "exports": "exports.a = " * DEEP + "1",
    "templates": "x = " + "`${" * DEEP + "}`" * DEEP,
    "else": "if (x) {}" + " else if (x) {}" * DEEP,
    "patterns": "const " + "{a: " * DEEP + "b" + "}" * DEEP + " = x",
    "names": "".join(f"const x{n} = x{n + 1};\n" for n in range(DEEP)),
}


@pytest.mark.parametrize("around", ["before", "behind", "in the handler", "as the handler"])
@pytest.mark.parametrize("code", DEEP_PYTHON.values(), ids=DEEP_PYTHON.keys())
def test_python_of_any_depth_is_no_trouble(
    around: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = "def handler(event, context):\n    return None\n"
    text = {
        "before": f"{code}\n{handler}",
        "behind": f"{handler}\n{code}\n",
        "in the handler": f"{handler}    {code.replace(chr(10), chr(10) + '    ')}\n",
        "as the handler": f"{code}\nhandler = x\n",
    }[around]
    found, _ = check(monkeypatch, tmp_path, {"template.yaml": sam(), "app.py": text})
    assert "handler-module-not-found" not in found


@pytest.mark.parametrize("extension", ["js", "ts", "tsx"])
@pytest.mark.parametrize("code", DEEP_NODE.values(), ids=DEEP_NODE.keys())
def test_node_code_of_any_depth_is_no_trouble(
    extension: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = sam(Runtime="nodejs22.x", Handler="app.handler")
    for text in (
        f"{code}\nexports.handler = async () => 1;\n",
        f"exports.handler = async () => 1;\n{code}",
        f"exports.handler = async () => {{ {code} }};",
        f"{code};\nmodule.exports = {{handler: x}};\nexports.handler = x;",
    ):
        found, _ = check(
            monkeypatch, tmp_path, {"template.yaml": template, f"app.{extension}": text}
        )
        assert "handler-module-not-found" not in found


@pytest.mark.parametrize(
    ("name", "runtime"),
    [("app.py", "python3.13"), ("app.js", "nodejs22.x"), ("app.ts", "nodejs22.x")],
)
@pytest.mark.parametrize(
    "content",
    [
        b"\x7fELF\x02\x01\x01\0\0\0\0",
        bytes(range(256)) * 100,
        b"\xff" * 10_000,
        b"\xff\xfe" + b"\0" * 9_999,
        b"def handler(" * 50_000,
        b"\x1b[31m",
    ],
)
def test_binary_files_named_like_code_give_no_finding(
    name: str, runtime: str, content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: dict[str, str | bytes] = {"template.yaml": sam(Runtime=runtime), name: content}
    found, _ = check(monkeypatch, tmp_path, files)
    assert found == []


def test_binary_files_named_like_templates_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    binary = b"AWS::Serverless::Function\0" + bytes(range(256)) * 100
    names = ("a.yaml", "b.json", "c.template", "serverless.yml")
    files: dict[str, str | bytes] = dict.fromkeys(names, binary)
    assert check(monkeypatch, tmp_path, files)[0] == []


def test_python_2_code_has_its_handler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "from __future__ import print_function\nimport urllib2\n"
        "def handler(event, context):\n    print 'x', `event`\n"
        "    try:\n        raise ValueError, 'no'\n"
        "    except ValueError, e:\n        exec 'x' in {}\n"
        "    return 0777 <> 0L\n"
    )
    found = check(monkeypatch, tmp_path, {"template.yaml": sam(), "app.py": code})[0]
    assert found == ["removed-stdlib-module"]


def test_a_template_in_a_folder_with_braces_in_its_name_is_a_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = "{{cookiecutter.project_name}}"
    files: dict[str, str | bytes] = {
        f"{folder}/template.yaml": sam(Handler="ap.handler"),
        f"{folder}/app.py": CODE["src/app.py"],
    }
    assert check(monkeypatch, tmp_path, files)[0] == ["handler-module-not-found"]


@pytest.mark.parametrize(
    "line",
    [
        "      Handler: {{ cookiecutter.handler }}",
        "      Handler: '{{ cookiecutter.handler }}.handler'",
        "      {% if cookiecutter.runtime == 'python' %}",
        "      CodeUri: {{cookiecutter.folder}}/",
        "      {%- for name in names %}",
        "#set($x = 1)",
        "{{#each functions}}",
    ],
)
def test_templates_of_template_engines_are_silent(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  Orders:\n"
        "    Type: AWS::Serverless::Function\n    Properties:\n"
        f"      Runtime: python3.13\n      Handler: ap.handler\n{line}\n"
    )
    files: dict[str, str | bytes] = {"template.yaml": text, "app.py": CODE["src/app.py"]}
    assert check(monkeypatch, tmp_path, files)[0] == []


HOSTILE_TEXTS = {
    "parents": "../../../etc/passwd",
    "many parents": "../" * 1_000 + "etc/passwd",
    "absolute": "/etc/passwd",
    "home": "~/app",
    "home of root": "~root/app",
    "variable": "$HOME/app",
    "drive": "C:\\Windows\\app",
    "drive with slash": "C:/Windows/app",
    "relative to a drive": "C:app",
    "share": "\\\\server\\share\\app",
    "device": "\\\\.\\PhysicalDrive0",
    "stream": "app.py:stream",
    "reserved name": "CON",
    "NUL": "a\0b",
    "long name": LONG,
    "long path": "a/" * 50_000,
    "deep path": "a/" * 1_900,
    "many dots": "." * 100_000,
    "long dotted": "a." * 50_000,
    "escaped surrogate": "\ud800\udfff",
    "surrogate of a byte": "\udcff",
    "emoji": "😀/👩‍👩‍👧",
    "right to left": "\u202eapp",
    "line separators": "a\u2028b\u2029c",
    "control characters": "a\x1b[31m\x07\x08",
    "line ends": "a\r\nb",
    "blank": " ",
    "empty": "",
    "pattern": "**/*.[py]{a,b}?",
    "address": "file:///etc/passwd",
    "format": "%s{0}{name}%(x)s",
}


@pytest.mark.parametrize("runtime", ["python3.13", "nodejs22.x", "ruby3.4", "java21", "dotnet8"])
@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS.keys())
def test_a_handler_string_leads_nowhere_but_into_the_workspace(
    text: str, runtime: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "root"
    put(tmp_path, {"etc/passwd.py": "", "etc/passwd.js": "", "app.py": CODE["src/app.py"]})
    files: dict[str, str | bytes] = {
        f"deep/{number}.yaml": sam(Handler=text + suffix, Runtime=runtime)
        for number, suffix in enumerate(("", ".handler", "/app.handler"))
    }
    files["deep/app.py"] = CODE["src/app.py"]
    files["deep/app.js"] = CODE["src/app.js"]
    _, watched = check(monkeypatch, root, files)
    assert watched.count < 500


@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS.keys())
def test_a_hostile_handler_is_opened_in_the_editor_as_well(text: str, tmp_path: Path) -> None:
    put(tmp_path, CODE)
    workspace = opened(tmp_path)
    with at_most(MOST_CALLS):
        for name, template in (
            (
                "template.yaml",
                f"Resources:\n  A:\n    Type: AWS::Serverless::Function\n"
                f"    Properties: {{Runtime: python3.13, Handler: '{text}.handler'}}\n",
            ),
            ("template.json", sam(Handler=f"{text}.handler").replace("\\u", "\\u")),
            ("serverless.yml", f"provider: aws\nfunctions:\n  a:\n    handler: '{text}.handler'\n"),
        ):
            workspace.open(str(tmp_path / name), template)
            rules(workspace)


@pytest.mark.parametrize(
    "place",
    [
        lambda text: sam(CodeUri=text),
        lambda text: sam(CodeUri=text, Runtime="nodejs22.x"),
        lambda text: sam(CodeUri=text, Runtime="java21", Handler="a.B::c"),
        lambda text: sam(InlineCode=text, Handler="index.handler"),
        lambda text: sam(Layers=[text]),
        lambda text: sam(ImageUri=text),
        lambda text: sam(Events={text: {"Type": text, "Properties": {"Queue": text}}}),
        lambda text: sam(Environment={"Variables": {text: text}}),
        lambda text: sam(Runtime=text),
        lambda text: sam(Metadata={"BuildMethod": text}),
        lambda text: json.dumps(
            {
                "Resources": {
                    text: {
                        "Type": "AWS::Serverless::Function",
                        "Properties": {"Handler": "app.handler", "Runtime": "python3.13"},
                    }
                }
            }
        ),
        lambda text: json.dumps(
            {
                "Resources": {
                    "Nested": {
                        "Type": "AWS::Serverless::Application",
                        "Properties": {"Location": text},
                    },
                    "Stack": {
                        "Type": "AWS::CloudFormation::Stack",
                        "Properties": {"TemplateURL": text},
                    },
                }
            }
        ),
        lambda text: json.dumps(
            {
                "Resources": {
                    "Layer": {
                        "Type": "AWS::Serverless::LayerVersion",
                        "Properties": {"ContentUri": text},
                    },
                    "Orders": {
                        "Type": "AWS::Serverless::Function",
                        "Properties": {
                            "Handler": "nowhere.handler",
                            "Runtime": "python3.13",
                            "Layers": [{"Ref": "Layer"}],
                        },
                    },
                }
            }
        ),
        lambda text: json.dumps(
            {
                "Resources": {
                    "Orders": {
                        "Type": "AWS::Lambda::Function",
                        "Properties": {
                            "Handler": "app.handler",
                            "Runtime": "python3.13",
                            "Code": text,
                        },
                    }
                }
            }
        ),
        lambda text: json.dumps(
            {
                "Resources": {
                    "Orders": {
                        "Type": "AWS::Serverless::Function",
                        "Metadata": {
                            "BuildMethod": "esbuild",
                            "BuildProperties": {"EntryPoints": [text]},
                        },
                        "Properties": {"Handler": "app.handler", "Runtime": "nodejs22.x"},
                    }
                }
            }
        ),
    ],
)
@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS.keys())
def test_a_path_in_a_template_leads_nowhere_but_into_the_workspace(
    text: str,
    place: Callable[[str], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = tmp_path / "root"
    put(tmp_path, {"etc/passwd": sam(), "etc/app.py": "", "app.py": CODE["src/app.py"]})
    _, watched = check(monkeypatch, root, {"deep/template.json": place(text), **CODE})
    assert watched.count < 500


@pytest.mark.parametrize(
    "name",
    [
        "../outside.yml",
        "../../etc/passwd",
        "../../etc/passwd.yml",
        "/etc/passwd",
        "/dev/zero",
        "/dev/zero.yml",
        "/proc/self/environ",
        "~/secret.yml",
        "pipe.yml",
        "link.yml",
        "folder.yml",
        "large.yml",
        "serverless.yml",
        "C:\\secret.yml",
        "a\\0b.yml",
        "a" * 100_000 + ".yml",
        "a/" * 10_000 + "b.yml",
        "${file(${file(pipe.yml)})}",
        "custom.js",
    ],
)
def test_a_file_that_a_service_includes_is_read_only_in_the_workspace(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "root"
    put(tmp_path, {"outside.yml": "a: {handler: ap.handler}\n"})
    put(root, {"large.yml": b"#" * (LARGEST_FILE + 1), "folder.yml/a.yml": ""})
    os.mkfifo(root / "pipe.yml")
    (root / "link.yml").symlink_to(tmp_path / "outside.yml")
    text = (
        "service: x\nprovider: {name: aws, runtime: python3.13}\n"
        f"custom: ${{file({name})}}\n"
        "functions:\n"
        f"  - ${{file({name})}}\n"
        f"  - ${{file({name}):a}}\n"
        f"  - wrong: {{handler: ap.handler}}\n"
    )
    files: dict[str, str | bytes] = {"serverless.yml": text, "app.py": CODE["src/app.py"]}
    found, watched = check(monkeypatch, root, files)
    assert found.count("handler-module-not-found") <= 1
    assert watched.count < 500


def test_what_is_no_ordinary_file_is_no_template_and_no_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    os.mkfifo(tmp_path / "app.py")
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    (tmp_path / "folder.yaml").mkdir()
    assert check(monkeypatch, tmp_path, {"template.yaml": sam()})[0] == []


def test_links_that_lead_out_of_the_workspace_are_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "root"
    put(tmp_path, {"secret.yaml": sam(Handler="ap.handler"), "secret/app.py": "def other(): pass"})
    put(root, {"src/other.py": ""})
    (root / "template.yaml").symlink_to(tmp_path / "secret.yaml")
    (root / "src" / "app.py").symlink_to(tmp_path / "secret" / "app.py")
    (root / "code").symlink_to(tmp_path / "secret")
    (root / "src" / "code").symlink_to(tmp_path / "secret")
    files: dict[str, str | bytes] = {
        "a.yaml": sam(CodeUri="src"),
        "b.yaml": sam(CodeUri="code"),
        "c.yaml": sam(CodeUri="src", Handler="code.app.handler"),
    }
    assert check(monkeypatch, root, files)[0] == []


def test_links_in_a_circle_come_to_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"src/other.py": ""})
    for name, target in {
        "self": "self",
        "self.py": "self.py",
        "self.yaml": "self.yaml",
        "up": ".",
        "src/up": "..",
        "src/a": "b",
        "src/b": "a",
    }.items():
        (tmp_path / name).symlink_to(target)
    files: dict[str, str | bytes] = {
        "a.yaml": sam(CodeUri="self"),
        "b.yaml": sam(CodeUri="src/up/src/up/src", Handler="other.handler"),
        "c.yaml": sam(CodeUri="src", Handler="ap.handler"),
        "d.yaml": sam(Handler="self.handler"),
        "e.yaml": sam(CodeUri="src/a"),
    }
    found, watched = check(monkeypatch, tmp_path, files)
    assert "handler-module-not-found" in found
    assert watched.count < 2_000


def _forbid(monkeypatch: pytest.MonkeyPatch, forbidden: str, error: type[OSError]) -> None:
    """Root may read everything; this has the system refuse one path and what is below it."""

    def refusing(real: Callable[..., Any]) -> Callable[..., Any]:
        def refuse(path: Any, *arguments: Any, **options: Any) -> Any:
            if isinstance(path, str) and (path + os.sep).startswith(forbidden + os.sep):
                raise error(path)
            return real(path, *arguments, **options)

        return refuse

    for module, name in ((os, "scandir"), (os, "listdir"), (os, "open"), (builtins, "open")):
        monkeypatch.setattr(module, name, refusing(getattr(module, name)))


@pytest.mark.parametrize("error", [PermissionError, OSError, FileNotFoundError, TimeoutError])
@pytest.mark.parametrize(
    ("forbidden", "expected"),
    [
        ("src", ["handler-module-not-found"]),
        ("src/app.py", ["handler-module-not-found"]),
        ("template.yaml", ["handler-module-not-found"]),
        ("", []),
    ],
)
def test_what_may_not_be_read_gives_no_finding(
    forbidden: str,
    expected: list[str],
    error: type[OSError],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put(tmp_path, {"other.yaml": sam(Handler="ap.handler"), "app.py": CODE["src/app.py"]})
    put(tmp_path, {"template.yaml": sam(CodeUri="src"), "src/app.py": CODE["src/app.py"]})
    put(tmp_path, {"src/other.py": ""})
    with monkeypatch.context() as patched:
        _forbid(patched, str(tmp_path / forbidden).rstrip(os.sep), error)
        found = rules(opened(tmp_path))
    if error is not FileNotFoundError:
        assert found == expected


def test_a_folder_that_can_be_read_again_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"template.yaml": sam(CodeUri="src"), "src/other.py": ""})
    workspace = opened(tmp_path)
    with monkeypatch.context() as patched:
        _forbid(patched, str(tmp_path / "src"), PermissionError)
        workspace.disk_changed([str(tmp_path / "src")])
        assert rules(workspace) == []
    workspace.disk_changed([str(tmp_path / "src")])
    assert rules(workspace) == ["handler-module-not-found"]


@pytest.mark.parametrize(
    "victim", ["template.yaml", "src/app.py", "src", "serverless.yml", "other.yml"]
)
@pytest.mark.parametrize("moment", ["scanned", "opening", "reading"])
def test_a_file_that_vanishes_while_it_is_read_is_no_trouble(
    victim: str, moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {**TEMPLATES, **CODE})
    path = tmp_path / victim

    def vanish() -> None:
        if path.exists():
            path.rename(tmp_path.parent / f"{tmp_path.name}-gone")

    found = scan((str(tmp_path),))
    workspace = Workspace((str(tmp_path),), Settings(today=TODAY))
    workspace.adopt(found)
    real_open, real_stat = os.open, os.stat

    def vanishing_open(name: Any, *arguments: Any, **options: Any) -> Any:
        if moment == "opening":
            vanish()
        handle = real_open(name, *arguments, **options)
        if moment == "reading":
            vanish()
        return handle

    if moment == "scanned":
        vanish()
    with monkeypatch.context() as patched:
        patched.setattr(os, "open", vanishing_open)
        rules(workspace)
    assert not path.exists()
    assert real_stat(tmp_path)
    workspace.disk_changed([str(path)])
    assert rules(workspace) == rules(opened(tmp_path))


def test_a_file_that_grows_while_it_is_read_is_not_read_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"template.yaml": sam(), "app.py": CODE["src/app.py"]})
    real = os.open

    def growing(name: Any, *arguments: Any, **options: Any) -> Any:
        if str(name).endswith("app.py"):
            Path(name).write_bytes(b"#" * (3 * LARGEST_FILE))
        return real(name, *arguments, **options)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", growing)
        assert rules(opened(tmp_path)) == []


def test_a_template_that_deploys_itself_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nested = {"Type": "AWS::Serverless::Application", "Properties": {"Location": "template.json"}}
    wrong = json.loads(sam(Handler="ap.handler"))["Resources"]["Orders"]
    text = json.dumps({"Resources": {"Self": nested, "Wrong": wrong}})
    files: dict[str, str | bytes] = {"template.json": text, "app.py": CODE["src/app.py"]}
    assert check(monkeypatch, tmp_path, files)[0] == ["handler-module-not-found"]


def test_modules_that_import_each_other_come_to_an_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modules: dict[str, str | bytes] = {
        f"m{n}.py": f"from m{n + 1} import *\nfrom m{n + 1} import handler\n" for n in range(500)
    }
    modules["m500.py"] = "from m0 import *\nfrom m0 import handler\n"
    node: dict[str, str | bytes] = {
        f"n{n}.js": f"export * from './n{(n + 1) % 500}';\nexport * from './n{(n + 2) % 500}';\n"
        for n in range(500)
    }
    stars: dict[str, str | bytes] = {
        f"s{n}.py": "".join(f"from s{other} import *\n" for other in range(20)) for n in range(20)
    }
    files: dict[str, str | bytes] = {
        "a.yaml": sam(Handler="m0.handler"),
        "b.yaml": sam(Handler="n0.handler", Runtime="nodejs22.x"),
        "c.yaml": sam(Handler="s0.handler"),
        **modules,
        **node,
        **stars,
    }
    found, watched = check(monkeypatch, tmp_path, files)
    assert found == []
    assert watched.count < 20_000


def test_a_folder_as_deep_as_the_system_allows_is_walked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = "/".join(["d" * 20] * 150)
    files: dict[str, str | bytes] = {
        f"{deep}/template.yaml": sam(Handler="ap.handler"),
        f"{deep}/app.py": CODE["src/app.py"],
    }
    assert check(monkeypatch, tmp_path, files)[0] == ["handler-module-not-found"]


@pytest.mark.parametrize("name", [b"\xff\xfe.yaml", b"a\nb.yaml", b"\x1b[31m.yaml", b"a'b\"c.yaml"])
def test_a_file_of_any_name_is_checked(name: bytes, tmp_path: Path) -> None:
    put(tmp_path, {"app.py": CODE["src/app.py"]})
    with open(os.path.join(os.fsencode(tmp_path), name), "w", encoding="utf-8") as file:
        file.write(sam(Handler="ap.handler"))
    assert rules(opened(tmp_path)) == ["handler-module-not-found"]
    for form in ("text", "json"):
        result = lambda_ls("check", ".", "--format", form, folder=tmp_path)
        assert result.returncode == 1, result.stderr
        assert b"handler-module-not-found" in result.stdout


def lambda_ls(*arguments: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run the command, which must neither fail nor tell of an exception."""
    environment = {**os.environ, "PYTHONPATH": str(SERVER), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "lambda_ls", *arguments]
    result = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, timeout=120, check=False
    )
    assert result.returncode in (0, 1), result.stderr
    assert b"Traceback" not in result.stderr
    assert b"internal error" not in result.stderr
    return result


def test_the_command_outlives_everything_at_once(tmp_path: Path) -> None:
    texts = [*HOSTILE_TEXTS.values()]
    put(tmp_path, {"app.py": DEEP_PYTHON["parentheses"], "app.js": DEEP_NODE["braces"], **CODE})
    for number, text in enumerate(texts):
        put(tmp_path, {f"h{number}.json": sam(Handler=f"{text}.handler")})
        put(tmp_path, {f"c{number}.json": sam(CodeUri=text, Runtime="nodejs22.x")})
    for number, value in enumerate(DEEP_VALUES.values()):
        put(tmp_path, {f"d{number}.yaml": f"Resources:\n  A:\n    Type: AWS::X\n    B: {value}\n"})
    put(tmp_path, {"binary.yaml": b"AWS::\0" + bytes(range(256)), "cut.yaml": SAM[:-200]})
    put(tmp_path, {"wrong.yaml": sam(Handler="nowhere.handler", CodeUri="src")})
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "loop").symlink_to(".")
    for form in ("text", "json"):
        result = lambda_ls("check", ".", "--format", form, folder=tmp_path)
        assert result.returncode == 1
        assert b"handler-module-not-found" in result.stdout
        assert lambda_ls("list", ".", "--format", form, folder=tmp_path).returncode == 0
