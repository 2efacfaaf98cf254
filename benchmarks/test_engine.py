"""What the engine's steps cost, without a process or a protocol around them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from lambda_ls.features.completion import complete
from lambda_ls.features.diagnostics import Diagnostics
from lambda_ls.features.hover import hover
from lambda_ls.text.reader import DocumentReader
from lambda_ls.text.source import SourceText
from lambda_ls.workspace.scan import scan
from lambda_ls.workspace.workspace import Workspace
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.project import write_project
from benchmarks.workspace import write_large

_FUNCTIONS = 160


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template of 480 resources, 3,700 lines."""
    return write_project(tmp_path_factory.mktemp("project").resolve(), _FUNCTIONS)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A workspace of 13,000 files."""
    root = tmp_path_factory.mktemp("large").resolve()
    write_large(root)
    return str(root)


def test_scan_13000_files(benchmark: BenchmarkFixture, large: str) -> None:
    result = benchmark(lambda: scan((large,)))
    assert len(result.candidates) == 380


def test_read_a_template_of_480_resources(benchmark: BenchmarkFixture, template: Path) -> None:
    source = SourceText(template.read_text(encoding="utf-8"))
    document = benchmark(lambda: DocumentReader().read(source))
    assert len(document.children("Resources")) == 3 * _FUNCTIONS


def test_check_a_template_of_160_functions(benchmark: BenchmarkFixture, template: Path) -> None:
    def check() -> int:
        workspace = _opened(template)
        return len(list(Diagnostics().everywhere(workspace.snapshot())))

    assert benchmark(check) == 0


def test_keystroke_to_findings_in_480_resources(
    benchmark: BenchmarkFixture, template: Path
) -> None:
    workspace, diagnostics = _opened(template), Diagnostics()
    texts = _typed(template)
    path = str(template)

    def keystroke() -> int:
        workspace.open(path, next(texts))
        snapshot = workspace.snapshot()
        opened = snapshot.template(path)
        assert opened
        return len(diagnostics.of_template(snapshot, opened))

    keystroke()
    keystroke()
    assert benchmark(keystroke) in (0, 1)


def test_a_letter_of_a_resources_name_in_480_resources(
    benchmark: BenchmarkFixture, template: Path
) -> None:
    workspace = _opened(template)
    text, path = template.read_text(encoding="utf-8"), str(template)
    at = text.index("Function:\n", len(text) // 2)
    texts = cycle((f"{text[:at]}x{text[at:]}", text))

    def keystroke() -> int:
        workspace.open(path, next(texts))
        return len(workspace.snapshot().functions())

    assert benchmark(keystroke) == _FUNCTIONS


def test_hover_on_a_handler(benchmark: BenchmarkFixture, template: Path) -> None:
    snapshot = _opened(template).snapshot()
    offset = template.read_text(encoding="utf-8").index("app.handle") + 6
    assert benchmark(lambda: hover(snapshot, str(template), offset))


def test_completion_of_a_handler(benchmark: BenchmarkFixture, template: Path) -> None:
    snapshot = _opened(template).snapshot()
    offset = template.read_text(encoding="utf-8").index("app.handle") + 6
    assert benchmark(lambda: complete(snapshot, str(template), offset))


def _opened(template: Path) -> Workspace:
    workspace = Workspace((os.path.dirname(template),))
    workspace.open(str(template), template.read_text(encoding="utf-8"))
    return workspace


def _typed(template: Path) -> Iterator[str]:
    """The template with a letter typed in a handler in its middle, and taken away, without end."""
    text = template.read_text(encoding="utf-8")
    at = text.index("\n", text.index("Handler:", len(text) // 2))
    return cycle((f"{text[:at]}x{text[at:]}", text))
