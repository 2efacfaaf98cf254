"""What is known of builds that make the deployed code from other files."""

from __future__ import annotations

import os
import re

from ..aws.runtimes import family_of
from ..model.function import Dialect, Function
from .files import Files
from .paths import relative

OUTPUT_FOLDERS = frozenset(
    {
        ".aws-sam",
        ".build",
        ".dist",
        ".esbuild",
        ".serverless",
        ".webpack",
        "_build",
        "artifacts",
        "bin",
        "build",
        "built",
        "bundle",
        "cdk.out",
        "compiled",
        "deploy",
        "dist",
        "lib",
        "obj",
        "out",
        "output",
        "package",
        "packaged",
        "publish",
        "release",
        "target",
        "transpiled",
    }
)
"""Names of folders that a build fills, in lower case."""

# These plugins compile the files that the handlers name, and stop where one is missing.
_COMPILES_HANDLERS = frozenset({"esbuild", "typescript"})
_WEBPACK_FILE = re.compile(r"webpack\.(?:[\w-]+\.)?config\.\w+")
_ENTRIES_OF_HANDLERS = "lib.entries"

_BUNDLER_FILES = (
    "webpack.config.",
    "esbuild.",
    "rollup.config.",
    "vite.config.",
    "tsup.config.",
    "nest-cli.json",
    "gulpfile.",
    "gruntfile.",
    "nx.json",
)


def output_segment(path: str) -> str | None:
    """The first part of a relative path that is a build's output folder."""
    return next((part for part in path.split("/") if part.lower() in OUTPUT_FOLDERS), None)


def keeps_modules(files: Files, function: Function) -> bool:
    """Whether every module of the deployed code is made of a file at the module's own path.

    It is so without a build, with the builders of `sam build` that are named after a runtime, and
    with the plugins of the Serverless Framework that find their input by the handlers.
    """
    build = function.build
    if build is None or family_of(build.method):
        return True
    if function.dialect is not Dialect.SERVERLESS:
        return False
    return build.method in _COMPILES_HANDLERS or _webpack_takes_handlers(files, function)


def makes_anything(function: Function) -> bool:
    """Whether the function's build is the project's own and can make any file."""
    return function.build is not None and function.build.method == "makefile"


def stops_without_files(function: Function) -> bool:
    """Whether the function's build fails where a handler's file is missing."""
    return function.build is not None and function.dialect is Dialect.SERVERLESS


def _webpack_takes_handlers(files: Files, function: Function) -> bool:
    if "serverless-bundle" in function.plugins:
        return True
    folder = os.path.dirname(function.template)
    configurations = (name for name in files.folder(folder) if _WEBPACK_FILE.fullmatch(name))
    sources = (files.source(os.path.join(folder, name)) for name in configurations)
    return any(source and _ENTRIES_OF_HANDLERS in source.text for source in sources)


def ignored_by_git(files: Files, path: str) -> bool:
    """Whether git is told to ignore a path, so that something other than a person makes it.

    Only patterns that name one of the path's parts are understood, which are nearly all that
    projects write for build output.
    """
    root = files.root_of(path)
    if root is None:
        return False
    parts = set(relative(path, root).split("/"))
    folder = os.path.dirname(path)
    while folder.startswith(root):
        source = files.source(os.path.join(folder, ".gitignore"))
        if source and any(_pattern_names(line, parts) for line in source.text.splitlines()):
            return True
        if folder == root:
            break
        folder = os.path.dirname(folder)
    return False


def bundler_beside(files: Files, folder: str, top: str) -> str | None:
    """The configuration file of a bundler in a folder or one above it, up to `top`."""
    while True:
        for name in files.folder(folder):
            if name.lower().startswith(_BUNDLER_FILES):
                return name
        if folder == top or not files.contains(os.path.dirname(folder)):
            return None
        folder = os.path.dirname(folder)


def _pattern_names(line: str, parts: set[str]) -> bool:
    pattern = line.strip().rstrip("/")
    if not pattern or pattern.startswith(("#", "!")):
        return False
    return pattern.rsplit("/", 1)[-1] in parts
