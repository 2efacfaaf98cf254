from __future__ import annotations

import os
from concurrent import futures
from pathlib import Path

import pytest

from tests.cli.command import APP, CLEAN, RULES_FOUND, TEMPLATE, Command, run_process
from tests.fixture import write


def test_json_has_exactly_the_documented_keys(command: Command, project: Path) -> None:
    found = command.check()
    assert found.code == 1
    assert found.err == ""
    data = found.json
    assert list(data) == ["tool", "root", "templates", "functions", "findings"]
    assert list(data["tool"]) == ["name", "version"]
    assert data["tool"]["name"] == "lambda-ls"
    assert data["root"] == str(project)
    assert (data["templates"], data["functions"]) == (1, 4)
    assert found.rules == RULES_FOUND
    for finding in data["findings"]:
        assert list(finding) == [
            *("rule", "severity", "message", "path", "start", "end", "function", "url", "fixes")
        ]
        assert finding["severity"] in ("error", "warning", "information", "hint")
        assert list(finding["start"]) == list(finding["end"]) == ["line", "column"]
        assert list(finding["function"]) == ["template", "name"]
        for fix in finding["fixes"]:
            assert list(fix) == ["title", "safe", "edits"]
            for edit in fix["edits"]:
                assert list(edit) == ["path", "start", "end", "text"]


def test_json_counts_lines_and_columns_from_one_and_in_code_points(
    command: Command, project: Path
) -> None:
    wide = TEMPLATE.replace("      Handler: App.handler", "      😀: 1\n      Handler: App.handler")
    wide = wide.replace("Type: SQS", "Type: SQS # 😀")
    write({"template.yaml": wide.replace("Handler: App", '"Handler": App')}, str(project))
    finding = command.check("--select", "handler-case-mismatch").json["findings"][0]
    assert (finding["path"], finding["start"], finding["end"]) == (
        "template.yaml",
        {"line": 27, "column": 18},
        {"line": 27, "column": 29},
    )
    assert finding["function"] == {"template": "template.yaml", "name": "Capital"}
    (fix,) = finding["fixes"]
    assert (fix["title"], fix["safe"]) == ("Change to `app.handler`", True)
    (edit,) = fix["edits"]
    assert edit["text"] == "app.handler"
    assert (edit["start"], edit["end"]) == (finding["start"], finding["end"])


def test_a_finding_that_belongs_to_no_function_says_so(command: Command, project: Path) -> None:
    write({"template.yaml": "Transform: AWS::Serverless-2016-10-31\nA: 1\nA: 2\n"}, str(project))
    (finding,) = command.check().json["findings"]
    assert (finding["rule"], finding["function"]) == ("duplicate-key", None)


def test_text_is_one_line_for_each_finding_and_a_summary_on_stderr(
    command: Command, project: Path
) -> None:
    found = command("check")
    lines = found.out.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith(
        "template.yaml:20:16: error[handler-function-not-found] `app` has no"
    )
    assert lines[2].startswith("template.yaml:30:16: warning[runtime-end-of-life] ")
    assert found.err == ("3 problems in 4 functions in 1 template; 1 can be fixed with --fix.\n")
    assert "\x1b" not in found.out


def test_a_project_without_mistakes_is_fine(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(CLEAN, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    found = command("check")
    assert (found.code, found.out) == (0, "")
    assert found.err == "No problems in 1 function in 1 template.\n"
    assert command.check().json["findings"] == []


def test_a_folder_without_templates_is_not_called_fine(command: Command, tmp_path: Path) -> None:
    found = command("check", str(tmp_path))
    assert (found.code, found.out) == (0, "")
    assert found.err == (
        "Nothing was checked: there is no template of SAM, CloudFormation or Serverless.\n"
    )


@pytest.mark.parametrize(
    ("selected", "fail_on", "code"),
    [
        ("handler-case-mismatch", "error", 1),
        ("handler-case-mismatch", "warning", 1),
        ("handler-case-mismatch", "never", 0),
        ("runtime-end-of-life", "error", 0),
        ("runtime-end-of-life", "warning", 1),
        ("runtime-end-of-life", "information", 1),
        ("runtime-end-of-life", "never", 0),
        ("template-syntax", "information", 0),
    ],
)
def test_the_exit_code_follows_fail_on(
    command: Command, project: Path, selected: str, fail_on: str, code: int
) -> None:
    assert command("check", "--select", selected, "--fail-on", fail_on).code == code


def test_rules_can_be_selected_and_ignored(command: Command, project: Path) -> None:
    function, case, runtime = RULES_FOUND
    assert command.check("--select", function).rules == [function]
    assert command.check("--select", f"{runtime}, {function}").rules == [function, runtime]
    assert command.check("--select", runtime, "--select", case).rules == [case, runtime]
    assert command.check("--ignore", function).rules == [case, runtime]
    assert command.check("--select", f"{function},{case}", "--ignore", case).rules == [function]


def test_a_template_that_is_named_is_checked_alone(command: Command, project: Path) -> None:
    write({"other/template.yaml": TEMPLATE, "other/src/app.py": APP}, str(project))
    assert command.check().json["functions"] == 8
    found = command.check("other/template.yaml").json
    assert {finding["path"] for finding in found["findings"]} == {"other/template.yaml"}
    assert (found["root"], found["templates"], found["functions"]) == (str(project), 1, 4)


def test_several_paths_are_checked_together_and_each_finding_once(
    command: Command, project: Path
) -> None:
    write({"b/template.yaml": TEMPLATE, "b/src/app.py": APP, "c/README.md": ""}, str(project))
    found = command.check("b", "b/template.yaml", "b/src", "c")
    assert found.rules == RULES_FOUND


def test_a_folder_is_checked_with_the_templates_above_it(command: Command, project: Path) -> None:
    found = command.check("src").json
    # The mistakes lie in the template, which was not asked about.
    assert (found["templates"], found["functions"], found["findings"]) == (1, 2, [])


def test_a_source_file_shows_what_lies_in_it(command: Command, project: Path) -> None:
    assert command.check("src/app.py").json["functions"] == 2
    write({"template.yaml": TEMPLATE.replace("Handler: app.handlr", "Handler: [x")}, str(project))
    assert command.check("src/app.py").json["findings"] == []


def test_a_path_outside_of_this_folder_is_its_own_workspace(
    command: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = project.parent / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    for path in (project, project / "template.yaml", Path("..") / "project"):
        found = command.check(str(path))
        assert found.rules == RULES_FOUND
        assert found.json["root"] == str(project)
        assert found.json["findings"][0]["path"] == "template.yaml"


def test_the_root_can_be_named(command: Command, project: Path) -> None:
    found = command.check("--root", str(project.parent))
    assert found.json["root"] == str(project.parent)
    assert found.json["findings"][0]["path"] == "project/template.yaml"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("absent.yaml",), "`absent.yaml` does not exist"),
        (("*.yaml",), "`*.yaml` does not exist"),
        (("",), "`` does not exist"),
        (("dangling",), "`dangling` is a link to nothing"),
        (("--root", "absent"), "`absent` is not a folder"),
        (("--root", "template.yaml"), "`template.yaml` is not a folder"),
        (("--root", "src", "template.yaml"), "template.yaml` is not in the workspace `"),
        (("--select", "handler-module-not-fond"), "did you mean `handler-module-not-found`?"),
        (("--ignore", "zzz"), "there is no rule `zzz`; `lambda-ls explain` lists all rules"),
    ],
)
def test_what_cannot_be_checked_is_refused_with_one_line(
    command: Command, project: Path, arguments: tuple[str, ...], message: str
) -> None:
    (project / "dangling").symlink_to(project / "nothing")
    found = command("check", *arguments)
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("lambda-ls: ")
    assert found.err.count("\n") == 1
    assert message in found.err


