"""The files that an import in Python can mean."""

from __future__ import annotations

import pytest
from lambda_ls.languages.python.language import PythonLanguage
from lambda_ls.model.module import Import

PYTHON = PythonLanguage()


@pytest.mark.parametrize(
    ("imported", "importer", "paths"),
    [
        (Import("a.b", None), "app.py", ("a/b/__init__.py", "a/b.py")),
        (
            Import("lib", "handler"),
            "src/app.py",
            ("lib/__init__.py", "lib.py", "lib/handler/__init__.py", "lib/handler.py"),
        ),
        (
            Import(".lib", "x"),
            "src/app.py",
            ("src/lib/__init__.py", "src/lib.py", "src/lib/x/__init__.py", "src/lib/x.py"),
        ),
        (
            Import("..lib", "x"),
            "src/pkg/__init__.py",
            ("src/lib/__init__.py", "src/lib.py", "src/lib/x/__init__.py", "src/lib/x.py"),
        ),
        (
            Import(".", "x"),
            "src/app.py",
            ("src/__init__.py", "src.py", "src/x/__init__.py", "src/x.py"),
        ),
        (Import(".", "x"), "app.py", ("__init__.py", "x/__init__.py", "x.py")),
        (Import("...lib", "x"), "src/app.py", ()),
        (Import("time", "sleep"), "app.py", ()),
    ],
)
def test_an_import_means_the_module_first_and_then_a_submodule(
    imported: Import, importer: str, paths: tuple[str, ...]
) -> None:
    assert PYTHON.import_candidates(imported, importer) == paths
