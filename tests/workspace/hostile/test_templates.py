from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .checking import check, opened, rules, sam
from .deep import DEEP, DEEP_VALUES
from .samples import CODE, SAM, TEMPLATES


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


def test_a_template_that_deploys_itself_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nested = {"Type": "AWS::Serverless::Application", "Properties": {"Location": "template.json"}}
    wrong = json.loads(sam(Handler="ap.handler"))["Resources"]["Orders"]
    text = json.dumps({"Resources": {"Self": nested, "Wrong": wrong}})
    files: dict[str, str | bytes] = {"template.json": text, "app.py": CODE["src/app.py"]}
    assert check(monkeypatch, tmp_path, files)[0] == ["handler-module-not-found"]
