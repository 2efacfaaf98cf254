"""The hooks and the recipes for CI name commands and settings that exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from lambda_ls.features.rule_names import problems_of
from lambda_ls.workspace.project_settings import read_settings

from tests.cli.command import CLEAN, RULES_FOUND, TEMPLATE, Command
from tests.fixture import write
from tests.markdown import Fence, read

ROOT = Path(__file__).parents[2]
HOOKS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
)
# The keys of a hook and their types: https://pre-commit.com/#creating-new-hooks
HOOK_KEYS: dict[str, type] = {
    **dict.fromkeys(("id", "name", "description", "entry", "language", "files", "exclude"), str),
    **dict.fromkeys(("types", "types_or", "args", "stages"), list),
    **dict.fromkeys(("pass_filenames", "always_run", "require_serial", "verbose"), bool),
}
FENCES = [
    part
    for part in read((ROOT / "docs/ci.md").read_text(encoding="utf-8"))
    if isinstance(part, Fence)
]
COMMAND = re.compile(r"(?:^|- run: |- )\s*(lambda-ls [^>\n]+?)(?: > \S+)?$", re.MULTILINE)


def of_kind(kind: str) -> list[str]:
    return [fence.text for fence in FENCES if fence.kind == kind]


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hook_has_what_pre_commit_asks_for(hook: dict[str, Any]) -> None:
    assert hook.keys() >= {"id", "name", "entry", "language"}
    assert {key: type(value) for key, value in hook.items()} == {
        key: HOOK_KEYS[key] for key in hook
    }
    assert hook["language"] == "python"
    assert hook["entry"].startswith("lambda-ls ")


def test_the_hook_stops_a_commit_with_mistakes_and_lets_another_pass(
    command: Command, project: Path
) -> None:
    check = hook_arguments("lambda-ls-check")
    assert command(*check).code == 1
    assert command(*check, "--fail-on", "never").code == 0
    write(CLEAN, str(project))
    assert command(*check).code == 0


def test_the_fixing_hook_changes_what_is_safe_to_change(command: Command, project: Path) -> None:
    assert command(*hook_arguments("lambda-ls-fix")).code == 1
    assert (project / "template.yaml").read_text("utf-8") == TEMPLATE.replace("App.han", "app.han")


def hook_arguments(name: str) -> list[str]:
    (entry,) = (hook["entry"] for hook in HOOKS if hook["id"] == name)
    return shlex.split(entry)[1:]


def commands() -> list[str]:
    return [
        each
        for kind in ("yaml", "make")
        for text in of_kind(kind)
        for each in COMMAND.findall(text)
    ]


def test_the_recipes_run_every_format_for_programs() -> None:
    text = "\n".join(commands())
    assert all(f"--format {each}" in text for each in ("github", "sarif", "json"))


@pytest.mark.parametrize("line", commands())
def test_a_command_of_a_recipe_works(command: Command, project: Path, line: str) -> None:
    found = command(*shlex.split(line)[1:])
    assert found.code == (0 if "--fail-on never" in line else 1)
    assert "handler-function-not-found" in found.out


@pytest.mark.parametrize("text", of_kind("yaml"))
def test_a_recipe_is_yaml(text: str) -> None:
    assert isinstance(yaml.safe_load(text), dict)


def test_the_recipe_for_pre_commit_names_a_hook_that_is_there() -> None:
    used = [
        hook["id"]
        for text in of_kind("yaml")
        for repository in yaml.safe_load(text).get("repos", ())
        for hook in repository["hooks"]
    ]
    assert used
    assert set(used) <= {hook["id"] for hook in HOOKS}


def test_the_settings_of_the_recipe_can_be_followed(tmp_path: Path) -> None:
    (text,) = of_kind("toml")
    write({"lambda-ls.toml": text}, str(tmp_path))
    found = read_settings(str(tmp_path))
    assert found is not None
    assert problems_of(found) == ()


def test_the_comment_of_the_page_ignores_what_it_names(command: Command, project: Path) -> None:
    (template,) = (text for text in of_kind("yaml") if "lambda-ls: ignore" in text)
    app = "def handler(event, context): ..."
    write({"template.yaml": template, "app.py": app}, str(project))
    assert command.check().json["findings"] == []
    write({"template.yaml": template.replace("lambda-ls:", "")}, str(project))
    assert command.check().rules == [RULES_FOUND[2]]
