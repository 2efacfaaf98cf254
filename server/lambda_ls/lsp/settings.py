"""The editor's settings: asked for, or sent, and what cannot be followed said once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from ..features.rule_names import problems_of
from ..workspace.settings import ReadSettings, Settings, SettingsProblem, editor_settings

SECTION = "lambda-ls"


def ask_for_settings(server: LanguageServer, chosen: Callable[[ReadSettings], None]) -> None:
    """Have the client send its settings; `chosen` gets the defaults if it does not.

    The answer is not awaited: pygls fails on answers to requests whose waiting task was cancelled.
    """

    def answered(answer: Future[list[object]]) -> None:
        failed = answer.cancelled() or answer.exception() is not None
        values = [] if failed else answer.result()
        chosen(editor_settings(values[0]) if values else ReadSettings(Settings()))

    params = types.ConfigurationParams(items=[types.ConfigurationItem(section=SECTION)])
    future = server.protocol.send_request(types.WORKSPACE_CONFIGURATION, params)
    future.add_done_callback(answered)


def sent_settings(value: object) -> ReadSettings:
    """The settings that a client sends along with the news that they have changed."""
    return editor_settings(value.get(SECTION) if isinstance(value, dict) else None)


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
                self._server.window_show_message(
                    types.ShowMessageParams(
                        type=types.MessageType.Warning,
                        message=f"lambda-ls: {problem.source}:{key} {problem.message}",
                    )
                )
