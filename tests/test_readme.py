"""The README, and the page of the first five minutes, show what the tool really prints."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from lambda_ls.cli.main import run

from tests.markdown import Fence, read

ROOT = Path(__file__).parents[1]
_DIFFERING = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9.]+ (?:ms|MB)")


def _sessions() -> list[tuple[str, str]]:
    """The commands of both with what they say is printed."""
    pages = ("README.md", "docs/first-steps.md")
    parts = [part for page in pages for part in read((ROOT / page).read_text(encoding="utf-8"))]
    texts = [part.text for part in parts if isinstance(part, Fence) and part.kind == "console"]
    shown = (text.removeprefix("$ ").split("\n", 1) for text in texts if "\n" in text.strip())
    return [(command, output) for command, output in shown if command.startswith("lambda-ls")]


@pytest.mark.parametrize(("command", "output"), _sessions())
def test_the_readme_shows_real_output(
    command: str, output: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if "invoke" in command and shutil.which("node") is None:
        pytest.skip("Node.js is not on this machine")
    monkeypatch.chdir(ROOT)
    run(shlex.split(command)[1:])
    printed = capsys.readouterr()
    if command.split()[1] == "invoke":
        assert _lasting(printed.err + printed.out) == _lasting(output)
    else:
        assert (printed.out + printed.err).strip() == output.strip()


def test_the_readme_shows_a_check_a_list_and_a_run() -> None:
    assert [command.split()[1] for command, _ in _sessions()] == [
        "check",
        "list",
        "invoke",
        "check",
    ]


def _lasting(text: str) -> list[str]:
    """The lines of a run without what differs from one to the next, in any order.

    The log goes to another stream than the response, and machines have other versions of Node.js.
    """
    lines = (_DIFFERING.sub("_", line).strip() for line in text.splitlines())
    return sorted(line for line in lines if line and not line.startswith("note: "))
