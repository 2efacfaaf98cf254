"""Finding the templates of a workspace on disk."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from .files import Kind, read_bytes

SKIPPED_FOLDERS = frozenset(
    {
        ".aws-sam",
        ".build",
        ".cache",
        ".dynamodb",
        ".eggs",
        ".esbuild",
        ".git",
        ".gradle",
        ".hg",
        ".idea",
        ".mypy_cache",
        ".next",
        ".nox",
        ".nyc_output",
        ".parcel-cache",
        ".pytest_cache",
        ".ruff_cache",
        ".serverless",
        ".svn",
        ".terraform",
        ".tox",
        ".venv",
        ".vscode-test",
        ".webpack",
        ".yarn",
        "__pycache__",
        "bower_components",
        "cdk.out",
        "node_modules",
        "site-packages",
    }
)
"""Folders that tools fill: no template that a person wrote is in them."""

_TEMPLATE_NAME = re.compile(r".\.(?:ya?ml|json|template)\Z", re.IGNORECASE)
_NEVER_TEMPLATES = frozenset(
    {
        "package.json",
        "package-lock.json",
        "npm-shrinkwrap.json",
        "tsconfig.json",
        "composer.json",
        "cdk.json",
        "docker-compose.yml",
        "docker-compose.yaml",
        "pnpm-lock.yaml",
        ".pre-commit-config.yaml",
    }
)
_SERVERLESS_FILE = re.compile(rb"(?m)^[\"' {]*provider[\"']?\s*:")
_SERVERLESS_FUNCTIONS = re.compile(rb"(?m)^[\"' {]*functions[\"']?\s*:")


@dataclass(slots=True)
class Scan:
    """What a walk over the workspace has found; every path is absolute."""

    candidates: list[str] = field(default_factory=list)
    listings: dict[str, dict[str, Kind]] = field(default_factory=dict)


def scan(roots: Iterable[str], progress: Callable[[int], None] | None = None) -> Scan:
    """Walk the workspace folders and find the files that can be templates, going by their bytes.

    Links to folders are not followed, so that loops end. Unreadable folders count as empty.
    `progress` is told now and then how many folders have been read.
    """
    result = Scan()
    for root in roots:
        for folder in _folders(root, result):
            if progress and len(result.listings) % 200 == 0:
                progress(len(result.listings))
            result.candidates += _candidates(folder, result.listings[folder])
    result.candidates = sorted(set(result.candidates))
    return result


def may_be_template(name: str) -> bool:
    """Whether a file can be a template by its name."""
    return bool(_TEMPLATE_NAME.search(name)) and name not in _NEVER_TEMPLATES


def looks_like_template(name: str, data: bytes) -> bool:
    """Whether a file's bytes are worth reading as a template."""
    if b"AWS::" in data:
        return True
    if name.startswith("serverless"):
        return bool(_SERVERLESS_FILE.search(data))
    return bool(_SERVERLESS_FILE.search(data) and _SERVERLESS_FUNCTIONS.search(data))


def _candidates(folder: str, listing: dict[str, Kind]) -> Iterator[str]:
    for name, kind in listing.items():
        if kind == "file" and may_be_template(name):
            path = os.path.join(folder, name)
            data = read_bytes(path)
            if data is not None and looks_like_template(name, data):
                yield path


def _folders(root: str, result: Scan) -> Iterator[str]:
    pending = [root]
    while pending:
        folder = pending.pop()
        listing, below = _listed(folder)
        if "pyvenv.cfg" in listing and folder != root:
            continue
        result.listings[folder] = listing
        yield folder
        pending += below


def _listed(folder: str) -> tuple[dict[str, Kind], list[str]]:
    """A folder's names, and its own folders that are worth a look."""
    listing: dict[str, Kind] = {}
    below: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                is_folder = entry.is_dir()
                listing[entry.name] = "folder" if is_folder else "file"
                if is_folder and entry.name not in SKIPPED_FOLDERS and not entry.is_symlink():
                    below.append(entry.path)
    except OSError:
        return listing, []
    return listing, below
