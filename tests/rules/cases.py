"""The cases of a rule: `tests/rules/<rule>.md`.

Each case is a heading, a sentence, and a block of the fixture language. A line `Fix: TITLE` with a
block `fixed` below it says what the files that the fix changes look like afterwards.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.markdown import Fence, Heading, Prose, read

FOLDER = os.path.dirname(os.path.abspath(__file__))
_FIX = "Fix: "


@dataclass
class Case:
    """One case; `fixed` holds the files after each fix by the fix's title."""

    rule: str
    title: str
    prose: str = ""
    fixture: str = ""
    fixed: dict[str, str] = field(default_factory=dict)


def case_files() -> dict[str, str]:
    """The Markdown files of cases by the names of their rules."""
    return {
        name.removesuffix(".md"): os.path.join(FOLDER, name)
        for name in sorted(os.listdir(FOLDER))
        if name.endswith(".md")
    }


def all_cases() -> list[Case]:
    """The cases of all rules."""
    return [case for rule, path in case_files().items() for case in _cases(rule, path)]


def _cases(rule: str, path: str) -> Iterator[Case]:
    with open(path, encoding="utf-8") as file:
        parts = read(file.read())
    case: Case | None = None
    fix = ""
    for part in parts:
        if isinstance(part, Heading):
            if case:
                yield case
            case = Case(rule, part.text) if part.level == 2 else None
        elif case is None:
            continue
        elif isinstance(part, Prose):
            fix = part.text.removeprefix(_FIX) if part.text.startswith(_FIX) else ""
            case.prose += "" if fix else part.text
        else:
            _add(case, part, fix)
    if case:
        yield case


def _add(case: Case, block: Fence, fix: str) -> None:
    if block.kind == "fixture":
        assert not case.fixture, f"{case.rule}, {case.title}: a case has one fixture"
        case.fixture = block.text
    else:
        assert block.kind == "fixed", f"{case.rule}, {case.title}: unknown block {block.kind!r}"
        assert fix, f"{case.rule}, {case.title}: no line `Fix: TITLE` above the block"
        case.fixed[fix] = block.text
