"""The server in Neovim, attached by the configurations of docs/editors/neovim.md."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.editors.project import BIN, HERE, Session, configuration, drive, missing, program
from tests.editors.promises import Promises

_NEWER = "Neovim 0.11 and later"
_OLDER = "Neovim 0.7 to 0.10"


def _run(editor: str, heading: str, folder: Path) -> Session:
    init = folder / "init.lua"
    init.write_text(configuration("neovim.md", heading), encoding="utf-8")
    script = f"luafile {HERE / 'neovim.lua'}"
    command = [editor, "--headless", "--clean", "-c", f"luafile {init}", "-c", script]
    return drive(command, folder)


class TestNewerNeovim(Promises):
    """Neovim 0.11, which counts columns in UTF-8."""

    @staticmethod
    def run(folder: Path) -> Session:
        return _run(program("nvim", str(BIN)), _NEWER, folder)


class TestSystemsNeovim(Promises):
    """The one of the distribution, which is often older and counts in UTF-16."""

    @staticmethod
    def run(folder: Path) -> Session:
        folders = os.environ["PATH"].split(os.pathsep)
        others = os.pathsep.join(each for each in folders if Path(each) != BIN)
        editor = program("nvim", others)
        version = subprocess.run([editor, "--version"], capture_output=True, text=True, check=True)
        major, minor = version.stdout.split()[1].removeprefix("v").split(".")[:2]
        if (int(major), int(minor)) < (0, 7):
            missing(f"Neovim {major}.{minor} is older than 0.7")
        return _run(editor, _NEWER if (int(major), int(minor)) >= (0, 11) else _OLDER, folder)
