"""Which files of the workspace a client means."""

from __future__ import annotations

import os
from collections.abc import Iterable

from ..text.memo import Bounded
from ..workspace.disk import is_below, path_below
from .uris import path_of

_PATHS_REMEMBERED = 4_096


class Paths:
    """Has one path for each file of the workspace, by whichever name a client calls it.

    Editors follow links in the names of folders, or in those of documents, or in neither: what one
    of them calls `/tmp/shop` can hold what it calls `/private/tmp/shop/template.yaml`. Below here a
    file is called as it is found in the folders that the client has named.
    """

    def __init__(self, roots: Iterable[str]) -> None:
        self._roots = tuple(roots)
        self._real_roots = {os.path.realpath(root): root for root in self._roots}
        # Whoever types in a file outside must not wait for the disk at each key.
        self._known: Bounded[str, str] = Bounded(_PATHS_REMEMBERED)

    def of(self, uri: str) -> str | None:
        """The path of a file URI; None for every other URI."""
        path = path_of(uri)
        return None if path is None else self.inside(path)

    def inside(self, path: str) -> str:
        """A path as it is written below a workspace folder; as it is if it leads into none."""
        if any(is_below(path, root) for root in self._roots):
            return path
        known = self._known.get(path)
        if known is None:
            known = self._known[path] = path_below(path, self._real_roots) or path
        return known
