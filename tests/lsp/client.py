"""The test client: pytest-lsp's, with the parts of an editor that it lacks."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from lsprotocol.converters import get_converter
from pygls.protocol import default_converter
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from pytest_lsp.client import register_lsp_features

DEADLINE = 20.0
"""Seconds after which something that is waited for has failed to come."""

CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
_SERVER = Path(__file__).parents[2] / "server"


class Client(LanguageClient):
    """An editor with files of one folder open; `at` is how it counts columns."""

    def __init__(self) -> None:
        super().__init__(converter_factory=default_converter)
        self.root = Path()
        self.encoding = "utf-16"
        self.server: types.ServerCapabilities = types.ServerCapabilities()
        self.published: dict[str, list[types.PublishDiagnosticsParams]] = {}
        self.registrations: dict[str, types.Registration] = {}
        self.lens_refreshes = 0
        self.statuses: list[Any] = []
        self.function_news = 0
        self.choice: str | None = None
        self._texts: dict[str, tuple[int, str]] = {}
        self._news = asyncio.Event()
        register_lsp_features(self)
        self._record()

    async def connect(
        self,
        root: Path,
        capabilities: types.ClientCapabilities,
        *,
        lone: bool = False,
        options: object = None,
    ) -> None:
        """Open a folder, or with `lone` just work in it."""
        self.root = root
        general = capabilities.general
        if general and general.position_encodings:
            self.encoding = str(general.position_encodings[0])
        folders = [] if lone else [types.WorkspaceFolder(uri=root.as_uri(), name=root.name)]
        result = await self.initialize_session(
            types.InitializeParams(
                capabilities=capabilities,
                workspace_folders=folders,
                initialization_options=options,
            )
        )
        self.server = result.capabilities

    async def until(self, holds: Callable[[], object], what: str) -> None:
        """Wait until something holds, which is looked at whenever the server has sent anything."""
        end = asyncio.get_running_loop().time() + DEADLINE
        while not holds():
            left = end - asyncio.get_running_loop().time()
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), left)
            except asyncio.TimeoutError:
                raise AssertionError(f"never came: {what}") from None

    async def until_version(self, path: str, version: int) -> None:
        """Wait for the findings of a version of an open file."""

        def published() -> bool:
            reports = self.published.get(self.uri(path))
            return reports is not None and reports[-1].version == version

        await self.until(published, f"findings of version {version} of {path}")

    def uri(self, path: str) -> str:
        """The URI of a file of the folder."""
        return (self.root / path).as_uri()

    def document(self, path: str) -> types.TextDocumentIdentifier:
        """A file of the folder as an argument."""
        return types.TextDocumentIdentifier(uri=self.uri(path))

    def text(self, path: str) -> str:
        """The text of a file, as the editor has it if it is open, byte for byte."""
        if path in self._texts:
            return self._texts[path][1]
        return (self.root / path).read_bytes().decode()

    def open(self, path: str, text: str | None = None) -> types.TextDocumentIdentifier:
        """Open a file, with its text on disk or another one."""
        content = self.text(path) if text is None else text
        item = types.TextDocumentItem(self.uri(path), _language(path), 1, content)
        self._texts[path] = (1, content)
        self.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
        return self.document(path)

    def replace(self, path: str, old: str, new: str) -> int:
        """Replace the first `old` in an open file as typing does, and give the new version."""
        version, text = self._texts[path]
        change = types.TextDocumentContentChangePartial(range=self.range(path, old), text=new)
        self._texts[path] = (version + 1, text.replace(old, new, 1))
        self.text_document_did_change(
            types.DidChangeTextDocumentParams(
                text_document=types.VersionedTextDocumentIdentifier(version + 1, self.uri(path)),
                content_changes=[change],
            )
        )
        return version + 1

    def close(self, path: str) -> None:
        """Close a file without saving it."""
        self._texts.pop(path, None)
        self.text_document_did_close(types.DidCloseTextDocumentParams(self.document(path)))

    def close_all(self) -> None:
        """Close every open file."""
        for path in tuple(self._texts):
            self.close(path)

    def write(self, path: str, content: str | None) -> None:
        """Change a file on disk, or delete it, and tell the server as a file watcher does."""
        file = self.root / path
        events: list[types.FileEvent] = []
        if content is None:
            events.append(types.FileEvent(file.as_uri(), types.FileChangeType.Deleted))
            file.unlink()
        else:
            new = [each for each in (file.parent, file) if not each.exists()]
            events += (types.FileEvent(each.as_uri(), types.FileChangeType.Created) for each in new)
            if not new:
                events.append(types.FileEvent(file.as_uri(), types.FileChangeType.Changed))
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(content.encode())
        self.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(events))

    def position(self, path: str, needle: str, within: int = 0) -> types.Position:
        """Where a text stands in a file, or so many characters further."""
        before = self.text(path).partition(needle)[0] + needle[:within]
        assert needle in self.text(path), f"{needle!r} is not in {path}"
        lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        codec, width = CODECS[self.encoding]
        return types.Position(len(lines) - 1, len(lines[-1].encode(codec)) // width)

    def range(self, path: str, needle: str) -> types.Range:
        """The range of a text in a file."""
        return types.Range(
            self.position(path, needle), self.position(path, needle, within=len(needle))
        )

    def slice(self, uri: str, range_: types.Range) -> str:
        """What stands at a range of a file, counted by other means than the server's."""
        path = Path(uri.removeprefix("file://")).relative_to(self.root).as_posix()
        codec, width = CODECS[self.encoding]
        lines = self.text(path).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if range_.start.line != range_.end.line:
            first = lines[range_.start.line].encode(codec)[range_.start.character * width :]
            last = lines[range_.end.line].encode(codec)[: range_.end.character * width]
            middle = lines[range_.start.line + 1 : range_.end.line]
            return "\n".join((first.decode(codec), *middle, last.decode(codec)))
        line = lines[range_.start.line].encode(codec)
        return line[range_.start.character * width : range_.end.character * width].decode(codec)

    def rules(self, path: str) -> list[str]:
        """The rules of the findings that the server has last published for a file."""
        reports = self.published.get(self.uri(path))
        return [str(each.code) for each in reports[-1].diagnostics] if reports else []

    def _record(self) -> None:
        features = self.protocol.fm.features
        features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = self._publish
        features[types.CLIENT_REGISTER_CAPABILITY] = self._register
        features[types.WORKSPACE_CODE_LENS_REFRESH] = self._refresh_lenses
        features[types.WINDOW_SHOW_MESSAGE_REQUEST] = self._ask
        features[types.WORKSPACE_APPLY_EDIT] = self._apply
        features["lambda-ls/status"] = self._telling(self.statuses.append)
        features["lambda-ls/functionsChanged"] = self._tell_functions
        for method in (
            types.WORKSPACE_DIAGNOSTIC_REFRESH,
            types.PROGRESS,
            types.WINDOW_SHOW_MESSAGE,
            types.WINDOW_SHOW_DOCUMENT,
            types.WINDOW_LOG_MESSAGE,
        ):
            features[method] = self._telling(features[method])

    def _publish(self, params: types.PublishDiagnosticsParams) -> None:
        self.diagnostics[params.uri] = params.diagnostics
        self.published.setdefault(params.uri, []).append(params)
        self._news.set()

    def _register(self, params: types.RegistrationParams) -> None:
        self.registrations.update({each.method: each for each in params.registrations})
        self._news.set()

    def _refresh_lenses(self, _: object) -> None:
        self.lens_refreshes += 1
        self._news.set()

    def _tell_functions(self, _: object) -> None:
        self.function_news += 1
        self._news.set()

    def _ask(self, params: types.ShowMessageRequestParams) -> types.MessageActionItem | None:
        self.messages.append(types.ShowMessageParams(params.type, params.message))
        chosen = (each for each in params.actions or () if self.choice in each.title.split())
        return next(chosen, None)

    def _apply(self, params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        """Make new files with their texts, as an editor does that saves them."""
        for change in params.edit.document_changes or ():
            if isinstance(change, types.TextDocumentEdit):
                path = Path(change.text_document.uri.removeprefix("file://"))
                path.parent.mkdir(exist_ok=True)
                texts = [each.new_text for each in change.edits if isinstance(each, types.TextEdit)]
                path.write_text("".join(texts), encoding="utf-8")
        return types.ApplyWorkspaceEditResult(applied=True)

    def _telling(self, feature: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def told(params: Any) -> Any:
            result = feature(params)
            self._news.set()
            return result

        return told


@asynccontextmanager
async def editor(
    root: Path,
    capabilities: types.ClientCapabilities | None = None,
    *,
    lone: bool = False,
    settings: object = None,
    options: object = None,
) -> AsyncIterator[Client]:
    """An editor of its own for one test; a lone one opens files without a folder."""
    client = await config().start()
    assert isinstance(client, Client)
    client.set_configuration(settings, section="lambda-ls")
    try:
        capabilities = capabilities or make_capabilities()
        await client.connect(root, capabilities, lone=lone, options=options)
        yield client
        if not client.stopped:
            await client.shutdown_async(None)
    finally:
        if not client.stopped:
            client.exit(None)
        await client.stop()  # type: ignore[no-untyped-call]  # pytest-lsp is not typed.


def config() -> ClientServerConfig:
    """How to start the server: as a user does, from this source tree."""
    return ClientServerConfig(
        server_command=[sys.executable, "-m", "lambda_ls", "serve"],
        client_factory=Client,
        server_env={**os.environ, "PYTHONPATH": str(_SERVER)},
    )


def make_capabilities(encoding: str = "utf-16", **overrides: Any) -> types.ClientCapabilities:
    """The capabilities of an editor.

    Each override is a path of the protocol's JSON with `__` for dots, and its value; None takes
    the capability away.
    """
    converter = get_converter()
    raw: dict[str, Any] = converter.unstructure(
        client_capabilities("visual-studio-code"), types.ClientCapabilities
    )
    raw.setdefault("general", {})["positionEncodings"] = [encoding]
    for path, value in overrides.items():
        *parents, name = path.split("__")
        place = raw
        for parent in parents:
            place = place.setdefault(parent, {})
        if value is None:
            place.pop(name, None)
        else:
            place[name] = value
    return converter.structure(raw, types.ClientCapabilities)


def _language(path: str) -> str:
    return {"yaml": "yaml", "py": "python", "js": "javascript"}.get(path.rpartition(".")[2], "json")
