"""What is released has one version, and the workflows that release it name what exists."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from lambda_ls import __version__

from tests.fixture import write
from tools import release
from tools.packaging.targets import TARGETS

ROOT = Path(__file__).parents[2]
WORKFLOWS: dict[str, Any] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in (ROOT / ".github" / "workflows").iterdir()
}
CHANGES = """\
# Changelog

## 1.2.3, 2027-01-31

- Handlers fly.

## 1.2.2, 2027-01-01

- Handlers walk.
"""


def repository(folder: Path, changes: str = CHANGES) -> None:
    files = {
        "CHANGELOG.md": changes,
        "package.json": json.dumps({"version": "1.2.3"}),
        "server/lambda_ls/__init__.py": '__version__ = "1.2.3"\n',
    }
    write(files, str(folder))


def test_the_server_the_extension_and_the_changelog_have_one_version() -> None:
    heading, notes = release.newest_changes()
    assert heading.split(",")[0] == release.extension_version() == __version__
    assert notes.startswith("- ")


def test_the_notes_of_a_release_are_its_part_of_the_changelog(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repository(tmp_path)
    monkeypatch.setattr(release, "ROOT", os.fspath(tmp_path))
    assert release.main(["v1.2.3"]) == 0
    assert capsys.readouterr().out == "- Handlers fly.\n"


@pytest.mark.parametrize(
    ("tag", "changes", "said"),
    [
        ("v1.2.4", CHANGES, "the tag: 1.2.4"),
        ("v1.2.3", CHANGES.replace(", 2027-01-31", ", not yet released"), "without a day"),
        ("v1.2.3", CHANGES.replace("1.2.3", "1.3.0"), "CHANGELOG.md: 1.3.0"),
    ],
    ids=["another tag", "no day", "another version"],
)
def test_no_release_is_made_of_versions_that_differ(
    tag: str,
    changes: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    repository(tmp_path, changes)
    monkeypatch.setattr(release, "ROOT", os.fspath(tmp_path))
    assert release.main([tag]) == 1
    assert said in capsys.readouterr().err


def test_workflows_run_commands_that_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    steps = [
        step["run"]
        for workflow in WORKFLOWS.values()
        for job in workflow["jobs"].values()
        for step in job.get("steps", ())
        if "run" in step
    ]
    made = {name for step in steps for name in re.findall(r"\bmake (\S+)", step)}
    modules = {name for step in steps for name in re.findall(r"-m (tools\S+)", step)}
    assert made == {"editors", "package", "test"}
    assert all(f"\n{name}:" in makefile for name in made)
    assert modules == {"tools.release"}


def test_the_server_of_every_package_is_started_somewhere() -> None:
    systems = WORKFLOWS["ci"]["jobs"]["start"]["strategy"]["matrix"]["system"]
    # The tests do it on the platform that is left.
    assert {system["target"] for system in systems} == set(TARGETS) - {"linux-x64"}
