"""Imports that fail when the function starts."""

from __future__ import annotations

import os
from collections.abc import Iterator

from lambda_ls.model.function import CodeFolder, InlineCode

from .model import Mistake, Target
from .settings import runtime_set

_MANIFESTS = ("package.json", "package-lock.json", "requirements.txt", "pyproject.toml", "Pipfile")
_REMOVED = (("imp", "python3.12"), ("distutils.util", "python3.13"), ("cgi", "python3.13"))


def modules(target: Target) -> Iterator[Mistake]:
    """Modules that the runtime no longer has, where nothing can bring them."""
    if target.function.layers or target.function.build is not None or _manifests(target):
        return
    is_packed = not isinstance(target.function.code, CodeFolder | InlineCode)
    if is_packed or "sys.path" in target.code.text:
        return
    if target.code.language == "python":
        yield from _removed(target)
    elif target.code.path.endswith((".js", ".cjs", ".mjs")) or target.code.inline:
        yield from _old_sdk(target)


def _removed(target: Target) -> Iterator[Mistake]:
    for name, runtime in _REMOVED:
        files = runtime_set(target, runtime)
        if files is not None:
            edit = target.code.writer.imported(f"import {name}")
            yield Mistake("removed-stdlib-module", f"import {name}", edit.span, (edit,), files)


def _old_sdk(target: Target) -> Iterator[Mistake]:
    files = runtime_set(target, "nodejs20.x")
    if files is not None and "aws-sdk" not in target.code.text:
        edit = target.code.writer.imported('const OldSdk = require("aws-sdk");')
        yield Mistake("sdk-v2-not-in-runtime", "aws-sdk loaded", edit.span, (edit,), files)


def _manifests(target: Target) -> bool:
    """Whether a folder from the code up to the workspace's lists packages."""
    files = target.workspace.files
    folder = os.path.dirname(target.code.path)
    while files.contains(folder):
        if any(files.kind(os.path.join(folder, each)) for each in _MANIFESTS):
            return True
        parent = os.path.dirname(folder)
        if parent == folder:
            return False
        folder = parent
    return False
