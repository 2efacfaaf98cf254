"""Whether something may bring a module that a runtime does not have."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator

from ..languages.python.removed import packages_with
from ..model.function import Function
from .builds import bundler_beside, makes_anything
from .files import Files
from .loading import is_deployed_as_written
from .paths import join

_NODE_LOCKS = ("npm-shrinkwrap.json", "package-lock.json", "pnpm-lock.yaml", "yarn.lock")
_NODE_MANIFESTS = ("package.json", *_NODE_LOCKS)
_PYTHON_MANIFEST = re.compile(
    r"requirements.*\.(?:txt|in)|pyproject\.toml|Pipfile|setup\.(?:py|cfg)|.*\.lock"
)
_LAYERED = (".", "nodejs", "python")
# Packages of these names may depend on AWS's SDK; where there is a lock file, it tells.
_NEAR_AWS = re.compile(
    r"(?!@aws-sdk/|@aws-lambda-powertools/|@smithy/|@types/)"
    r".*(?:aws|amazon|cognito|dynamo|kinesis|lambda|middy|s3|serverless|ses|sns|sqs|xray)"
)


def may_bring_package(files: Files, function: Function, package: str, path: str | None) -> bool:
    """Whether a package for Node.js may be deployed with the code of a function.

    `path` is the file that takes it, None for inline code, with which nothing else is deployed.
    """
    if _adds_layers(function) or not is_deployed_as_written(function):
        return True
    name = _package_pattern(package)
    if any(_layer_may_bring(files, each.folder, name) for each in function.layers):
        return True
    if path is None:
        return False
    folders = files.folders_above(path)
    if not folders or bundler_beside(files, folders[0], folders[-1]) is not None:
        return True
    installed = (os.path.join(each, "node_modules", package) for each in folders)
    if any(files.kind(each) is not None for each in installed):
        return True
    return any(_manifest_may_bring(files, each, name) for each in folders)


def may_bring_module(files: Files, function: Function, folder: str | None, module: str) -> bool:
    """Whether a module that Python once had may be deployed with the code of a function.

    `folder` is the code folder, None for inline code.
    """
    if _adds_layers(function) or makes_anything(function):
        return True
    if any(layer.folder is None for layer in function.layers):
        return True
    layers = [join(each.folder or "", below) for each in function.layers for below in _LAYERED]
    own = {module, f"{module}.py"}
    if any(own & files.folder(each).keys() for each in (*layers, *((folder,) if folder else ()))):
        return True
    names = [_package_pattern(each) for each in packages_with(module)]
    above = _folders_above(files, folder) if folder else []
    return any(name.search(text) for text in _manifests(files, (*layers, *above)) for name in names)


def _adds_layers(function: Function) -> bool:
    """Whether a plugin may add layers that the template does not show."""
    return any("layer" in plugin for plugin in function.plugins)


def _layer_may_bring(files: Files, layer: str | None, name: re.Pattern[str]) -> bool:
    """Whether a layer may hold a package: certainly not where its manifest leaves it out."""
    if layer is None:
        return True
    folders = [join(layer, below) for below in _LAYERED]
    has_manifest = any("package.json" in files.folder(each) for each in folders)
    return not has_manifest or any(_manifest_may_bring(files, each, name) for each in folders)


def _manifest_may_bring(files: Files, folder: str, name: re.Pattern[str]) -> bool:
    """Whether the manifests in a folder name a package, or one that may depend on it."""
    listing = files.folder(folder)
    present = (os.path.join(folder, each) for each in _NODE_MANIFESTS if each in listing)
    sources = map(files.source, present)
    if any(source and name.search(source.text) for source in sources):
        return True
    if any(each in listing for each in _NODE_LOCKS) or "package.json" not in listing:
        return False
    manifest = files.source(os.path.join(folder, "package.json"))
    return manifest is None or any(map(_NEAR_AWS.match, _dependencies(manifest.text)))


def _dependencies(manifest: str) -> Iterable[str]:
    try:
        fields = json.loads(manifest)
    except (ValueError, RecursionError):
        return ("aws",)
    found = fields.get("dependencies") if isinstance(fields, dict) else None
    return found if isinstance(found, dict) else ()


def _manifests(files: Files, folders: Iterable[str]) -> Iterator[str]:
    """The manifests of Python in folders."""
    for folder in folders:
        for name, kind in files.folder(folder).items():
            if kind == "file" and _PYTHON_MANIFEST.fullmatch(name):
                source = files.source(os.path.join(folder, name))
                if source is not None:
                    yield source.text


def _folders_above(files: Files, folder: str) -> list[str]:
    """A folder and those above it, up to the workspace folder."""
    return files.folders_above(os.path.join(folder, os.curdir))


def _package_pattern(package: str) -> re.Pattern[str]:
    """Where a manifest names a package, not counting those with longer names."""
    plain = "[-_.]".join(map(re.escape, re.split(r"[-_.]+", package)))
    return re.compile(rf"(?<![\w@.-]){plain}(?![\w-])", re.IGNORECASE)
