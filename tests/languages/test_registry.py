from __future__ import annotations

import os
import subprocess
import sys

import pytest
from lambda_ls.languages.registry import deep_language, language_of_path, searched_language


@pytest.mark.parametrize("family", ["python", "node"])
def test_modules_of_python_and_node_are_read(family: str) -> None:
    language = deep_language(family)
    assert language is not None
    assert language.name == family
    assert searched_language(family) is None


@pytest.mark.parametrize("family", ["ruby", "java", "dotnet", "go", "provided"])
def test_handlers_of_other_families_are_searched(family: str) -> None:
    language = searched_language(family)
    assert language is not None
    assert language.extensions
    assert deep_language(family) is None


def test_an_unknown_family_has_no_language() -> None:
    assert deep_language("cobol") is None
    assert searched_language("cobol") is None


@pytest.mark.parametrize("family", ["python", "node"])
def test_every_extension_of_a_language_leads_to_it(family: str) -> None:
    language = deep_language(family)
    assert language is not None
    for extension in language.extensions:
        assert language_of_path(f"/work/src/app{extension}") is language


@pytest.mark.parametrize(
    "path", ["/work/App.java", "/work/py", "/work/app.py.bak", "/work/.py", ""]
)
def test_other_files_have_no_language_that_reads_them(path: str) -> None:
    assert language_of_path(path) is None


def test_a_python_project_loads_no_grammar_of_javascript() -> None:
    code = (
        "import sys; from lambda_ls.languages.registry import language_of_path; "
        "language_of_path('a.py'); "
        "sys.exit(any(name.startswith('lambda_ls.languages.node') for name in sys.modules))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, check=False)
    assert done.returncode == 0
