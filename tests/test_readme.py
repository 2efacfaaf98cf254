"""The README shows what the tool really prints."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from lambda_ls.cli.main import run

from tests.markdown import Fence, read

ROOT = Path(__file__).parents[1]


def _sessions() -> list[tuple[str, str]]:
    """The commands of the README with what it says they print."""
    parts = read((ROOT / "README.md").read_text(encoding="utf-8"))
    texts = [part.text for part in parts if isinstance(part, Fence) and part.kind == "console"]
    shown = (text.removeprefix("$ ").split("\n", 1) for text in texts if "\n" in text.strip())
    return [(command, output) for command, output in shown if command.startswith("lambda-ls")]


@pytest.mark.parametrize(("command", "output"), _sessions())
def test_the_readme_shows_real_output(
    command: str, output: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    run(shlex.split(command)[1:])
    printed = capsys.readouterr()
    assert (printed.out + printed.err).strip() == output.strip()


def test_the_readme_shows_a_check_and_a_list() -> None:
    assert [command.split()[1] for command, _ in _sessions()] == ["check", "list"]
