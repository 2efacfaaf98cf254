from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from lambda_ls.rules.registry import RULES

from tests.rules.cases import case_files

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PACKAGE = os.path.join(ROOT, "server", "lambda_ls")
ROOMS = sorted(
    name
    for name in os.listdir(PACKAGE)
    if os.path.isfile(os.path.join(PACKAGE, name, "__init__.py"))
)
LONGEST_MODULE = 400
NO_RULES = {
    "__init__",
    "base",
    "batch_words",
    "code_words",
    "event_words",
    "filling",
    "missing_entry",
    "pages",
    "registry",
    "words",
}
DIALECT_WORDS = re.compile(r"\b(sam|cloudformation|serverless)\b", re.IGNORECASE)


def modules(folder: str = PACKAGE) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(set(folders) - {"__pycache__"})
        yield from (os.path.join(parent, name) for name in sorted(files) if name.endswith(".py"))


def text_of(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()


def rule_modules() -> dict[str, str]:
    paths = {os.path.basename(path).removesuffix(".py"): path for path in modules_of_rules()}
    return {name: path for name, path in paths.items() if name not in NO_RULES}


def modules_of_rules() -> Iterator[str]:
    return modules(os.path.join(PACKAGE, "rules"))


def test_imports_run_downward_only() -> None:
    pytest.importorskip("importlinter", reason="only the environment of developers has it")
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    environment = {**os.environ, "PYTHONPATH": os.path.join(ROOT, "server")}
    result = subprocess.run(
        [*command, "--no-cache", "--no-logo"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_what_it_must_not_know(room: str) -> None:
    docstring = ast.get_docstring(ast.parse(text_of(os.path.join(PACKAGE, room, "__init__.py"))))
    assert docstring is not None
    assert re.search(r"\b[Mm]ust not\b", docstring)


def test_no_module_is_too_long_to_read() -> None:
    lengths = {os.path.relpath(path, ROOT): text_of(path).count("\n") for path in modules()}
    assert {path: n for path, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_every_rule_module_is_in_the_list_of_rules() -> None:
    assert {rule.name.replace("-", "_") for rule in RULES} == set(rule_modules())


def test_every_rule_has_its_module_its_cases_and_its_page() -> None:
    for rule in RULES:
        assert rule.name.replace("-", "_") in rule_modules()
        assert rule.name in case_files()
        assert os.path.isfile(os.path.join(ROOT, rule.page))


@pytest.mark.parametrize("path", rule_modules().values(), ids=os.path.basename)
def test_a_rule_knows_no_dialect(path: str) -> None:
    code = text_of(path).split('"""', 2)[2]
    assert not DIALECT_WORDS.search(code)
