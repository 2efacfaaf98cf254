"""What may be in a package, what must be, and how much of it."""

from __future__ import annotations

import os
import re
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterable

LARGEST_EXTENSION = 12_000_000
"""Bytes of one platform's extension."""

_NEVER = re.compile(
    r"(^|/)(tests?|__pycache__|node_modules|\.git|\.venv)/|\.(pyc|map|ts|dist-info|egg-info)(/|$)"
)
_OF_EXTENSION = (
    "package.json",
    "readme.md",
    "changelog.md",
    "LICENSE.txt",
    "ThirdPartyNotices.txt",
    "client/icon.png",
    "client/out/client.js",
    "client/out/extension.js",
    "client/snippets/python.json",
    "client/media/debug.jpg",
    "bundled/tool/start.py",
    "bundled/tool/probe.py",
    "bundled/libs/lambda_ls/__main__.py",
    "bundled/libs/lambda_ls/triggers/data/sqs.json",
    "bundled/libs/lambda_ls/runtime/clients/node/bootstrap.cjs",
)
_OF_SERVER = (
    "lambda_ls/__main__.py",
    "lambda_ls/py.typed",
    "lambda_ls/triggers/data/sqs.json",
    "lambda_ls/runtime/clients/node/bootstrap.cjs",
)


def sizes(path: str) -> dict[str, int]:
    """The files of a package and what they take in it; unpacked bytes for a tar file."""
    if path.endswith(".tar.gz"):
        with tarfile.open(path) as archive:
            files = {each.name: each.size for each in archive.getmembers() if each.isfile()}
        # All of it lies in a folder that has the name of the release.
        return {name.partition("/")[2]: size for name, size in files.items()}
    with zipfile.ZipFile(path) as zipped:
        return {each.filename: each.compress_size for each in zipped.infolist()}


def problems_of_extension(path: str) -> list[str]:
    """What is wrong with the contents of an extension's package."""
    files = sizes(path)
    found = [f"{each} is missing" for each in _OF_EXTENSION if f"extension/{each}" not in files]
    size = os.path.getsize(path)
    if size > LARGEST_EXTENSION:
        found.append(f"{size:,} bytes are more than {LARGEST_EXTENSION:,}")
    return found + _strays(files)


def problems_of_server(path: str) -> list[str]:
    """What is wrong with the contents of the server's wheel or sdist."""
    files = sizes(path)
    folder = "server/" if path.endswith(".tar.gz") else ""
    found = [f"{each} is missing" for each in _OF_SERVER if f"{folder}{each}" not in files]
    metadata = {name for name in files if ".dist-info/" in name}
    return found + _strays(name for name in files if name not in metadata)


def table(path: str) -> str:
    """A package's size, and how it is made up."""
    parts = Counter[str]()
    for name, size in sizes(path).items():
        parts[_part(name)] += size
    lines = [f"{os.path.basename(path)}  {os.path.getsize(path):,} bytes"]
    lines += (f"  {size:>10,}  {part}" for part, size in parts.most_common())
    return "\n".join(lines)


def _strays(files: Iterable[str]) -> list[str]:
    return [f"{name} must not be shipped" for name in files if _NEVER.search(name)]


def _part(name: str) -> str:
    """The package of a library, else the folder, that a file is counted with."""
    parts = name.split("/")
    depth = 4 if "libs" in parts else 2
    return "/".join(parts[: min(depth, len(parts) - 1)]) or name
