"""Prints what is new in a release: `python -m tools.release v1.2.3`.

It fails unless the tag, both packages and the newest heading of CHANGELOG.md have one version, and
that heading has the day of the release: `## 1.2.3, 2027-01-31`.
"""

from __future__ import annotations

import json
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_HEADING = re.compile(r"^## ", re.MULTILINE)
_DATED = re.compile(r"(\S+), \d{4}-\d{2}-\d{2}$")
_VERSION = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)


def main(arguments: list[str]) -> int:
    """Print the notes of the release that a tag names; 1 if it must not be made."""
    (tag,) = arguments
    heading, notes = newest_changes()
    dated = _DATED.match(heading)
    versions = {
        "the tag": tag.removeprefix("v"),
        "the server": server_version(),
        "package.json": extension_version(),
        "the newest heading of CHANGELOG.md": dated[1] if dated else f"`{heading}` without a day",
    }
    if len(set(versions.values())) > 1:
        for place, version in versions.items():
            print(f"{place}: {version}", file=sys.stderr)
        return 1
    print(notes)
    return 0


def newest_changes() -> tuple[str, str]:
    """The newest heading of the changelog, and what stands below it."""
    newest = _HEADING.split(_text("CHANGELOG.md"))[1]
    heading, _, notes = newest.partition("\n")
    return heading.strip(), notes.strip()


def server_version() -> str:
    """The version of the server."""
    found = _VERSION.search(_text("server", "lambda_ls", "__init__.py"))
    return found[1] if found else ""


def extension_version() -> str:
    """The version of the extension."""
    return str(json.loads(_text("package.json"))["version"])


def _text(*path: str) -> str:
    with open(os.path.join(ROOT, *path), encoding="utf-8") as file:
        return file.read()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
