"""What a long life and many events leave behind, and what they cost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lambda_ls.workspace.scan import Scan
from lambda_ls.workspace.workspace import Workspace

from .keeping import SAM, put, said, scanned


def _sizes(value: object, seen: set[int], name: str = "") -> Iterator[tuple[str, int]]:
    """How much each collection below an object holds, by the attributes that lead to it."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, (dict, list, set, frozenset)):
        yield name, len(value)
        values = value.values() if isinstance(value, dict) else value
        for each in list(values)[:50]:
            yield from _sizes(each, seen, name)
    elif type(value).__module__.startswith("lambda_ls.workspace") or "memo" in (
        type(value).__module__
    ):
        for attribute, held in getattr(value, "__dict__", {}).items():
            yield from _sizes(held, seen, f"{name}.{attribute}")


def _held(workspace: Workspace) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for name, size in _sizes(workspace, set()):
        sizes[name] = max(size, sizes.get(name, 0))
    return sizes


@pytest.mark.parametrize("file", ["template.yaml", "a/app.py"])
def test_a_long_session_holds_no_more_than_a_short_one(file: str, project: Path) -> None:
    workspace = scanned(project)
    text = (project / file).read_text()
    said(workspace)
    held: list[dict[str, int]] = []
    for number in range(6_000):
        workspace.open(str(project / file), f"{text}# {'x' * (number % 97)}{number}\n")
        for function in workspace.snapshot().functions():
            workspace.facts(function)
        if number in (1_000, 5_999):
            held.append(_held(workspace))
    # What is remembered of the past is bounded by characters (the blocks of documents), or by
    # the number of changes that nobody has looked at.
    bounded = {name: size for name, size in held[1].items() if size > held[0].get(name, 0)}
    for name in bounded:
        assert name.endswith(("._changes", "._stretches._values._values")), bounded
    assert bounded.get(".files._changes", 0) <= 4_096


def test_files_that_come_and_go_leave_nothing_behind(project: Path) -> None:
    workspace = scanned(project)
    held: list[dict[str, int]] = []
    for number in range(2_000):
        path = project / f"generated-{number}.json"
        path.write_text("{}")
        workspace.disk_changed([str(path)])
        workspace.snapshot().templates()
        path.unlink()
        workspace.disk_changed([str(path)])
        workspace.snapshot().templates()
        if number in (100, 1_999):
            held.append(_held(workspace))
    for name, size in held[1].items():
        assert size <= held[0].get(name, 0) or name == ".files._changes" or size < 300, name


def test_many_events_at_once_take_time_in_proportion_to_them(tmp_path: Path) -> None:
    put(tmp_path, {f"f{n}/template.yaml": SAM for n in range(300)})
    workspace = scanned(tmp_path)
    said(workspace)
    paths = [str(tmp_path / f"f{n % 300}" / f"new{n}.py") for n in range(20_000)]
    workspace.disk_changed(paths)
    workspace.disk_changed(str(tmp_path / f"f{n}") for n in range(300))
    assert len(workspace.snapshot().templates()) == 300
    assert Scan().candidates == []
