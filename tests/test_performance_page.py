"""docs/performance.md shows what the benchmarks have saved, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks import report, results
from benchmarks.growth import CURVES, subject
from benchmarks.measuring import Measurement, summary
from benchmarks.plot import PICTURE, source
from benchmarks.tables import one_a_line, side_by_side

TEXT = report.PAGE.read_text(encoding="utf-8")
_TIME = re.compile(r"\d (?:ms|s|MiB)\b")


def test_the_page_is_up_to_date() -> None:
    assert report.main(["--check"]) == 0, "run python -m benchmarks.report"


def test_the_page_shows_all_that_is_measured() -> None:
    assert sorted(report.blocks(TEXT)) == sorted(report.FIGURES)


def test_a_page_with_another_figure_is_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "performance.md"
    page.write_text(_TIME.sub("0 s", TEXT, count=1), encoding="utf-8")
    monkeypatch.setattr(report, "PAGE", page)
    assert report.main(["--check"]) == 1
    assert "performance.md is not up to date" in capsys.readouterr().err
    assert report.main([]) == 0
    assert page.read_text(encoding="utf-8") == TEXT


def test_the_picture_is_made_of_the_figures_of_the_table() -> None:
    assert source() in PICTURE.read_text(encoding="utf-8"), "run python -m benchmarks.plot"


def test_the_curves_have_all_their_points() -> None:
    measured = {row.subject for row in results.load("growth").rows}
    assert measured == {subject(size, kind) for kind, sizes in CURVES.items() for size in sizes}


def test_figures_name_no_machine_of_somebody() -> None:
    files = sorted(results.FOLDER.iterdir())
    assert files
    assert not [path for path in files if re.search(r'"/|\.local|@', path.read_text("utf-8"))]


def test_a_table_compares_each_tool_with_lambda_ls() -> None:
    rows = [
        summary("a file", "hover", [1.0, 2.0, 3.0]),
        summary("a file", "hover", [50.0, 60.0, 70.0], "another"),
        summary("a file", "memory", [40.0]),
        summary("a file", "check", [1500.0], "another"),
        summary("other file", "hover", [9.0]),
    ]
    assert side_by_side(rows, "a file").splitlines() == [
        "|  | lambda-ls | another |",
        "| --- | ---: | ---: |",
        "| hover | 2.0 ms / 3.0 ms | 60 ms / 70 ms (30 ×) |",
        "| memory | 40 MiB | — |",
        "| check | — | 1.5 s |",
    ]


def test_a_table_of_growth_has_a_line_for_each_size() -> None:
    rows = [
        Measurement(size, what, 1, figure, figure, figure)
        for size, figure in (("10 files", 4.0), ("1,000 files", 4.1))
        for what in ("check", "memory")
    ]
    assert one_a_line(rows).splitlines()[2:] == [
        "| 10 files | 4.0 ms | 4 MiB |",
        "| 1,000 files | 4.1 ms | 4 MiB |",
    ]
