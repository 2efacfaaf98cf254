from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from lambda_ls.features.rule_names import is_checked, problems_of
from lambda_ls.model.finding import Severity
from lambda_ls.rules.registry import RULES
from lambda_ls.workspace.project_settings import ProjectSettings, read_settings
from lambda_ls.workspace.setting_kinds import SEVERITIES, SWITCH, TEXTS
from lambda_ls.workspace.settings import SETTINGS, Chosen, Settings, editor_settings, settings_of
from lambda_ls.workspace.workspace import Workspace

from tests.cli.command import APP, RULES_FOUND, TEMPLATE, Command
from tests.effort import at_most
from tests.fixture import write

ROOT = Path(__file__).parents[2]
FUNCTION, CASE, RUNTIME = RULES_FOUND


def test_rules_are_selected_and_ignored_by_the_settings_file(
    command: Command, project: Path
) -> None:
    write({"lambda-ls.toml": f'select = ["{CASE}", "{RUNTIME}"]\n'}, str(project))
    assert command.check().rules == [CASE, RUNTIME]
    write({"lambda-ls.toml": f'ignore = ["{CASE}"]\n'}, str(project))
    assert command.check().rules == [FUNCTION, RUNTIME]


def test_the_settings_file_says_how_much_a_rule_matters(command: Command, project: Path) -> None:
    severity = f'severity = {{ {RUNTIME} = "error", {CASE} = "hint", {FUNCTION} = "information" }}'
    write({"lambda-ls.toml": severity}, str(project))
    found = command.check().json["findings"]
    assert [each["severity"] for each in found] == ["information", "hint", "error"]
    assert command("check", "--ignore", RUNTIME).code == 0
    assert command("check", "--select", RUNTIME).code == 1


def test_pyproject_has_a_table_for_them(command: Command, project: Path) -> None:
    table = f'[project]\nname = "x"\n\n[tool.lambda-ls]\nselect = ["{CASE}"]\n'
    write({"pyproject.toml": table}, str(project))
    assert command.check().rules == [CASE]


def test_the_own_file_wins_over_pyproject_beside_it(command: Command, project: Path) -> None:
    write(
        {
            "pyproject.toml": f'[tool.lambda-ls]\nselect = ["{CASE}"]\n',
            "lambda-ls.toml": f'select = ["{RUNTIME}"]\n',
        },
        str(project),
    )
    assert command.check().rules == [RUNTIME]


def test_each_template_has_the_settings_that_are_nearest_above_it(
    command: Command, project: Path
) -> None:
    write(
        {
            "lambda-ls.toml": f'select = ["{RUNTIME}"]\n',
            "a/template.yaml": TEMPLATE,
            "a/src/app.py": APP,
            "a/pyproject.toml": f'[tool.lambda-ls]\nselect = ["{CASE}"]\n',
            "b/deep/template.yaml": TEMPLATE,
            "b/deep/src/app.py": APP,
            # Without the table it says nothing.
            "b/pyproject.toml": '[tool.other]\nselect = ["x"]\n',
        },
        str(project),
    )
    found = {(each["path"], each["rule"]) for each in command.check().json["findings"]}
    assert found == {
        ("template.yaml", RUNTIME),
        ("a/template.yaml", CASE),
        ("b/deep/template.yaml", RUNTIME),
    }


