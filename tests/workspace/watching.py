"""Watching what is read of the disk, so that tests can say what must not be."""

from __future__ import annotations

import builtins
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lambda_ls
import pytest
from lambda_ls.workspace.project_settings import is_settings_file

_OWN_FILES = os.path.dirname(lambda_ls.__file__)
_OPENING = ((builtins, "open"), (os, "open"), (os, "scandir"), (os, "listdir"))
_ASKING = ((os, "stat"),)


@dataclass
class Watch:
    """What was opened, and how often the disk was asked for anything."""

    root: str
    outside: list[str] = field(default_factory=list)
    count: int = 0

    def note(self, name: str, path: object) -> None:
        """Take note of one look; settings files count wherever above the workspace they are."""
        self.count += 1
        text = os.fsdecode(path) if isinstance(path, (str, bytes)) else None
        if text is None or is_settings_file(os.path.basename(text)):
            return
        real = os.path.realpath(text) if "\0" not in text else text
        if not real.startswith((self.root, _OWN_FILES)):
            self.outside.append(f"{name} {text[:200]}")


def watch(monkeypatch: pytest.MonkeyPatch, root: Path) -> Watch:
    """Watch everything that is opened, listed or asked for from now on."""
    watched = Watch(os.path.realpath(root))
    for module, name in (*_OPENING, *_ASKING):
        monkeypatch.setattr(module, name, _noting(watched, name, getattr(module, name)))
    return watched


def _noting(watched: Watch, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def noting(path: Any, *arguments: Any, **options: Any) -> Any:
        watched.note(name, path)
        return real(path, *arguments, **options)

    return noting
