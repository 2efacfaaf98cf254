"""The configurations of editors that the tests cannot start: well formed, and the right command."""

from __future__ import annotations

import json
import sys

import pytest

from tests.editors.project import PAGES, configuration

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_COMMAND = ["lambda-ls", "serve"]


def test_helix_starts_the_server_for_its_languages() -> None:
    settings = tomllib.loads(configuration("helix.md", "languages.toml"))
    server = settings["language-server"]["lambda-ls"]
    assert [server["command"], *server["args"]] == _COMMAND
    languages = {each["name"]: each["language-servers"] for each in settings["language"]}
    assert languages.keys() == {"yaml", "python", "javascript", "typescript"}
    assert all("lambda-ls" in servers for servers in languages.values())


def test_zed_starts_the_server_for_its_languages() -> None:
    settings = json.loads(configuration("zed.md", "settings.json"))
    server = settings["lsp"]["lambda-ls"]["binary"]
    assert [server["path"], *server["arguments"]] == _COMMAND
    languages = settings["languages"]
    assert languages.keys() == {"YAML", "Python", "JavaScript", "TypeScript"}
    assert all("lambda-ls" in each["language_servers"] for each in languages.values())


def test_sublime_starts_the_server_for_its_selector() -> None:
    client = json.loads(configuration("sublime.md", "LSP.sublime-settings"))["clients"]["lambda-ls"]
    assert client["command"] == _COMMAND
    assert client["selector"].startswith("source.yaml")


def test_kate_starts_the_server_for_yaml() -> None:
    servers = json.loads(configuration("kate.md", "User server settings"))["servers"]
    assert servers["yaml"]["command"] == _COMMAND


@pytest.mark.parametrize("page", ["helix.md", "zed.md", "sublime.md", "kate.md"])
def test_a_page_says_that_its_configuration_was_not_run(page: str) -> None:
    assert "it was not run in " in (PAGES / page).read_text(encoding="utf-8")


def test_the_index_names_every_page() -> None:
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    pages = {path.name for path in PAGES.glob("*.md")} - {"README.md"}
    assert {page for page in pages if f"({page}" not in index} == set()
