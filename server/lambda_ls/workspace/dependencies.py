"""What the manifests beside the code say of modules that an installation brings."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator

from .files import Files
from .paths import join

_PYTHON_MANIFEST = re.compile(
    r"requirements.*\.(?:txt|in)|pyproject\.toml|Pipfile|setup\.(?:py|cfg)"
)
_NAME = re.compile(r"""^[ \t"']*([A-Za-z0-9][\w.-]{0,100})(?=[^\w.-]|$)""", re.MULTILINE)
# A package from an address or from a folder can have any name.
_ADDRESS = re.compile(r"^[ \t]*(?:-e[ \t]+|--editable[ =])?(?:git\+|\w+://|file:)", re.MULTILINE)
_FOLDER = re.compile(
    r"^[ \t]*(?:-e[ \t]+|--editable[ =])?(?P<path>\.\.?(?:/[^\s\[#;]{0,300})?)(?=[\s\[#;]|$)",
    re.MULTILINE,
)
_PACKAGE_FOLDERS = ("", "src")
_NODE_SECTIONS = ("dependencies", "optionalDependencies", "peerDependencies")


def supplied_by(files: Files, folder: str, top: str, module: str, language: str) -> str | None:
    """The manifest, if one may install the module; None if none can.

    Manifests count in the code folder and above it, up to the folder `top`. What lies in the code
    folder itself comes before everything that is installed.
    """
    package = module.partition("/")[0]
    if {package, f"{package}.py"} & files.folder(folder).keys():
        return None
    for path in _manifests(files, folder, top, language):
        source = files.source(path)
        if source and language == "node" and package in _node_packages(source.text):
            return os.path.basename(path)
        if source and language == "python" and _brings(files, path, source.text, package):
            return os.path.basename(path)
    return None


def _manifests(files: Files, folder: str, top: str, language: str) -> Iterator[str]:
    while True:
        for name, kind in files.folder(folder).items():
            is_node = name == "package.json"
            is_manifest = is_node if language == "node" else _PYTHON_MANIFEST.fullmatch(name)
            if kind == "file" and is_manifest:
                yield os.path.join(folder, name)
        if folder == top or not files.contains(os.path.dirname(folder)):
            return
        folder = os.path.dirname(folder)


def _brings(files: Files, manifest: str, text: str, package: str) -> bool:
    """Whether a manifest of Python's names a package, or may do so in a way that does not show."""
    if _ADDRESS.search(text):
        return True
    if any(_plain(match[1]) == _plain(package) for match in _NAME.finditer(text)):
        return True
    return _in_folder(files, manifest, text, package)


def _in_folder(files: Files, manifest: str, text: str, package: str) -> bool:
    """Whether a manifest installs a folder that is or has the package."""
    for match in _FOLDER.finditer(text):
        folder = join(os.path.dirname(manifest), match["path"])
        if _plain(os.path.basename(folder)) == _plain(package):
            return True
        tops = (os.path.normpath(os.path.join(folder, each)) for each in _PACKAGE_FOLDERS)
        if any({package, f"{package}.py"} & files.folder(top).keys() for top in tops):
            return True
    return False


def _node_packages(text: str) -> set[str]:
    try:
        manifest = json.loads(text)
    except (ValueError, RecursionError):
        return set()
    sections = (manifest.get(each) for each in _NODE_SECTIONS) if isinstance(manifest, dict) else ()
    return {name for section in sections if isinstance(section, dict) for name in section}


def _plain(name: str) -> str:
    """A package's name as its module is mostly called."""
    return re.sub(r"[-_.]+", "_", name).lower()
