"""`workspace/didChangeConfiguration`."""

from __future__ import annotations

from lsprotocol import types

from ..session import Session
from ..settings import sent_settings
from .base import Method


def changed(session: Session, params: types.DidChangeConfigurationParams) -> None:
    """The user changed settings in the editor."""
    if session.client.configuration:
        session.ask_for_settings()
    else:
        session.choose(sent_settings(params.settings))


METHODS = (Method(types.WORKSPACE_DID_CHANGE_CONFIGURATION, changed),)