def test_settings_above_the_workspace_count(
    command: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write({"lambda-ls.toml": f'select = ["{CASE}"]\n'}, str(project.parent))
    assert command.check().rules == [CASE]


def test_the_command_line_wins(command: Command, project: Path) -> None:
    write({"lambda-ls.toml": f'select = ["{CASE}"]\nignore = ["{RUNTIME}"]\n'}, str(project))
    assert command.check().rules == [CASE]
    assert command.check("--select", FUNCTION).rules == [FUNCTION]
    assert command.check("--select", RUNTIME).rules == [RUNTIME]
    assert command.check("--ignore", CASE).rules == []


def test_what_is_excluded_is_neither_counted_nor_reported(command: Command, project: Path) -> None:
    for folder in ("legacy", "a/legacy", "a/new"):
        write({f"{folder}/template.yaml": TEMPLATE, f"{folder}/src/app.py": APP}, str(project))
    write({"lambda-ls.toml": 'exclude = ["legacy"]\n'}, str(project))
    found = command.check().json
    assert {each["path"] for each in found["findings"]} == {"template.yaml", "a/new/template.yaml"}
    assert found["templates"] == 2
    rows = command("list", "--format", "json").json["functions"]
    assert {each["template"] for each in rows} == {"template.yaml", "a/new/template.yaml"}


def test_an_excluded_path_that_is_named_is_told(command: Command, project: Path) -> None:
    write(
        {"legacy/template.yaml": TEMPLATE, "lambda-ls.toml": 'exclude = ["legacy"]'}, str(project)
    )
    found = command("check", "legacy/template.yaml")
    assert (found.code, found.out) == (0, "")
    assert found.err.splitlines()[0] == (
        "lambda-ls: `legacy/template.yaml` is excluded by the settings"
    )


def test_a_settings_file_in_an_excluded_folder_brings_nothing_back(
    command: Command, project: Path
) -> None:
    write(
        {
            "lambda-ls.toml": 'exclude = ["legacy"]\n',
            "legacy/lambda-ls.toml": "exclude = []\n",
            "legacy/template.yaml": TEMPLATE,
        },
        str(project),
    )
    found = command.check("legacy/template.yaml")
    assert found.json["findings"] == []


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("lambda-ls.toml", "selct = []", "lambda-ls.toml: `selct`: unknown setting; did you mean"),
        ("lambda-ls.toml", "zzzzz = 1", "unknown setting; use `select`, `ignore`, `severity`"),
        ("lambda-ls.toml", 'select = "a"', "lambda-ls.toml: `select`: must be a list of strings"),
        ("lambda-ls.toml", "ignore = [1]", "lambda-ls.toml: `ignore`: must be a list of strings"),
        ("lambda-ls.toml", "exclude = true", "`exclude`: must be a list of strings"),
        (
            "lambda-ls.toml",
            'ignore = ["runtime-end-of-live"]',
            "lambda-ls.toml: `ignore`: there is no rule `runtime-end-of-live`; did you mean "
            "`runtime-end-of-life`?",
        ),
        ("lambda-ls.toml", 'severity = "hint"', "`severity`: must be a table of rules with their"),
        (
            "lambda-ls.toml",
            'severity = { runtime-end-of-life = "warn" }',
            "`severity`: `runtime-end-of-life` cannot have the severity `warn`; use `error`, "
            "`warning`, `information`, `hint`",
        ),
        (
            "lambda-ls.toml",
            "[severity]\nruntime-end-of-life = 1",
            "`runtime-end-of-life` cannot have the severity `1`; use `error`, `warning`",
        ),
        (
            "lambda-ls.toml",
            'severity = { runtime-end-of-live = "hint" }',
            "lambda-ls.toml: `severity`: there is no rule `runtime-end-of-live`; did you mean "
            "`runtime-end-of-life`?",
        ),
        ("lambda-ls.toml", 'exclude = [""]', "`exclude`: the pattern `` cannot work: it names n"),
        ("lambda-ls.toml", 'exclude = ["./"]', "the pattern `./` cannot work: it names nothing"),
        ("lambda-ls.toml", 'exclude = ["../x"]', "`../x` cannot work: patterns only reach below"),
        ("lambda-ls.toml", 'exclude = ["***"]', "`***` cannot work: `**` stands alone between"),
        ("lambda-ls.toml", 'exclude = ["a/b**"]', "`a/b**` cannot work: `**` stands alone"),
        ("lambda-ls.toml", 'exclude = ["["]', "the pattern `[` cannot work: a `[` has no `]`"),
        ("lambda-ls.toml", 'exclude = ["a[b]/c[!]"]', "`a[b]/c[!]` cannot work: a `[` has no `]`"),
        ("lambda-ls.toml", "select = [", "lambda-ls.toml: the file is not TOML: "),
        ("lambda-ls.toml", "a = " + "[" * 5_000, "lambda-ls.toml: the file is not TOML: "),
        ("pyproject.toml", "[tool.lambda-ls\n", "pyproject.toml: the file is not TOML: "),
        ("pyproject.toml", "[tool]\nlambda-ls = 1", "pyproject.toml: the settings must be a table"),
        ("pyproject.toml", "[tool.lambda-ls]\nx = 1", "pyproject.toml: `x`: unknown setting"),
        ("a/b/lambda-ls.toml", "x = 1", "a/b/lambda-ls.toml: `x`: unknown setting"),
    ],
)
def test_settings_that_cannot_be_followed_end_the_command(
    command: Command, project: Path, name: str, text: str, message: str
) -> None:
    write({name: text}, str(project))
    for arguments in (("check",), ("list",), ("check", os.path.dirname(name) or "template.yaml")):
        found = command(*arguments)
        assert (found.code, found.out) == (2, "")
        assert found.err.startswith("lambda-ls: ")
        assert message in found.err
        assert found.err.count("\n") == 1


