"""SECURITY.md names tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]
_NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (_ROOT / "SECURITY.md").read_text("utf-8"))


@pytest.mark.parametrize(("file", "name"), _NAMED)
def test_a_defence_is_held_by_a_test(file: str, name: str) -> None:
    code = (_ROOT / file).read_text(encoding="utf-8")
    assert re.search(rf"^(?:async )?def {name}\(", code, re.MULTILINE)


def test_every_threat_names_a_test() -> None:
    rows = re.findall(r"^\| (?!Threat|---).*$", (_ROOT / "SECURITY.md").read_text("utf-8"), re.M)
    assert [row for row in rows if "`tests/" not in row] == []
    assert rows
