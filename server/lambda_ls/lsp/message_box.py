"""Messages that the user must see."""

from __future__ import annotations

from lsprotocol import types
from pygls.lsp.server import LanguageServer


def show_message(server: LanguageServer, kind: types.MessageType, text: str) -> None:
    """Show a text in a message box."""
    server.window_show_message(types.ShowMessageParams(type=kind, message=without_links(text)))


def without_links(text: str) -> str:
    """A text in which nothing is a link.

    VS Code makes links of `[text](command:...)` in messages, which run what they name; and texts
    quote what stands in files of somebody else.
    """
    return text.replace("](", "] (")
