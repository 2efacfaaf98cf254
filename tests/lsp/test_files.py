"""What changes on disk or in the set of folders."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lsprotocol import types

from .client import editor, make_capabilities
from .workspace import CODE as CODE_TEXT
from .workspace import make_workspace

pytestmark = pytest.mark.asyncio

UNUSED = "unused-environment-variable"
HANDLER = "def handler(event, context):\n    return None\n"
TEMPLATE, CODE, CRLF = "template.yaml", "src/app.py", "crlf/template.yaml"
READ = (
    *("template.yaml", "stack.template", "package.json", "lambda-ls.toml", "pyproject.toml"),
    *("app.py", "app.mjs", "app.jsx", "app.tsx", "app.rb", "App.kt", "main.go", "main.rs"),
    *("requirements-dev.txt", "requirements.in", "setup.cfg", "yarn.lock", "Pipfile", ".gitignore"),
    # What can mention a variable of the environment, which is then not one that nothing reads.
    *(".env", ".env.local", ".envrc", "prod.env", "start.sh", "run.bash", "bootstrap", "run.ps1"),
    *("Makefile", "Dockerfile", "Dockerfile.prod", "Procfile", "justfile", "app.properties"),
    *("pip.ini", "app.conf", "log.xml", "page.html", "mail.ejs", "mail.j2", "orders.sql"),
    *("schema.graphql", "App.vue", "main.php", "config.exs", "main.tf"),
)
"""Files whose contents decide what is found."""

WRITTEN_ALL_THE_TIME = ("debug.log", "app.log.1", "picture.png", "app.pyc", "data.sqlite", "a.tmp")


def matches(glob: str, name: str) -> bool:
    """Whether a pattern of the kind that the server asks for matches a file in any folder."""
    pattern = re.escape(glob.removeprefix("**/")).replace(r"\*", ".*")
    pattern = pattern.replace(r"\{", "(?:").replace(r"\}", ")").replace(",", "|")
    return re.fullmatch(pattern, name) is not None


async def test_the_server_asks_to_be_told_of_files(project: Path) -> None:
    async with editor(project) as client:
        await client.until(lambda: client.registrations, "a registration")
        options = client.registrations[types.WORKSPACE_DID_CHANGE_WATCHED_FILES].register_options
        assert options
        globs = [watcher["globPattern"] for watcher in options["watchers"]]
        changing = [
            watcher["globPattern"]
            for watcher in options["watchers"]
            if watcher["kind"] & types.WatchKind.Change
        ]
        assert "**/*" in globs
        for name in READ:
            assert any(matches(glob, name) for glob in changing), name
        for name in WRITTEN_ALL_THE_TIME:
            assert not any(matches(glob, name) for glob in changing), name


@pytest.mark.parametrize("name", [".env", "start.sh"])
async def test_a_variable_is_used_when_any_file_of_the_code_mentions_it(
    project: Path, name: str
) -> None:
    (project / "variables" / "table.py").write_text(HANDLER, encoding="utf-8")
    (project / "variables" / name).write_text("", encoding="utf-8")
    template = "variables/template.yaml"
    async with editor(project) as client:
        await client.until(lambda: client.rules(template) == [UNUSED], "the finding")
        client.write(f"variables/{name}", "echo $TABLE\n")
        await client.until(lambda: client.rules(template) == [], "no finding")
        client.write(f"variables/{name}", "")
        await client.until(lambda: client.rules(template) == [UNUSED], "the finding again")


async def test_the_server_does_not_ask_a_client_that_cannot_tell(project: Path) -> None:
    static = make_capabilities(workspace__didChangeWatchedFiles=None)
    async with editor(project, static) as client:
        await client.until(lambda: client.rules(TEMPLATE), "the scan")
        assert types.WORKSPACE_DID_CHANGE_WATCHED_FILES not in client.registrations


async def test_a_file_that_comes_goes_or_changes_is_noticed(project: Path) -> None:
    async with editor(project) as client:
        await client.until(lambda: len(client.rules(TEMPLATE)) == 2, "both findings")
        client.write("src/absent.py", CODE_TEXT)
        await client.until(lambda: len(client.rules(TEMPLATE)) == 1, "one finding less")
        client.write(CODE, CODE_TEXT.replace("def other", "def handlr"))
        await client.until(lambda: client.rules(TEMPLATE) == [], "no findings")
        client.write("src/absent.py", None)
        await client.until(lambda: len(client.rules(TEMPLATE)) == 1, "a finding again")


async def test_a_new_template_is_noticed(project: Path) -> None:
    async with editor(project) as client:
        await client.until(lambda: client.rules(CRLF), "the scan")
        client.write("new/index.js", client.text("crlf/index.js"))
        client.write("new/template.yaml", client.text(CRLF))
        await client.until(lambda: client.rules("new/template.yaml"), "findings of the new file")


async def test_a_folder_that_is_moved_takes_its_findings_with_it(project: Path) -> None:
    async with editor(project) as client:
        await client.until(lambda: client.rules(CRLF), "the scan")
        text = client.text(CRLF)
        (project / "crlf").rename(project / "moved")
        client.workspace_did_rename_files(
            types.RenameFilesParams([types.FileRename(client.uri("crlf"), client.uri("moved"))])
        )
        await client.until(lambda: not client.rules(CRLF), "no findings at the old place")
        client.open("moved/template.yaml", text)
        await client.until(lambda: client.rules("moved/template.yaml"), "findings at the new one")


async def test_folders_join_and_leave_the_workspace(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    second = make_workspace(tmp_path_factory.mktemp("second").resolve())
    added = types.WorkspaceFolder(second.as_uri(), "second")
    uri = (second / TEMPLATE).as_uri()
    async with editor(project) as client:
        await client.until(lambda: client.rules(TEMPLATE), "the scan")
        client.workspace_did_change_workspace_folders(
            types.DidChangeWorkspaceFoldersParams(
                types.WorkspaceFoldersChangeEvent(added=[added], removed=[])
            )
        )
        await client.until(lambda: client.diagnostics.get(uri), "findings of the new folder")
        client.workspace_did_change_workspace_folders(
            types.DidChangeWorkspaceFoldersParams(
                types.WorkspaceFoldersChangeEvent(added=[], removed=[added])
            )
        )
        await client.until(lambda: not client.diagnostics[uri], "no findings of the folder")
        assert client.rules(TEMPLATE)


async def test_lenses_are_asked_for_again_when_a_template_changes_them(project: Path) -> None:
    refreshing = make_capabilities(workspace__codeLens={"refreshSupport": True})
    async with editor(project, refreshing) as client:
        document = client.open(CODE)
        lenses = await client.text_document_code_lens_async(types.CodeLensParams(document))
        await client.until(lambda: lenses or client.lens_refreshes, "a refresh after the scan")
        await client.text_document_code_lens_async(types.CodeLensParams(document))
        refreshes = client.lens_refreshes
        client.open(TEMPLATE)
        client.replace(TEMPLATE, "SecondFunction:", "ThirdFunction:")
        client.replace(TEMPLATE, "OrdersFunction:", "FirstFunction:")
        await client.until(lambda: client.lens_refreshes > refreshes, "another refresh")
        lenses = await client.text_document_code_lens_async(types.CodeLensParams(document))
        assert lenses and lenses[0].command and "FirstFunction" in lenses[0].command.title
