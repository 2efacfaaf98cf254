"""The workspace folders of a client."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from .uris import path_of


def roots_of(params: types.InitializeParams) -> tuple[str, ...]:
    """The folders a client starts with, by whichever of three generations of fields it knows."""
    if params.workspace_folders:
        return paths_of(folder.uri for folder in params.workspace_folders)
    if params.root_uri:
        return paths_of((params.root_uri,))
    return (params.root_path,) if params.root_path else ()


def paths_of(uris: Iterable[str]) -> tuple[str, ...]:
    """The paths of those URIs that are files or folders, each once."""
    return tuple(dict.fromkeys(path for path in map(path_of, uris) if path))
