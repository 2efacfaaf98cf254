from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from lambda_ls.languages.python.inference import InferredDefinition, infer
from lambda_ls.text.source import SourceText
from lambda_ls.text.span import Position

MAIN = """\
from lib import handler as imported
from lib import *
from sub.deep import nested
from lib import made, partly, method, missing
from ..outside import secret
from layered import from_layer
from installed import from_package
import trap
trapped = trap.function
if unknown():
    either = imported
else:
    either = nested
"""
LIB = '''\
import functools
# 😀
def handler(event, context):
    """Handles é."""
def starred(event, context): ...
def factory():
    def inner(event, context):
        """Made."""
    return inner
made = factory()
partly = functools.partial(handler, 1)
class Runner:
    def run(self, event, context): ...
method = Runner().run
'''


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "code/main.py": MAIN,
        "code/lib.py": LIB,
        "code/sub/deep.py": "def nested(event, context): ...\n",
        "code/trap.py": "open(__file__ + '.executed', 'w')\ndef function(e, c): ...\n",
        "layer/layered.py": "def from_layer(event, context): ...\n",
        "outside.py": "def secret(event, context): ...\n",
        ".venv/bin/python": "#!/bin/sh\ntouch $0.executed\n",
        ".venv/lib/python3.12/site-packages/installed.py": "def from_package(e, c): ...\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / ".venv/bin/python").chmod(0o755)
    return tmp_path


def definition(project: Path, name: str) -> InferredDefinition | None:
    return infer(
        MAIN,
        str(project / "code/main.py"),
        name,
        str(project / "code"),
        (str(project / "layer"),),
        str(project / ".venv/bin/python"),
    )


@pytest.mark.parametrize(
    ("name", "file", "at", "signature"),
    [
        ("imported", "code/lib.py", "handler(event", "def handler(event, context)"),
        ("starred", "code/lib.py", "starred(event", "def starred(event, context)"),
        ("nested", "code/sub/deep.py", "nested(event", "def nested(event, context)"),
        ("made", "code/lib.py", "inner(event", "def inner(event, context)"),
        ("partly", "code/lib.py", "partly =", "partly = functools.partial(handler, 1)"),
        ("method", "code/lib.py", "run(self", "def run(event, context)"),
        ("from_layer", "layer/layered.py", "from_layer(", "def from_layer(event, context)"),
        (
            "from_package",
            ".venv/lib/python3.12/site-packages/installed.py",
            "from_package(",
            "def from_package(e, c)",
        ),
    ],
)
def test_a_name_is_followed_to_where_it_is_defined(
    project: Path, name: str, file: str, at: str, signature: str
) -> None:
    found = definition(project, name)
    assert found is not None
    path = project / file
    assert os.path.samefile(found.path, path)
    source = SourceText(path.read_text(encoding="utf-8"))
    offset = source.offset(Position(found.line, found.column))
    assert source.text[offset:].startswith(at)
    assert found.signature == signature


def test_the_docstring_comes_along(project: Path) -> None:
    found = definition(project, "imported")
    assert found is not None
    assert (found.name, found.documentation) == ("handler", "Handles é.")


@pytest.mark.parametrize("name", ["missing", "nowhere", "trap", "either", "not a name", ""])
def test_a_name_without_one_definition_leads_nowhere(project: Path, name: str) -> None:
    assert definition(project, name) is None


def test_a_relative_import_does_not_lead_out_of_the_project(project: Path) -> None:
    assert definition(project, "secret") is None


def test_nothing_of_the_project_is_executed(project: Path) -> None:
    modules = set(sys.modules)
    path = list(sys.path)
    for name in ("trapped", "trap", "from_package"):
        definition(project, name)
    assert not list(project.rglob("*.executed"))
    assert not {"trap", "main", "lib", "installed"} & (set(sys.modules) - modules)
    assert sys.path == path


def test_a_compiled_module_of_the_project_is_not_loaded(project: Path) -> None:
    (project / "code/native.so").write_bytes(b"\x7fELF")
    (project / "code/cached.pyc").write_bytes(b"\0" * 32)
    for module in ("native", "cached", "gi"):
        source = f"from {module} import handler\n"
        assert (
            infer(source, str(project / "code/main.py"), "handler", str(project / "code")) is None
        )


@pytest.mark.parametrize(
    "source",
    ["def handler(", "'''", "\x00\x01", "from . import *\nfrom .main import *", "x = (" * 500],
)
def test_odd_source_leads_nowhere_and_raises_nothing(project: Path, source: str) -> None:
    path = str(project / "code/main.py")
    found = infer(source, path, "nothing", str(project / "code"))
    assert found is None


def test_text_that_is_not_saved_counts(project: Path) -> None:
    path = str(project / "code/new.py")
    found = infer("def fresh(e, c): ...", path, "fresh", str(project / "code"))
    assert found is not None
    assert (found.path, found.line, found.column) == (path, 0, 4)


@pytest.mark.parametrize(("size", "is_read"), [(1_000, True), (6_000_000, False)])
def test_a_file_that_nobody_has_written_is_not_read(
    tmp_path: Path, size: int, is_read: bool
) -> None:
    (tmp_path / "lib.py").write_text(f"def handler(e, c): ...\n{'#' * size}\n")
    main = "from lib import handler\n"
    found = infer(main, str(tmp_path / "main.py"), "handler", str(tmp_path))
    assert (found is not None) == is_read
