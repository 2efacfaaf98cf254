"""Results are computed again when what they looked at has changed, alone or asked for together."""

from __future__ import annotations

from pathlib import Path

import pytest
from lambda_ls.text.source import SourceText
from lambda_ls.workspace.files import Files
from lambda_ls.workspace.tracked import Tracked

NAMES = ("a", "b", "c")


class Texts:
    """What stands in some files, and which of them had to be read."""

    def __init__(self, folder: Path) -> None:
        self.files = Files((str(folder),))
        self.read: list[str] = []
        self._folder = folder
        self.tracked: Tracked[str, str] = Tracked(self.files, self._read, lambda name: name)
        for name in NAMES:
            self.write(name, name)

    def write(self, name: str, text: str) -> None:
        self.files.open(str(self._folder / name), SourceText(text))

    def all(self, names: tuple[str, ...] = NAMES) -> tuple[str, ...]:
        self.read.clear()
        return self.tracked.get_all("group", names)

    def _read(self, name: str) -> str:
        self.read.append(name)
        source = self.files.source(str(self._folder / name))
        return source.text if source else ""


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    there = Texts(tmp_path)
    assert there.all() == NAMES
    return there


def test_what_is_unchanged_is_not_computed_again(texts: Texts) -> None:
    texts.write("elsewhere", "x")
    assert texts.all() == NAMES
    assert not texts.read


def test_only_what_has_seen_a_change_is_computed_again(texts: Texts) -> None:
    texts.write("b", "new")
    assert texts.all() == ("a", "new", "c")
    assert texts.read == ["b"]


def test_other_arguments_are_computed_beside_those_that_were_there(texts: Texts) -> None:
    texts.write("d", "d")
    texts.write("c", "new")
    assert texts.all(("a", "d", "c")) == ("a", "d", "new")
    assert texts.read == ["d", "c"]


def test_a_result_that_was_asked_for_alone_is_not_computed_again_with_the_others(
    texts: Texts,
) -> None:
    texts.write("b", "new")
    assert texts.tracked.get("b") == "new"
    assert texts.all() == ("a", "new", "c")
    assert not texts.read


def test_what_is_to_be_forgotten_is_computed_again(texts: Texts) -> None:
    texts.tracked.forget("b")
    assert texts.all() == NAMES
    assert texts.read == ["b"]


def test_thousands_of_changes_elsewhere_make_nothing_outdated(texts: Texts) -> None:
    for number in range(6_000):
        texts.write("elsewhere", str(number))
        assert texts.all() == NAMES
        assert not texts.read
    assert [texts.tracked.get(name) for name in NAMES] == [*NAMES]
    assert not texts.read


def test_changes_that_nobody_remembers_make_everything_outdated(texts: Texts) -> None:
    texts.write("b", "new")
    for number in range(10_000):
        texts.write("elsewhere", str(number))
    assert texts.all() == ("a", "new", "c")


def test_whoever_asks_for_all_has_looked_at_what_they_looked_at(
    texts: Texts, tmp_path: Path
) -> None:
    with texts.files.recording() as seen:
        texts.all()
    assert {str(tmp_path / name) for name in NAMES} <= seen