def test_what_nobody_may_read_is_refused(
    command: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    found = command("check", "src")
    assert (found.code, found.err) == (2, "lambda-ls: `src` cannot be read\n")


def test_jobs_do_not_change_the_result(command: Command, project: Path) -> None:
    for number in range(140):
        write({f"s{number}/template.yaml": TEMPLATE, f"s{number}/src/app.py": APP}, str(project))
    alone = command.check("--jobs", "1")
    assert len(alone.rules) == 141 * len(RULES_FOUND)
    assert (alone.json["templates"], alone.json["functions"]) == (141, 4 * 141)
    assert command.check("--jobs", "2") == alone
    assert command.check() == alone


def test_a_large_workspace_is_checked_on_all_processors(
    command: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(140):
        write({f"s{number}/template.yaml": CLEAN["template.yaml"]}, str(project))
    asked: list[int | None] = []

    def has(processors: int) -> None:
        monkeypatch.setattr(os, "cpu_count", lambda: processors)
        usable = frozenset(range(processors))
        monkeypatch.setattr(os, "sched_getaffinity", lambda process: usable, raising=False)

    class Pool(futures.ProcessPoolExecutor):
        def __init__(self, workers: int | None) -> None:
            asked.append(workers)
            super().__init__(workers)

    monkeypatch.setattr(futures, "ProcessPoolExecutor", Pool)
    for processors in (1, 2, 64):
        has(processors)
        command.check()
    assert asked == [2, 3]


def test_a_file_that_two_templates_include_has_each_finding_once(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = "service: {name}\nprovider: {{name: aws, runtime: python3.13}}\n"
    service += "functions: ${{file(../functions.yml)}}\n"
    files = {f"{name}/serverless.yml": service.format(name=name) for name in ("a", "b")}
    functions = "one:\n  handler: src/app.handler\n  environment: {AWS_REGION: x}\n"
    write({**files, "functions.yml": functions}, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    rules = command.check("--select", "reserved-environment-variable").rules
    assert rules == ["reserved-environment-variable"]


def test_templates_that_are_no_text_do_not_stop_the_others(command: Command, project: Path) -> None:
    (project / "binary.yaml").write_bytes(b"\x7fELF\x00\xffAWS::")
    (project / "latin.yaml").write_bytes(b"Resources: {A: {Type: AWS::caf\xe9}}\n")
    (project / "deep.yaml").write_text("AWS::\na: " + "[" * 20_000)
    os.mkfifo(project / "pipe.yaml")
    (project / "loop").symlink_to(project)
    assert set(RULES_FOUND) <= set(command.check().rules)


def test_a_process_prints_utf8_whatever_the_console_says(project: Path) -> None:
    write({"template.yaml": TEMPLATE.replace("app.handlr", "app.händler")}, str(project))
    found = run_process("check", cwd=project, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert found.code == 1
    assert "`händler`" in found.out


def test_nothing_that_only_the_server_needs_is_loaded(project: Path) -> None:
    found = run_process("check", cwd=project, PYTHONPROFILEIMPORTTIME="1")
    loaded = {line.rsplit("|", 1)[1].strip() for line in found.err.splitlines() if "|" in line}
    assert "lambda_ls.workspace.workspace" in loaded
    slow = {"asyncio", "concurrent.futures", "jedi", "lsprotocol", "multiprocessing", "pygls"}
    assert loaded & {*slow, "lambda_ls.lsp", "lambda_ls.features.hover"} == set()
