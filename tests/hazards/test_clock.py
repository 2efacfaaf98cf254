"""What becomes of a clock that jumps: of the system, and of the times of files."""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path

import pytest
from lambda_ls.features.diagnostics import Diagnostics
from lambda_ls.features.hover import hover
from lambda_ls.runtime.freshness import fingerprint
from lambda_ls.workspace.scan import scan
from lambda_ls.workspace.settings import Settings
from lambda_ls.workspace.workspace import Workspace

from tests.fixture import write
from tests.runtime.running import outcomes, plan_for, within, write_code

_YEAR = 365 * 24 * 60 * 60
_TEMPLATE = """\
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler, Runtime: python3.13}
"""
_RIGHT = "def handler(event, context):\n    return event\n"
_WRONG = "def handlre(event, context):\n    return event\n"


def found(workspace: Workspace) -> list[str]:
    snapshot = workspace.snapshot()
    return [type(snapshot.facts(each).resolution).__name__ for each in snapshot.functions()]


@pytest.mark.parametrize("years", [-40, 0, 40], ids=["past", "the same", "future"])
def test_a_change_is_seen_whatever_the_time_of_the_file(tmp_path: Path, years: int) -> None:
    write({"template.yaml": _TEMPLATE, "app.py": _WRONG}, str(tmp_path))
    workspace = Workspace((str(tmp_path),))
    workspace.adopt(scan((str(tmp_path),)))
    assert found(workspace) == ["FunctionMissing"]
    path = tmp_path / "app.py"
    before = path.stat()
    path.write_text(_RIGHT)
    moment = before.st_mtime + years * _YEAR
    os.utime(path, (moment, moment))
    workspace.disk_changed([str(path)])
    assert found(workspace) == ["Resolved"]


@pytest.mark.parametrize("seconds", [-_YEAR, -1, 1, _YEAR])
def test_code_with_another_time_is_run_anew(tmp_path: Path, seconds: int) -> None:
    path = tmp_path / "app.py"
    path.write_text(_RIGHT)
    before = fingerprint((str(tmp_path),))
    moment = path.stat().st_mtime + seconds
    os.utime(path, (moment, moment))
    assert fingerprint((str(tmp_path),)) != before


def test_code_runs_as_it_is_though_its_time_and_size_are_what_they_were(tmp_path: Path) -> None:
    for number in range(3):
        write_code(tmp_path, f"def handler(event, context):\n    return {number}\n")
        os.utime(tmp_path / "app.py", (_YEAR, _YEAR))
        ended = within(lambda host: outcomes(host, plan_for(tmp_path), [{}]))
        assert [each.response for each in ended] == [number]


@pytest.mark.parametrize("today", [date.min, date(1970, 1, 1), date.max])
def test_a_clock_in_another_age_fails_no_check(tmp_path: Path, today: date) -> None:
    write({"template.yaml": _TEMPLATE, "app.py": _RIGHT}, str(tmp_path))
    workspace = Workspace((str(tmp_path),), Settings(today=today))
    workspace.adopt(scan((str(tmp_path),)))
    snapshot = workspace.snapshot()
    ended = [each.rule for file in Diagnostics().everywhere(snapshot) for each in file.findings]
    assert ended == (["runtime-end-of-life"] if today == date.max else [])
    place = _TEMPLATE.index("python3.13")
    assert hover(snapshot, str(tmp_path / "template.yaml"), place)


@pytest.mark.parametrize("jump", [-_YEAR, _YEAR], ids=["back", "on"])
def test_a_clock_that_jumps_during_a_run_neither_ends_it_nor_lengthens_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jump: int
) -> None:
    write_code(tmp_path, _RIGHT)
    real = time.time
    calls = iter(range(1_000_000))
    monkeypatch.setattr(time, "time", lambda: real() + (jump if next(calls) % 2 else 0))
    plan = plan_for(tmp_path)
    ended = within(lambda host: outcomes(host, plan, [{"a": 1}, {"a": 2}]))
    assert [each.response for each in ended] == [{"a": 1}, {"a": 2}]
    assert all(0 <= each.duration_ms < 1000 * plan.timeout for each in ended)
