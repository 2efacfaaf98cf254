"""What is read of `tsconfig.json`; that imports go there is told in the tests of the workspace."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lambda_ls.languages.node.path_mappings import PathMapping, PathMappings, read_path_mappings
from lambda_ls.text.source import SourceText


def _read(text: str) -> PathMappings:
    return read_path_mappings(SourceText(text))


def test_comments_and_last_commas_are_read_as_the_compiler_reads_them() -> None:
    text = """\
    // The paths of this project.
    {
      "extends": "./base.json", /* "baseUrl": "lib", */
      "compilerOptions": {
        "baseUrl": ".", // as ever
        "paths": { "@libs/*": ["src/libs/*", "libs/*",], },
      },
    }
    """
    mapping = PathMapping("@libs/*", ("src/libs/*", "libs/*"))
    assert _read(text) == PathMappings(("./base.json",), ".", (mapping,))


def test_several_files_can_be_extended() -> None:
    assert _read('{"extends": ["./a", "./b"]}').extends == ("./a", "./b")


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", "null", '"paths"', '{"compilerOptions": []}', '{"compilerOptions": {"a": 1}}'],
)
def test_what_says_nothing_of_paths_is_no_mapping(text: str) -> None:
    assert _read(text) == PathMappings()


def test_no_paths_are_told_from_paths_without_an_entry() -> None:
    assert _read('{"compilerOptions": {"paths": {}}}').mappings == ()


@pytest.mark.parametrize(
    ("pattern", "module", "path"),
    [
        ("@libs/*", "@libs/db", "to/db"),
        ("@libs/*", "@libs/db/orders", "to/db/orders"),
        ("@libs/*", "@lib/db", None),
        ("@libs/*", "@libs", None),
        ("@libs", "@libs", "to/*"),
        ("@libs", "@libs/db", None),
        ("*", "db", "to/db"),
        ("*-client", "db-client", "to/db"),
        ("a*a", "a", None),
    ],
)
def test_a_pattern_gives_what_its_star_holds_to_the_path(
    pattern: str, module: str, path: str | None
) -> None:
    found = PathMapping(pattern, ("to/*",)).mapped(module)
    assert found == ((path,) if path is not None else ())


def test_the_whole_import_comes_before_patterns_and_the_longest_beginning_first() -> None:
    paths = '{"*": ["a"], "@l/*": ["b"], "@l/x/*": ["c"], "@l/x": ["d"]}'
    text = f'{{"compilerOptions": {{"paths": {paths}}}}}'
    mappings = _read(text).mappings or ()
    assert [each.pattern for each in mappings] == ["@l/x", "@l/x/*", "@l/*", "*"]


@given(st.text(alphabet='{}[]":,*@/.\\ \n\rabpaths\u2028', max_size=60))
def test_any_text_is_read(text: str) -> None:
    read = _read('{"compilerOptions": {"paths": ' + text)
    assert read.base is None or isinstance(read.base, str)
