"""Finding the templates of a workspace on disk."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Container, Iterable, Iterator

from msgspec import Struct, field

from .disk import Entry, Kind, decode, read_folder, read_many, really_below
from .project_settings import ProjectSettings

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

MARKS_OF_PACKAGES = (
    *("pyvenv.cfg", "conda-meta"),  # Virtual environments of Python.
    *(".package-lock.json", ".yarn-integrity", ".modules.yaml"),  # npm, Yarn and pnpm.
)
"""What a tool leaves in a folder that it fills with packages, whatever the folder is called.

https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json#hidden-lockfiles names npm's.
"""

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
_RESOURCE_WORDS = ("AWS::", "AWSTemplateFormatVersion", "Alexa::", "Custom::")
_SERVERLESS_WORDS = ("functions", "provider")
_KEYS = ("AWSTemplateFormatVersion", "Resources", "Transform", *_SERVERLESS_WORDS)
_SERVERLESS_KEYS = tuple(
    re.compile(rf"^[\"' \t{{]*{word}[\"']?[ \t]*:", re.MULTILINE) for word in _SERVERLESS_WORDS
)


class Scan(Struct):
    """What a walk over the workspace has found; every path is absolute."""

    candidates: list[str] = field(default_factory=list)
    listings: dict[str, dict[str, Kind]] = field(default_factory=dict)


def scan(
    roots: Iterable[str],
    progress: Callable[[int], None] | None = None,
    settings: ProjectSettings | None = None,
) -> Scan:
    """Walk the workspace folders and find the files that can be templates, going by their bytes.

    Links to folders are not followed, so that loops end. Unreadable folders count as empty.
    `progress` is told now and then how many folders have been read. Folders that `settings` exclude
    are passed over.
    """
    result = Scan()
    for path, data in read_many(_possible(tuple(roots), progress, settings, result.listings)):
        source = decode(data) if data else None
        if source is not None and looks_like_template(os.path.basename(path), source.text):
            result.candidates.append(path)
    result.candidates = sorted(set(result.candidates))
    return result


def may_be_template(name: str) -> bool:
    """Whether a file can be a template by its name."""
    return bool(_TEMPLATE_NAME.search(name)) and name not in _NEVER_TEMPLATES


def holds_packages(names: Container[str]) -> bool:
    """Whether a folder with these names in it is one that a tool has filled with packages."""
    return any(mark in names for mark in MARKS_OF_PACKAGES)


def looks_like_template(name: str, text: str) -> bool:
    """Whether a file's text is worth reading as a template; a file whose text is not is none."""
    if any(word in text for word in _RESOURCE_WORDS):
        return not _is_other_json(text)
    if name.lower().startswith("serverless"):
        return any(word in text for word in _SERVERLESS_WORDS)
    return all(word in text for word in _SERVERLESS_WORDS) and all(
        key.search(text) for key in _SERVERLESS_KEYS
    )


def _is_other_json(text: str) -> bool:
    """Whether a text is sound JSON without the keys of a template.

    Descriptions of AWS's services are full of its words, and a thousand times as long as templates.
    """
    if not text.lstrip().startswith("{"):
        return False
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(content, dict) and content.keys().isdisjoint(_KEYS)


def _possible(
    roots: tuple[str, ...],
    progress: Callable[[int], None] | None,
    settings: ProjectSettings | None,
    listings: dict[str, dict[str, Kind]],
) -> Iterator[str]:
    """The files that can be templates by their names; `listings` gets each folder on the way."""
    real_roots = tuple(os.path.realpath(root) for root in roots)
    for root in roots:
        for folder, entries in _folders(root, settings):
            listings[folder] = {entry.name: entry.kind for entry in entries}
            if progress and len(listings) % 200 == 0:
                progress(len(listings))
            yield from _possible_in(folder, entries, real_roots)


def _possible_in(
    folder: str, entries: Iterable[Entry], real_roots: tuple[str, ...]
) -> Iterator[str]:
    for entry in entries:
        if entry.kind != "file" or not may_be_template(entry.name):
            continue
        path = os.path.join(folder, entry.name)
        if not entry.is_link or really_below(path, real_roots):
            yield path


def _folders(root: str, settings: ProjectSettings | None) -> Iterator[tuple[str, list[Entry]]]:
    """The readable folders below a root, with what is in them."""
    pending = [root]
    while pending:
        folder = pending.pop()
        entries = None if settings and settings.excludes(folder) else read_folder(folder)
        if entries is None:
            continue
        names = {entry.name for entry in entries}
        if settings:
            settings.look(folder, names)
        if holds_packages(names) and folder != root:
            continue
        yield folder, entries
        pending += (
            os.path.join(folder, entry.name)
            for entry in entries
            if entry.kind == "folder" and not entry.is_link and entry.name not in SKIPPED_FOLDERS
        )
