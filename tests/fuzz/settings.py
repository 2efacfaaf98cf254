"""Reading settings files, and what an editor sends as settings."""

from __future__ import annotations

import os
import tempfile

from lambda_ls.workspace.project_settings import OWN_FILE, SHARED_FILE, read_settings
from lambda_ls.workspace.settings import ReadSettings, Settings, editor_settings

from .answers import leaves

SETTINGS_FILES = (OWN_FILE, SHARED_FILE)
_PATHS = ("template.yaml", "legacy/a/b.py", "packages/x/y/z.g.yaml", "[a]/*/?", "", "é/\udcff")


def read_settings_file(name: str, text: str) -> object:
    """What a settings file says, or what is wrong with it; it excludes paths or does not."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, name), "wb") as file:
            file.write(text.encode("utf-8", "surrogatepass"))
        found = read_settings(folder)
        told = _told(found, folder) if found else None
    return repr(told).replace(folder, "")


def read_editor_settings(value: object) -> object:
    """What an editor's settings say, or what is wrong with them."""
    return _told(editor_settings(value), "/workspace")


def _told(found: ReadSettings, folder: str) -> object:
    settings = found.settings.over(Settings(folder=folder), folder)
    excluded = [settings.excludes(os.path.join(folder, path)) for path in _PATHS]
    assert all(problem.message for problem in found.problems)
    return repr(settings), excluded, [*leaves(found.problems)]
