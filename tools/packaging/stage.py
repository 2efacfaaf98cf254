"""The folder that becomes an extension's package: all that is shipped and nothing else."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable

from .libs import unpack
from .notices import notice_of_wheel, notices_of_modules, text_of

NOTICES = "ThirdPartyNotices.txt"

_COPIED = {
    "CHANGELOG.md": "CHANGELOG.md",
    "LICENSE": "LICENSE",
    "client/README.md": "README.md",
    "client/icon.png": "client/icon.png",
    "client/out/client.js": "client/out/client.js",
    "client/out/extension.js": "client/out/extension.js",
    "bundled/tool/probe.py": "bundled/tool/probe.py",
    "bundled/tool/start.py": "bundled/tool/start.py",
}
_OF_DEVELOPERS = ("scripts", "dependencies", "devDependencies", "overrides", "private")


def stage(root: str, server: str, wheels: tuple[str, ...], folder: str) -> None:
    """Fill a folder with the extension: its own files, the server's wheel and what that needs.

    `npm run build` must have been there before.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for source, target in {**_COPIED, **_media(root)}.items():
        path = os.path.join(folder, target)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        shutil.copyfile(os.path.join(root, source), path)
    _write(folder, "package.json", _manifest(root))
    # Without this list vsce warns that it takes everything, which it is meant to.
    _write(folder, ".vscodeignore", "")
    unpack((server, *wheels), os.path.join(folder, "bundled", "libs"))
    _write(folder, NOTICES, _notices(root, wheels))


def _media(root: str) -> dict[str, str]:
    """What the manifest refers to besides code: walkthroughs, snippets, pictures of views."""
    found = {}
    for kind in ("media", "snippets"):
        for parent, _, names in os.walk(os.path.join(root, "client", kind)):
            for name in names:
                path = os.path.relpath(os.path.join(parent, name), root)
                found[path] = path
    return found


def _manifest(root: str) -> str:
    with open(os.path.join(root, "package.json"), encoding="utf-8") as file:
        manifest = json.load(file)
    for key in _OF_DEVELOPERS:
        manifest.pop(key, None)
    return json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"


def _notices(root: str, wheels: Iterable[str]) -> str:
    metafile = os.path.join(root, "client", "out", "meta.json")
    modules = notices_of_modules(metafile, root)
    return text_of((*modules, *map(notice_of_wheel, wheels)))


def _write(folder: str, name: str, text: str) -> None:
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