@pytest.mark.parametrize("path", ["template.yaml", "src/app.py", "src"])
def test_settings_of_what_was_not_asked_about_stop_nothing(
    command: Command, project: Path, path: str
) -> None:
    write({"other/deep/lambda-ls.toml": "ignore = ["}, str(project))
    found = command("check", "--format", "json", path)
    assert found.err == ""
    assert found.json["functions"] > 0


@pytest.mark.parametrize("pattern", ["[[]", "a[]]b", "[!a]", "**", "a/**/b", "/a", "[ab]c[d]"])
def test_patterns_that_can_work_are_no_problem(pattern: str) -> None:
    read = settings_of({"exclude": [pattern]}, "x")
    assert problems_of(read) == ()
    assert read.settings.exclude == (pattern,)


def test_a_pattern_that_cannot_work_leaves_the_others() -> None:
    assert settings_of({"exclude": ["***", "legacy"]}, "x").settings.exclude == ("legacy",)


def test_every_problem_has_its_line(command: Command, project: Path) -> None:
    write({"lambda-ls.toml": 'x = 1\nselect = ["zzz"]\n'}, str(project))
    first, second = command("check").err.splitlines()
    assert first.startswith("lambda-ls: lambda-ls.toml: `x`: ")
    assert second.startswith("lambda-ls: lambda-ls.toml: `select`: there is no rule `zzz`")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("lambda-ls.toml", b"# caf\xe9", "lambda-ls.toml: the file is not TOML: it is not UTF-8"),
        ("pyproject.toml", b"# lambda-ls caf\xe9", "the file is not TOML: it is not UTF-8"),
    ],
)
def test_settings_in_another_encoding_are_refused(
    command: Command, project: Path, name: str, data: bytes, message: str
) -> None:
    (project / name).write_bytes(data)
    found = command("check")
    assert found.code == 2
    assert message in found.err


def test_a_folder_of_the_name_is_refused(command: Command, project: Path) -> None:
    (project / "lambda-ls.toml").mkdir()
    found = command("check")
    assert (found.code, found.err) == (2, "lambda-ls: lambda-ls.toml: the file cannot be read\n")


@pytest.mark.parametrize("data", [b"[project", b"\xff\xfe", b""], ids=["broken", "binary", "empty"])
def test_a_pyproject_that_says_nothing_to_us_is_not_ours_to_judge(
    command: Command, project: Path, data: bytes
) -> None:
    (project / "pyproject.toml").write_bytes(data)
    assert command.check().rules == RULES_FOUND


