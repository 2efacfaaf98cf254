"""Laying the wheels of several Pythons over each other, less what the server never reads.

Native modules carry the version of their Python in their names, so that they lie side by side, and
all other files are the same in every wheel of a release.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterable

from .elf import without_debug_information

_LEFT_OUT = re.compile(
    r"""
    ^[^/]+\.dist-info/              # Licences go into the notices; nothing asks for the rest.
    | (^|/)(tests?|__pycache__)/
    | /queries/[^/]+\.scm$          # Highlighting, by which editors colour code.
    | \.(c|h|pyc)$
    | ^(?!jedi/).*\.pyi$ | /py\.typed$
    | ^jedi/third_party/django-stubs/
    | ^jedi/third_party/typeshed/stubs/     # jedi knows installed packages by their own code.
    | ^jedi/third_party/.*/(LICENSE|README)[^/]*$
    | ^runtime_client\.[^/]+\.so$   # A module of the server's own stands for it.
    """,
    re.VERBOSE,
)


def unpack(wheels: Iterable[str], folder: str) -> None:
    """Unpack wheels into one folder.

    Raises:
        ValueError: if two of them have different files of the same name.
    """
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if not name.endswith("/") and not _LEFT_OUT.search(name):
                    content = without_debug_information(archive.read(name))
                    _put(os.path.join(folder, *name.split("/")), content)


def _put(path: str, content: bytes) -> None:
    if os.path.exists(path):
        with open(path, "rb") as file:
            if file.read() != content:
                raise ValueError(f"two wheels have different files {path}")
        return
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
