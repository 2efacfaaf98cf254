"""The editor's settings: asked for, or sent, and what cannot be followed said once."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import Future

from lsprotocol import types
from msgspec import Struct, field
from pygls.lsp.server import LanguageServer

from ..features.rule_names import problems_of
from ..workspace.settings import Chosen, ReadSettings, SettingsProblem, editor_settings
from .message_box import show_message
from .uris import uri_of

SECTION = "lambda-ls"


class EditorSettings(Struct, frozen=True):
    """What an editor says: for everything, and for each workspace folder (absolute) of its own."""

    everywhere: ReadSettings
    in_folders: Mapping[str, ReadSettings] = field(default_factory=dict)

    @property
    def read(self) -> tuple[ReadSettings, ...]:
        """All of it."""
        return (self.everywhere, *self.in_folders.values())

    @property
    def chosen(self) -> Chosen:
        """What counts of it."""
        folders = tuple((root, each.settings) for root, each in self.in_folders.items())
        return Chosen(self.everywhere.settings, folders)


def ask_for_settings(
    server: LanguageServer, roots: tuple[str, ...], chosen: Callable[[EditorSettings], None]
) -> None:
    """Have the client send its settings; `chosen` gets the defaults if it does not.

    The answer is not awaited: pygls fails on answers to requests whose waiting task was cancelled.
    """

    def answered(answer: Future[list[object]]) -> None:
        failed = answer.cancelled() or answer.exception() is not None
        everywhere, *values = (None if failed else answer.result()) or (None,)
        # A client that knows of no folders can have nothing to say of them.
        said = {
            os.path.normpath(root): each
            for root, each in zip(roots, values, strict=False)
            if each is not None
        }
        folders = {root: editor_settings(each) for root, each in said.items()}
        chosen(EditorSettings(editor_settings(everywhere), folders))

    items = [types.ConfigurationItem(section=SECTION)]
    items += (types.ConfigurationItem(uri_of(root), SECTION) for root in roots)
    params = types.ConfigurationParams(items=items)
    future = server.protocol.send_request(types.WORKSPACE_CONFIGURATION, params)
    future.add_done_callback(answered)


def sent_settings(value: object) -> EditorSettings:
    """The settings that a client sends along with the news that they have changed."""
    return EditorSettings(editor_settings(value.get(SECTION) if isinstance(value, dict) else None))


class SettingsProblems:
    """Tells the user of settings that cannot be followed, each once."""

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self._told: set[SettingsProblem] = set()

    def tell(self, read: ReadSettings) -> None:
        """Show what is wrong with settings."""
        for problem in problems_of(read):
            if problem not in self._told:
                self._told.add(problem)
                key = f" `{problem.key}`:" if problem.key else ""
                text = f"lambda-ls: {problem.source}:{key} {problem.message}"
                show_message(self._server, types.MessageType.Warning, text)
