"""The server in Emacs, with the configurations of docs/editors/emacs.md."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.editors.project import HERE, Session, configuration, drive, missing, program
from tests.editors.promises import Promises


def _run(client: str, folder: Path, before: str = "🚀") -> Session:
    editor = program("emacs")
    batch = [editor, "--batch", "--funcall", "package-activate-all"]
    needs = f"(progn (require '{client}) (require 'yaml-mode))"
    there = subprocess.run([*batch, "--eval", needs], capture_output=True, check=False)
    if there.returncode:
        missing(f"Emacs has no {client} or no yaml-mode")
    init = folder / "init.el"
    init.write_text(configuration("emacs.md", client), encoding="utf-8")
    command = [*batch, "--load", str(init), "--load", str(HERE / f"{client}.el")]
    return drive(command, folder, before)


class TestEglot(Promises):
    """eglot, which comes with Emacs from 29 on."""

    @staticmethod
    def run(folder: Path) -> Session:
        return _run("eglot", folder)


class TestLspMode(Promises):
    """lsp-mode, which runs several servers for a buffer, and takes an emoji for one UTF-16 unit."""

    @staticmethod
    def run(folder: Path) -> Session:
        return _run("lsp-mode", folder, before="日本")