@pytest.mark.parametrize(
    ("pattern", "path", "excluded"),
    [
        ("legacy", "legacy", True),
        ("legacy", "legacy/template.yaml", True),
        ("legacy", "a/legacy/b/template.yaml", True),
        ("legacy/", "a/legacy/template.yaml", True),
        ("legacy", "legacy2/template.yaml", False),
        ("/legacy", "legacy/template.yaml", True),
        ("/legacy", "a/legacy/template.yaml", False),
        ("./a/b", "a/b/c/template.yaml", True),
        ("a/b", "c/a/b/template.yaml", False),
        ("*.yaml", "a/b/template.yaml", True),
        ("*.yaml", "template.yml", False),
        ("a/*.yaml", "a/template.yaml", True),
        ("a/*.yaml", "a/b/template.yaml", False),
        ("a/*/c", "a/b/c/template.yaml", True),
        ("a/**/c", "a/c/template.yaml", True),
        ("a/**/c", "a/b/b/c/template.yaml", True),
        ("a/**/c", "a/b/template.yaml", False),
        ("a/**", "a/b", True),
        ("a/**", "a", False),
        ("**/x/**/*.yaml", "a/x/b/template.yaml", True),
        ("te?t", "test/template.yaml", True),
        ("[ab]", "b/template.yaml", True),
        ("LEGACY", "legacy/template.yaml", False),
        ("", "template.yaml", False),
        ("/", "template.yaml", False),
        ("..", "template.yaml", False),
        ("**/" * 40 + "x", "/".join("ab" * 100), False),
    ],
)
def test_patterns_stand_for_paths_below_the_settings_file(
    tmp_path: Path, pattern: str, path: str, excluded: bool
) -> None:
    settings = Settings(exclude=(pattern,), folder=str(tmp_path))
    assert settings.excludes(str(tmp_path.joinpath(*path.split("/")))) is excluded
    assert not settings.excludes(str(tmp_path))
    assert not settings.excludes(str(tmp_path.parent / "legacy"))


def test_a_pattern_of_many_folders_is_matched_as_fast_as_a_short_one(tmp_path: Path) -> None:
    settings = Settings(exclude=("**/" * 30_000 + "x",), folder=str(tmp_path))
    with at_most(300_000):
        assert settings.excludes(str(tmp_path / "a" / "x" / "b"))
        assert not settings.excludes(str(tmp_path / "a" / "b"))


@pytest.mark.parametrize("part", ["a", '"a b"', "'a' "])
def test_a_key_of_many_parts_is_refused_before_it_costs_their_square(
    project: Path, part: str
) -> None:
    write({"lambda-ls.toml": f"x = 1\n{'.'.join([part] * 20_000)} = 1\n"}, str(project))
    with at_most(50_000):
        read = read_settings(str(project))
    assert read and "a key has too many parts" in read.problems[0].message


def test_a_text_of_many_dots_is_no_key(project: Path) -> None:
    patterns = ["a-1.2.3"] * 60 + ["a/" * 60, "." * 60]
    write({"lambda-ls.toml": f"# {'. ' * 100}\nexclude = {patterns}\n"}, str(project))
    read = read_settings(str(project))
    assert read and read.settings.exclude == tuple(patterns)


def test_the_editors_settings_win_and_its_patterns_start_at_the_workspace(tmp_path: Path) -> None:
    lower = {"lambda-ls.toml": f'select = ["{CASE}"]\nexclude = ["a"]\nignore = ["{FUNCTION}"]\n'}
    write({f"deep/{name}": text for name, text in lower.items()}, str(tmp_path))
    read = editor_settings({"path": [], "trace": {}, "exclude": ["deep/b"], "select": [FUNCTION]})
    assert problems_of(read) == ()
    settings = Workspace((str(tmp_path),), read.settings).project_settings
    deep = tmp_path / "deep"
    assert settings.excludes(str(deep / "b" / "template.yaml"))
    assert not settings.excludes(str(deep / "a" / "template.yaml"))
    effective = settings.of(str(deep / "template.yaml"))
    assert (effective.select, effective.ignore) == ((FUNCTION,), ())
    assert effective.today == read.settings.today


def test_the_editors_severities_win_rule_by_rule(tmp_path: Path) -> None:
    lower = f'severity = {{ {CASE} = "hint", {RUNTIME} = "hint" }}'
    write({"lambda-ls.toml": lower}, str(tmp_path))
    read = editor_settings({"severity": {CASE: "error", FUNCTION: "warning"}})
    assert problems_of(read) == ()
    settings = Workspace((str(tmp_path),), read.settings).project_settings
    effective = settings.of(str(tmp_path / "template.yaml"))
    found = [effective.severity_of(rule, Severity.INFORMATION) for rule in (*RULES_FOUND, "other")]
    assert found == [Severity.WARNING, Severity.ERROR, Severity.HINT, Severity.INFORMATION]


