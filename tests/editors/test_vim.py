"""The server in Vim with ALE, with the configuration of docs/editors/vim.md."""

from __future__ import annotations

from pathlib import Path

from tests.editors.project import HERE, Session, configuration, drive, missing, program
from tests.editors.promises import Promises

_ALE = Path("/usr/share/vim-ale")


class TestVimWithAle(Promises):
    """ALE counts columns in bytes, so that nothing but ASCII may stand before a place."""

    @staticmethod
    def run(folder: Path) -> Session:
        editor = program("vim")
        if not _ALE.is_dir():
            missing("Vim's plugin ALE is not installed")
        init = folder / "init.vim"
        lines = [
            "set nocompatible hidden noswapfile shortmess+=A",
            f"set runtimepath^={_ALE}",
            "filetype on",
            "let g:ale_linters_explicit = 1",
            "let g:ale_linters = {'yaml': ['lambda-ls'], 'python': ['lambda-ls']}",
            configuration("vim.md", "ALE"),
        ]
        init.write_text("\n".join(lines), encoding="utf-8")
        # Its prompts take a terminal.
        command = f"{editor} -Nu {init} -i NONE -S {HERE / 'ale.vim'}"
        return drive([program("script"), "-qec", command, "/dev/null"], folder, before="rocket")
