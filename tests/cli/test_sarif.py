from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lambda_ls.rules.pages import page, summary
from lambda_ls.rules.registry import RULES

from tests.cli.command import APP, RULES_FOUND, TEMPLATE, Command
from tests.fixture import parse, write
from tests.rules.cases import all_cases

FUNCTION, CASE, RUNTIME = RULES_FOUND
SCHEMA = json.loads((Path(__file__).parent / "sarif.schema.json").read_text(encoding="utf-8"))


def run_of(command: Command, *arguments: str) -> Any:
    """The only run of a check's log, which follows the schema."""
    log = command("check", "--format", "sarif", *arguments).json
    jsonschema.validate(log, SCHEMA)
    (run,) = log["runs"]
    return run


def fingerprints(run: Any) -> list[str]:
    """The fingerprint of each result, in their order."""
    return [value for each in run["results"] for value in each["partialFingerprints"].values()]


def test_each_finding_is_a_result_at_its_range(command: Command, project: Path) -> None:
    expected = command.check().json["findings"]
    run = run_of(command)
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["originalUriBaseIds"] == {"%SRCROOT%": {"uri": f"{project.as_uri()}/"}}
    assert [each["ruleId"] for each in run["results"]] == RULES_FOUND
    for result, finding in zip(run["results"], expected, strict=True):
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert result["message"]["text"] == finding["message"]
        assert place["artifactLocation"]["uri"] == finding["path"]
        start, end = finding["start"], finding["end"]
        assert place["region"] == {
            "startLine": start["line"],
            "startColumn": start["column"],
            "endLine": end["line"],
            "endColumn": end["column"],
            "snippet": place["region"]["snippet"],
        }
        assert [each["name"] for each in location["logicalLocations"]] == [
            finding["function"]["name"]
        ]
        titles = [each["description"]["text"] for each in result["fixes"]]
        assert titles == [each["title"] for each in finding["fixes"]]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"]["snippet"] == {
        "text": "app.handlr"
    }


def test_a_fix_says_what_to_put_where(command: Command, project: Path) -> None:
    (result,) = run_of(command, "--select", CASE)["results"]
    (fix,) = result["fixes"]
    region = dict(result["locations"][0]["physicalLocation"]["region"])
    del region["snippet"]
    assert fix["artifactChanges"] == [
        {
            "artifactLocation": {"uri": "template.yaml", "uriBaseId": "%SRCROOT%"},
            "replacements": [
                {"deletedRegion": region, "insertedContent": {"text": "app.handler"}},
            ],
        }
    ]


def test_every_rule_is_described_by_its_page(command: Command, project: Path) -> None:
    run = run_of(command)
    rules = run["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == [rule.name for rule in RULES]
    for described, rule in zip(rules, RULES, strict=True):
        assert described["shortDescription"]["text"] == summary(rule)
        assert described["help"]["markdown"] == page(rule)
        assert f"]({described['helpUri']})" in page(rule).split("## References")[1]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_severities_become_levels(command: Command, project: Path) -> None:
    severity = f'severity = {{ {FUNCTION} = "warning", {CASE} = "hint", {RUNTIME} = "error" }}'
    write({"lambda-ls.toml": severity}, str(project))
    run = run_of(command)
    assert [each["level"] for each in run["results"]] == ["warning", "note", "error"]
    default = {each["id"]: each["defaultConfiguration"] for each in run["tool"]["driver"]["rules"]}
    assert default[RUNTIME] == {"level": "warning"}


def test_what_comments_ignore_is_there_and_marked(command: Command, project: Path) -> None:
    ignored = TEMPLATE.replace("app.handlr", f"app.handlr # lambda-ls: ignore[{FUNCTION}]")
    write({"template.yaml": ignored}, str(project))
    run = run_of(command)
    assert [(each["ruleId"], each["suppressions"]) for each in run["results"]] == [
        (FUNCTION, [{"kind": "inSource"}]),
        (CASE, []),
        (RUNTIME, []),
    ]
    assert command("check", "--format", "sarif", "--select", FUNCTION).code == 0
    assert command.check().rules == [CASE, RUNTIME]


def test_a_fingerprint_stays_when_lines_move_or_are_ignored(
    command: Command, project: Path
) -> None:
    before = fingerprints(run_of(command))
    assert len(set(before)) == len(RULES_FOUND)
    moved = TEMPLATE.replace("Resources:", "# One line.\n# And another.\nResources:")
    ignored = moved.replace("app.handlr", f"app.handlr # lambda-ls: ignore[{FUNCTION}]")
    write({"template.yaml": ignored}, str(project))
    assert fingerprints(run_of(command)) == before


def test_findings_that_are_alike_have_fingerprints_of_their_own(
    command: Command, project: Path
) -> None:
    code = f"{APP}    print(context.functionName)\n    print(context.functionName)\n"
    write({"src/app.py": code.replace("    return event\n", "")}, str(project))
    run = run_of(command, "--select", "unknown-context-member")
    assert len(run["results"]) == 2
    assert len(set(fingerprints(run))) == 2


def test_names_of_files_are_made_fit_for_uris(command: Command, project: Path) -> None:
    write({"a b%/ü/template.yaml": TEMPLATE, "a b%/ü/src/app.py": APP}, str(project))
    run = run_of(command, "--select", CASE, "a b%")
    (result,) = run["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "a%20b%25/%C3%BC/template.yaml"


def test_a_project_without_findings_has_an_empty_list(command: Command, project: Path) -> None:
    assert run_of(command, "--select", "template-syntax")["results"] == []


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_every_finding_and_fix_of_a_rule_follows_the_schema(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str
) -> None:
    for number, case in enumerate(each for each in all_cases() if each.rule == rule):
        folder = tmp_path / str(number)
        write(parse(case.fixture).files, os.fspath(folder))
        monkeypatch.chdir(folder)
        results = run_of(command, "--root", os.fspath(folder))["results"]
        assert len(results) == len(command.check("--root", os.fspath(folder)).rules)
