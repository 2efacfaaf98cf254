"""Handlers that only jedi can follow, as a part of the workspace."""

from __future__ import annotations

from pathlib import Path

import pytest
from lambda_ls.features.lenses import code_lenses
from lambda_ls.model.resolution import Resolved
from lambda_ls.workspace.facts import FunctionFacts
from lambda_ls.workspace.inference import Question, answer
from lambda_ls.workspace.workspace import Workspace

from tests.fixture import write

from .resolving import sam

PACKAGE = ".venv/lib/python3.12/site-packages/installed/__init__.py"
INSTALLED = """\
def handler(event, context):
    \"\"\"Takes an order.\"\"\"
def make():
    def inner(event, context):
        \"\"\"Made to order.\"\"\"
    return inner
"""
STAR = "from installed import *\n"


def opened(root: Path, code: str) -> Workspace:
    files = {
        "template.yaml": sam("app.handler"),
        "app.py": code,
        ".venv/pyvenv.cfg": "",
        PACKAGE: INSTALLED,
    }
    write(files, str(root))
    workspace = Workspace((str(root),))
    workspace.add_candidates((str(root / "template.yaml"),))
    return workspace


def facts(workspace: Workspace) -> FunctionFacts:
    snapshot = workspace.snapshot()
    (function,) = snapshot.functions()
    return snapshot.facts(function)


def resolved(workspace: Workspace) -> Resolved | None:
    found = facts(workspace).resolution
    return found if isinstance(found, Resolved) else None


def wanted(workspace: Workspace) -> tuple[Question, ...]:
    facts(workspace)
    return workspace.questions()


def infer(workspace: Workspace) -> None:
    (asked,) = wanted(workspace)
    workspace.learn(asked, answer(asked))


def test_a_star_import_of_a_package_is_followed_once_jedi_has_answered(tmp_path: Path) -> None:
    workspace = opened(tmp_path, STAR)
    assert resolved(workspace) is None
    infer(workspace)
    found = resolved(workspace)
    assert found is not None and found.export is not None
    assert (found.path, found.symbol, found.via) == (
        str(tmp_path / PACKAGE),
        "handler",
        "a star import",
    )
    assert found.export.signature == "def handler(event, context)"
    assert found.export.documentation == "Takes an order."
    (lens,) = code_lenses(workspace.snapshot(), found.path)
    assert lens.title == "Orders"


@pytest.mark.parametrize(
    ("code", "signature", "documentation", "line"),
    [
        ("from installed import handler\n", "handler(event, context)", "Takes an order.", 1),
        (
            "from installed import make\nhandler = make()\n",
            "inner(event, context)",
            "Made to order.",
            4,
        ),
    ],
)
def test_what_other_code_makes_stays_where_it_is_named_and_tells_of_its_origin(
    code: str, signature: str, documentation: str, line: int, tmp_path: Path
) -> None:
    workspace = opened(tmp_path, code)
    before = resolved(workspace)
    infer(workspace)
    after = resolved(workspace)
    assert before and after and after.export and after.origin
    assert after.place == before.place
    assert after.export.signature == f"def {signature}"
    assert after.export.documentation == documentation
    assert (after.origin.path, after.origin.line) == (str(tmp_path / PACKAGE), line)


def test_the_code_that_jedi_finds_is_not_judged(tmp_path: Path) -> None:
    workspace = opened(tmp_path, STAR)
    event = facts(workspace).event
    infer(workspace)
    assert resolved(workspace)
    assert facts(workspace).event == event


def test_nothing_is_asked_twice_while_nothing_changes(tmp_path: Path) -> None:
    for code in (STAR, "from nowhere import *\n"):
        workspace = opened(tmp_path, code)
        infer(workspace)
        assert wanted(workspace) == ()
        workspace.open(str(tmp_path / "template.yaml"), sam("app.handler", properties="Timeout: 9"))
        assert wanted(workspace) == ()


def test_another_text_of_the_module_is_asked_about_and_the_last_answer_stays(
    tmp_path: Path,
) -> None:
    workspace = opened(tmp_path, STAR)
    infer(workspace)
    workspace.open(str(tmp_path / "app.py"), STAR + "import os\n")
    assert resolved(workspace)
    (asked,) = wanted(workspace)
    assert asked.source.text == STAR + "import os\n"


def test_another_text_of_the_package_is_followed_anew(tmp_path: Path) -> None:
    workspace = opened(tmp_path, STAR)
    infer(workspace)
    package = tmp_path / PACKAGE
    package.write_text("\n" + INSTALLED, encoding="utf-8")
    workspace.disk_changed((str(package),))
    infer(workspace)
    found = resolved(workspace)
    assert found is not None
    start = workspace.span(found.place).start
    source = workspace.files.source(found.path)
    assert source is not None and source.position(start).line == 1


def test_a_package_that_is_installed_later_is_found(tmp_path: Path) -> None:
    workspace = opened(tmp_path, "from later import *\n")
    infer(workspace)
    assert resolved(workspace) is None
    folder = tmp_path / ".venv/lib/python3.12/site-packages/later"
    write({"__init__.py": INSTALLED}, str(folder))
    workspace.disk_changed((str(folder),))
    infer(workspace)
    assert resolved(workspace)


@pytest.mark.parametrize(
    "code",
    [
        "def handler(event, context): ...\n",
        "globals()['handler'] = print\n",
        "def handler(event, context:\n",
        STAR + "#" * 200_000,
    ],
)
def test_jedi_is_not_asked_where_it_cannot_help(code: str, tmp_path: Path) -> None:
    assert wanted(opened(tmp_path, code)) == ()


def test_a_command_decides_only_what_would_stay_open(tmp_path: Path) -> None:
    workspace = opened(tmp_path, STAR)
    workspace.decide()
    assert resolved(workspace)
    workspace = opened(tmp_path, "from installed import handler\n")
    workspace.decide()
    found = resolved(workspace)
    assert found is not None and found.origin is None
