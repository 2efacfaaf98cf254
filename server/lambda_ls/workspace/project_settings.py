"""The settings of each file: what the nearest settings file says, and over it what was chosen.

The one place that knows which settings win. Settings files above the workspace count as well, so
that a folder of a project means the same as the project.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Container
from typing import Any

from .disk import read_bytes
from .settings import Chosen, ReadSettings, Settings, SettingsProblem, settings_of

OWN_FILE = "lambda-ls.toml"
SHARED_FILE = "pyproject.toml"
_TABLE = "lambda-ls"
_NONE = ReadSettings(Settings())
# The library keeps every beginning of a key, so that a long one costs the square of its parts.
_LONG_KEY = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){50}""", re.ASCII
)


def is_settings_file(name: str) -> bool:
    """Whether a file of this name can hold settings."""
    return name in (OWN_FILE, SHARED_FILE)


class ProjectSettings:
    """Finds and remembers the settings of files, going by what is on disk.

    `chosen` are the settings of the editor or the command line, which win. `root_of` gives the
    workspace folder of a path.
    """

    def __init__(self, chosen: Chosen, root_of: Callable[[str], str | None]) -> None:
        self._chosen = chosen
        self._root_of = root_of
        self._in_folder: dict[str, ReadSettings | None] = {}
        self._above: dict[str, ReadSettings] = {}
        self._of_files_in: dict[str, Settings] = {}
        self._excluded: dict[str, bool] = {}

    def of(self, path: str) -> Settings:
        """The settings of a file or folder, which come from the folders above it."""
        folder = os.path.dirname(path)
        found = self._of_files_in.get(folder)
        if found is None:
            lower = self._nearest(folder).settings
            root = self._root_of(folder) or ""
            found = self._chosen.of(root).over(lower, root)
            self._of_files_in[folder] = found
        return found

    def excludes(self, path: str) -> bool:
        """Whether nothing is to be looked for or reported at a path, or in a folder above it."""
        return self._excludes_folder(os.path.dirname(path)) or self.of(path).excludes(path)

    def look(self, folder: str, names: Container[str]) -> None:
        """Read the settings of a folder with these names in it, and look no more on the disk."""
        if folder not in self._in_folder:
            has_some = OWN_FILE in names or SHARED_FILE in names
            self._in_folder[folder] = read_settings(folder) if has_some else None

    def read(self) -> tuple[ReadSettings, ...]:
        """What the settings files say that have been read so far, in the order of their paths."""
        return tuple(each for _, each in sorted(self._in_folder.items()) if each)

    def forget(self) -> None:
        """Read everything again when it is next wanted."""
        self._in_folder.clear()
        self._above.clear()
        self._of_files_in.clear()
        self._excluded.clear()

    def _nearest(self, folder: str) -> ReadSettings:
        passed: list[str] = []
        found = self._above.get(folder)
        while found is None:
            passed.append(folder)
            parent = os.path.dirname(folder)
            found = self._of_folder(folder) or (_NONE if parent == folder else None)
            found = found or self._above.get(parent)
            folder = parent
        self._above.update(dict.fromkeys(passed, found))
        return found

    def _of_folder(self, folder: str) -> ReadSettings | None:
        if folder not in self._in_folder:
            self._in_folder[folder] = read_settings(folder)
        return self._in_folder[folder]

    def _excludes_folder(self, folder: str) -> bool:
        passed: list[str] = []
        while folder not in self._excluded and os.path.dirname(folder) != folder:
            passed.append(folder)
            folder = os.path.dirname(folder)
        excluded = self._excluded.get(folder, False)
        for below in reversed(passed):
            excluded = excluded or self.of(below).excludes(below)
            self._excluded[below] = excluded
        return excluded


def read_settings(folder: str) -> ReadSettings | None:
    """The settings that a file in this very folder holds; None if there are none."""
    own = os.path.join(folder, OWN_FILE)
    if os.path.exists(own):
        data = read_bytes(own)
        if data is None:
            return _broken(own, folder, "the file cannot be read")
        return _parsed(data, own, folder, lambda table: table)
    shared = os.path.join(folder, SHARED_FILE)
    data = read_bytes(shared) if os.path.exists(shared) else None
    # Most projects' files have nothing to say here, and need not be understood.
    if data is None or _TABLE.encode() not in data:
        return None
    return _parsed(data, shared, folder, _tool_table)


def _parsed(
    data: bytes, path: str, folder: str, table_of: Callable[[dict[str, Any]], object]
) -> ReadSettings | None:
    try:
        table = table_of(_toml(data.decode()))
    except (ValueError, RecursionError) as error:
        # Errors of decoding tell of bytes, which help nobody.
        reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        return _broken(path, folder, f"the file is not TOML: {reason}")
    return None if table is None else settings_of(table, path, folder)


def _tool_table(content: dict[str, Any]) -> object:
    tool = content.get("tool")
    return tool.get(_TABLE) if isinstance(tool, dict) else None


def _toml(text: str) -> dict[str, Any]:
    if _LONG_KEY.search(text):
        raise ValueError("a key has too many parts")
    # Imported here because most projects have no settings, and a small check must start in a blink.
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    return tomllib.loads(text)


def _broken(path: str, folder: str, message: str) -> ReadSettings:
    return ReadSettings(Settings(folder=folder), path, (SettingsProblem(path, "", message),))
