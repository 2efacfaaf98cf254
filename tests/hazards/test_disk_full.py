"""What becomes of files when nothing more can be written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .project import MENDED, TEMPLATE, lambda_ls, make_project

resource = pytest.importorskip("resource", reason="only POSIX limits what a process may write")


def _nothing() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _a_part() -> None:
    size = len(TEMPLATE) // 2
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_file_that_cannot_be_written_to_its_end_stays_what_it_was(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    found = lambda_ls("check", "--fix", folder=project, before=_a_part)
    assert (project / "template.yaml").read_text() == TEMPLATE
    assert found.stderr.startswith("template.yaml: not changed, because writing fails: ")
    assert found.returncode == 1
    assert sorted(os.listdir(project)) == ["event.json", "src", "template.yaml"]
    lambda_ls("check", "--fix", folder=project)
    assert (project / "template.yaml").read_text() == MENDED


@pytest.mark.parametrize("function", ["template.yaml::Inline", "src/app.py::handler"])
def test_a_run_that_has_no_room_for_its_files_is_refused(tmp_path: Path, function: str) -> None:
    project = make_project(tmp_path)
    found = lambda_ls("invoke", function, "--event", "event.json", folder=project, before=_nothing)
    assert found.returncode == 2
    assert "lambda-ls: no temporary folder can be made for the run: " in found.stderr
    assert found.stdout == ""


@pytest.mark.parametrize("command", [("check",), ("list",), ("event", "sqs"), ("explain",)])
def test_what_writes_nothing_needs_no_room(tmp_path: Path, command: tuple[str, ...]) -> None:
    found = lambda_ls(*command, folder=make_project(tmp_path), before=_nothing)
    assert found.returncode in (0, 1)
    assert found.stdout


def test_a_run_whose_code_does_not_fit_leaves_nothing_behind(tmp_path: Path) -> None:
    project, temporary = make_project(tmp_path), tmp_path / "tmp"
    temporary.mkdir()
    code = "".join(f"            # {number}\n" for number in range(2_000))
    (project / "template.yaml").write_text(TEMPLATE + code)
    found = lambda_ls(
        *("invoke", "Inline", "--event", "event.json"),
        folder=project,
        before=_a_part,
        TMPDIR=str(temporary),
    )
    assert found.returncode == 2
    assert "lambda-ls: no temporary folder can be made for the run: " in found.stderr
    assert os.listdir(temporary) == []
