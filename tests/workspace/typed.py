"""Every template that the examples and the tests hold, with the files around it."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lambda_ls.workspace.scan import may_be_template

from tests.fixture import FixtureError, parse
from tests.rules.cases import all_cases

_EXAMPLES = Path(__file__).parents[2] / "examples"
_TESTS = Path(__file__).parents[1]
_WORD = re.compile(r"(?<=: )[\w./-]+$", re.MULTILINE)
_FIXTURE = re.compile(r"\s*-- \S.*? --$", re.MULTILINE)


@dataclass(frozen=True)
class Typed:
    """A template to type, and the files around it."""

    name: str
    files: dict[str, str]
    template: str

    @property
    def text(self) -> str:
        """The text of the template."""
        return self.files[self.template]


def typed_templates() -> Iterator[Typed]:
    """The templates of the examples, of the rules' cases, and of the fixtures in the tests.

    Each text comes once: many cases differ only in their code, which nobody types here. So do
    texts that differ in nothing but plain words and numbers as values.
    """
    seen: set[str] = set()
    for each in _all_templates():
        shape = _WORD.sub("x", each.text)
        if shape not in seen:
            seen.add(shape)
            yield each


def _all_templates() -> Iterator[Typed]:
    for example in sorted(_EXAMPLES.iterdir()):
        files = {
            path.relative_to(example).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(example.rglob("*"))
            if path.is_file() and "__pycache__" not in path.parts
        }
        yield from _templates(example.name, files)
    for case in all_cases():
        yield from _templates(f"{case.rule}: {case.title}", parse(case.fixture).files)
    for path in sorted(_TESTS.rglob("*.py")):
        name = path.relative_to(_TESTS).as_posix()
        for line, files in _fixtures(path.read_text(encoding="utf-8")):
            yield from _templates(f"{name}:{line}", files)


def _templates(name: str, files: dict[str, str]) -> Iterator[Typed]:
    for path in files:
        if may_be_template(os.path.basename(path)):
            yield Typed(f"{name}: {path}", files, path)


def _fixtures(code: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The fixtures that are literals of a test, with their lines."""
    for node in ast.walk(ast.parse(code)):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(node, ast.Constant) and isinstance(text, str) and _FIXTURE.match(text):
            files = _files(text)
            if files is not None:
                yield node.lineno, files


def _files(text: str) -> dict[str, str] | None:
    """The files of a fixture; None for one that a test of the fixture language has wrong."""
    try:
        return parse(text).files
    except FixtureError:
        return None
