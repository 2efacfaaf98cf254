from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote

from lambda_ls.cli.github import workflow_commands
from lambda_ls.cli.report import Report
from lambda_ls.cli.rows import FindingRow
from lambda_ls.features.json_places import Point

from tests.cli.command import APP, CLEAN, RULES_FOUND, TEMPLATE, Command
from tests.fixture import write

FUNCTION, CASE, RUNTIME = RULES_FOUND
COMMAND = re.compile(r"::(?P<name>error|warning|notice) (?P<properties>[^:]+)::(?P<message>.+)")


def commands(command: Command, *arguments: str) -> list[tuple[str, dict[str, str], str]]:
    """The name, the properties and the message of each command, as a runner reads them."""
    found = []
    for line in command("check", "--format", "github", *arguments).out.splitlines():
        match = COMMAND.fullmatch(line)
        assert match, line
        pairs = (each.split("=", 1) for each in match["properties"].split(","))
        properties = {name: unquote(value) for name, value in pairs}
        found.append((match["name"], properties, unquote(match["message"])))
    return found


def test_each_finding_is_a_command_at_its_place(command: Command, project: Path) -> None:
    expected = command.check().json["findings"]
    found = commands(command)
    assert [name for name, _, _ in found] == ["error", "error", "warning"]
    for (_, properties, message), finding in zip(found, expected, strict=True):
        assert message == finding["message"]
        assert properties == {
            "file": f"{project.as_posix()}/template.yaml",
            "line": str(finding["start"]["line"]),
            "endLine": str(finding["end"]["line"]),
            "col": str(finding["start"]["column"]),
            "endColumn": str(finding["end"]["column"]),
            "title": finding["rule"],
        }


def test_severities_have_the_commands_that_are_set(command: Command, project: Path) -> None:
    severity = f'severity = {{ {FUNCTION} = "information", {CASE} = "hint", {RUNTIME} = "error" }}'
    write({"lambda-ls.toml": severity}, str(project))
    assert [name for name, _, _ in commands(command)] == ["notice", "notice", "error"]


def test_no_name_of_a_file_or_handler_breaks_a_command(command: Command, project: Path) -> None:
    folder = "a,b=c%3A:d"
    handler = "app.100%25, ::error::x"
    template = TEMPLATE.replace("app.handlr", f'"{handler}"')
    write({f"{folder}/template.yaml": template, f"{folder}/src/app.py": APP}, str(project))
    found = [each for each in commands(command, folder) if each[1]["title"] != RUNTIME]
    assert {each[1]["file"] for each in found} == {f"{project.as_posix()}/{folder}/template.yaml"}
    expected = command.check(folder).json["findings"]
    assert [each[2] for each in found] == [
        each["message"] for each in expected if each["rule"] != RUNTIME
    ]
    assert any("100%25" in message for _, _, message in found)


def test_a_range_of_several_lines_has_no_columns() -> None:
    row = FindingRow(
        rule=FUNCTION,
        severity="error",
        message="first line\nsecond line, 100%",
        path="template.yaml",
        start=Point(3, 5),
        end=Point(4, 2),
        function=None,
        url="",
        fixes=(),
        text="",
    )
    report = Report(templates=1, functions=1, undecided=0, findings=(row,))
    assert list(workflow_commands(report, os.sep)) == [
        f"::error file=/template.yaml,line=3,endLine=4,"
        f"title={FUNCTION}::first line%0Asecond line, 100%25"
    ]


def test_ignored_findings_are_not_shown_and_do_not_fail(command: Command, project: Path) -> None:
    ignored = TEMPLATE.replace("app.handlr", f"app.handlr # lambda-ls: ignore[{FUNCTION}]")
    write({"template.yaml": ignored}, str(project))
    assert [each[1]["title"] for each in commands(command)] == [CASE, RUNTIME]
    assert command("check", "--format", "github", "--select", FUNCTION).code == 0


def test_the_summary_goes_to_stderr(command: Command, project: Path) -> None:
    found = command("check", "--format", "github")
    assert found.code == 1
    assert found.err == "3 problems in 4 functions in 1 template; 1 can be fixed with --fix.\n"
    write(CLEAN, str(project))
    found = command("check", "--format", "github")
    assert (found.code, found.out) == (0, "")
