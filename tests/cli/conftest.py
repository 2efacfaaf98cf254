from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import FILES, Command
from tests.fixture import write


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs the command line in this process."""
    return Command(capsys)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a template that has one mistake of each kind; it is the current folder."""
    folder = tmp_path / "project"
    write(FILES, str(folder))
    monkeypatch.chdir(folder)
    return folder
