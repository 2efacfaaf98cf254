"""Imports that `tsconfig.json` leads to files of the workspace."""

from __future__ import annotations

from pathlib import Path

import pytest
from lambda_ls.languages.node.language import NodeLanguage
from lambda_ls.model.module import Import
from lambda_ls.workspace.code import CodeReader
from lambda_ls.workspace.files import Files
from lambda_ls.workspace.paths import relative

from tests.fixture import write

_LIBS = '{"compilerOptions": {"baseUrl": ".", "paths": {"@libs/*": ["src/libs/*"]}}}'
_OLD = '{"extends": "./base.json", "compilerOptions": {"paths": {"@libs/*": ["old/*"]}}}'
_IMPORTER = "src/orders/app.ts"


def _found(root: Path, module: str, files: dict[str, str]) -> list[str]:
    """Where an import of the orders' code leads."""
    write({_IMPORTER: "", **files}, str(root))
    code = CodeReader(Files((str(root),)))
    importer = str(root / _IMPORTER)
    found = code.imported(NodeLanguage(), Import(module, None), importer, str(root / "src/orders"))
    return [relative(each, str(root)) for each in found]


@pytest.mark.parametrize("file", ["src/libs/db.ts", "src/libs/db.js", "src/libs/db/index.ts"])
def test_an_alias_leads_to_the_file_that_it_stands_for(tmp_path: Path, file: str) -> None:
    assert _found(tmp_path, "@libs/db", {"tsconfig.json": _LIBS, file: ""}) == [file]


def test_a_javascript_project_says_it_in_its_own_file(tmp_path: Path) -> None:
    files = {"jsconfig.json": _LIBS, "src/libs/db.js": ""}
    assert _found(tmp_path, "@libs/db", files) == ["src/libs/db.js"]


def test_paths_count_from_their_file_where_no_base_is_named(tmp_path: Path) -> None:
    config = '{"compilerOptions": {"paths": {"@libs/*": ["./libs/*"]}}}'
    files = {"src/tsconfig.json": config, "src/libs/db.ts": ""}
    assert _found(tmp_path, "@libs/db", files) == ["src/libs/db.ts"]


def test_all_imports_are_looked_for_in_the_base_folder(tmp_path: Path) -> None:
    files = {"tsconfig.json": '{"compilerOptions": {"baseUrl": "src"}}', "src/libs/db.ts": ""}
    assert _found(tmp_path, "libs/db", files) == ["src/libs/db.ts"]
    assert _found(tmp_path, "aws-sdk", files) == []


def test_the_nearest_file_counts_alone(tmp_path: Path) -> None:
    files = {"tsconfig.json": _LIBS, "src/orders/tsconfig.json": "{}", "src/libs/db.ts": ""}
    assert _found(tmp_path, "@libs/db", files) == []


@pytest.mark.parametrize("named", ["../../tsconfig.paths.json", "../../tsconfig.paths"])
def test_what_a_file_extends_counts_from_where_it_stands(tmp_path: Path, named: str) -> None:
    own = f'{{"extends": "{named}"}}'
    files = {"src/orders/tsconfig.json": own, "tsconfig.paths.json": _LIBS, "src/libs/db.ts": ""}
    assert _found(tmp_path, "@libs/db", files) == ["src/libs/db.ts"]


def test_a_file_overrides_what_it_extends(tmp_path: Path) -> None:
    own = '{"extends": "./base", "compilerOptions": {"paths": {"@libs/*": ["own/*"]}}}'
    files = {
        "tsconfig.json": own,
        "base.json": _LIBS,
        "src/libs/db.ts": "",
        "own/db.ts": "",
    }
    assert _found(tmp_path, "@libs/db", files) == ["own/db.ts"]


def test_of_several_extended_files_the_later_one_counts(tmp_path: Path) -> None:
    other = '{"compilerOptions": {"paths": {"@libs/*": ["other/*"]}}}'
    files = {
        "tsconfig.json": '{"extends": ["./a.json", "./b.json", "@tsconfig/node22/tsconfig.json"]}',
        "a.json": _LIBS,
        "b.json": other,
        "other/db.ts": "",
        "src/libs/db.ts": "",
    }
    assert _found(tmp_path, "@libs/db", files) == ["other/db.ts"]


def test_files_that_extend_each_other_end(tmp_path: Path) -> None:
    files = {"tsconfig.json": '{"extends": "./tsconfig.json"}', "src/libs/db.ts": ""}
    assert _found(tmp_path, "@libs/db", files) == []


def test_an_alias_leads_to_nothing_outside_the_workspace(tmp_path: Path) -> None:
    config = '{"compilerOptions": {"paths": {"@libs/*": ["../outside/*"]}}}'
    write({"outside/db.ts": "", "link/config.json": _LIBS}, str(tmp_path))
    inside = tmp_path / "inside"
    assert _found(inside, "@libs/db", {"tsconfig.json": config}) == []
    files = {"tsconfig.json": '{"extends": "../link/config.json"}', "src/libs/db.ts": ""}
    assert _found(inside, "@libs/db", files) == []


def test_a_file_counts_wherever_it_is_extended(tmp_path: Path) -> None:
    files = {
        "base.json": '{"compilerOptions": {"paths": {"@libs/*": ["./src/libs/*"]}}}',
        "old.json": _OLD,
        "new.json": '{"extends": "./base.json"}',
        "tsconfig.json": '{"extends": ["./old.json", "./new.json"]}',
        "src/libs/db.ts": "",
        "old/db.ts": "",
    }
    assert _found(tmp_path, "@libs/db", files) == ["src/libs/db.ts"]


def test_a_relative_import_is_no_alias(tmp_path: Path) -> None:
    config = '{"compilerOptions": {"baseUrl": ".", "paths": {"*": ["src/libs/*"]}}}'
    assert _found(tmp_path, "./db", {"tsconfig.json": config, "src/libs/db.ts": ""}) == []


@pytest.mark.parametrize("module", ["events", "fs/promises", "node:events"])
def test_modules_of_node_itself_are_led_nowhere(tmp_path: Path, module: str) -> None:
    files = {
        "tsconfig.json": '{"compilerOptions": {"baseUrl": "src"}}',
        "src/events.ts": "",
        "src/fs/promises.ts": "",
        "src/node:events.ts": "",
    }
    assert _found(tmp_path, module, files) == []


def test_imports_of_python_are_none_of_its_business(tmp_path: Path) -> None:
    from lambda_ls.languages.python.language import PythonLanguage

    config = '{"compilerOptions": {"baseUrl": "src"}}'
    write({"tsconfig.json": config, "src/db.py": "", "src/orders/app.py": ""}, str(tmp_path))
    code = CodeReader(Files((str(tmp_path),)))
    folder = tmp_path / "src/orders"
    found = code.imported(PythonLanguage(), Import("db", None), str(folder / "app.py"), str(folder))
    assert list(found) == []