@pytest.mark.parametrize("value", [None, {}, {"select": None, "ignore": [], "exclude": []}])
def test_an_editor_that_says_nothing_leaves_the_files_settings(
    tmp_path: Path, value: object
) -> None:
    write({"lambda-ls.toml": f'select = ["{CASE}"]\nexclude = ["a"]\n'}, str(tmp_path))
    read = editor_settings(value)
    assert problems_of(read) == ()
    settings = Workspace((str(tmp_path),), read.settings).project_settings
    assert settings.of(str(tmp_path / "template.yaml")).select == (CASE,)
    assert settings.excludes(str(tmp_path / "a"))


@pytest.mark.parametrize("value", [1, "select", ["a"], {"select": {}}, {"slect": []}])
def test_an_editors_mistakes_are_told_and_have_no_effect(value: object) -> None:
    read = editor_settings(value)
    (problem,) = problems_of(read)
    assert problem.source == "the editor's settings"
    assert (read.settings.select, read.settings.ignore, read.settings.exclude) == ((), (), ())


def test_names_of_rules_that_do_not_exist_select_nothing() -> None:
    settings = Settings(select=("zzz",))
    assert all(is_checked(rule.name, settings) for rule in RULES)
    both = Settings(select=("zzz", CASE))
    assert [rule.name for rule in RULES if is_checked(rule.name, both)] == [CASE]
    (problem,) = problems_of(settings_of({"select": ["zzz"]}, "x"))
    assert (problem.source, problem.key) == ("x", "select")


def test_a_changed_settings_file_counts_once_it_is_told_of(tmp_path: Path) -> None:
    write(
        {"template.yaml": TEMPLATE, "lambda-ls.toml": 'exclude = ["template.yaml"]'}, str(tmp_path)
    )
    workspace = Workspace((str(tmp_path),))
    workspace.add_candidates((str(tmp_path / "template.yaml"),))
    assert workspace.snapshot().templates() == ()
    write({"lambda-ls.toml": ""}, str(tmp_path))
    workspace.disk_changed((str(tmp_path / "lambda-ls.toml"),))
    assert len(workspace.snapshot().templates()) == 1


def test_folders_that_a_scan_has_seen_are_not_looked_at_again(tmp_path: Path) -> None:
    settings = ProjectSettings(Chosen(Settings()), lambda path: str(tmp_path))
    settings.look(str(tmp_path), {"template.yaml"})
    write({"lambda-ls.toml": 'ignore = ["x"]'}, str(tmp_path))
    assert settings.of(str(tmp_path / "template.yaml")).ignore == ()
    settings.forget()
    assert settings.of(str(tmp_path / "template.yaml")).ignore == ("x",)


# With a default of its own the editor would always win over the project's settings.
VALUES: dict[object, dict[str, object]] = {
    TEXTS: {"type": "array", "items": {"type": "string"}, "default": []},
    SWITCH: {"type": ["boolean", "null"], "default": None},
    SEVERITIES: {
        "type": "object",
        "additionalProperties": {"type": "string", "enum": [each.value for each in Severity]},
        "default": {},
    },
}
"""What VS Code is told of the kinds of settings."""


def test_vs_code_offers_every_setting_with_the_same_words() -> None:
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    offered = package["contributes"]["configuration"]["properties"]
    for setting in SETTINGS:
        assert offered[f"lambda-ls.{setting.name}"] == {
            **VALUES[setting.kind],
            "scope": "resource",
            "markdownDescription": setting.description,
        }


def test_the_documentation_shows_every_setting_with_an_example_that_works(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for setting in SETTINGS:
        assert f"## `{setting.name}`" in page
        assert setting.description in page
        write({"lambda-ls.toml": f"{setting.name} = {setting.example}"}, str(tmp_path))
        read = read_settings(str(tmp_path))
        assert read is not None
        assert problems_of(read) == ()
        assert getattr(read.settings, setting.field) != setting.kind.unset
