"""`npm run package`: builds what users install into dist/, and checks what is in it.

`npm run package -- --target linux-x64` builds the extension for one platform.
"""

from __future__ import annotations

import argparse
import os
import sys

from .build import ROOT, build_client, build_extension, build_server
from .contents import problems_of_extension, problems_of_server, table
from .targets import TARGETS


def main() -> int:
    """Build the packages; 1 if the contents of one are wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--target", action="append", choices=TARGETS, help="default: all")
    targets = parser.parse_args().target or tuple(TARGETS)
    folder = os.path.join(ROOT, "dist")
    os.makedirs(folder, exist_ok=True)
    build_client()
    wheel, sdist = build_server(folder)
    found = {path: problems_of_server(path) for path in (wheel, sdist)}
    for name in targets:
        package = build_extension(TARGETS[name], wheel, folder)
        found[package] = problems_of_extension(package)
    for path, problems in found.items():
        print(table(path))
        for problem in problems:
            print(f"{os.path.basename(path)}: {problem}", file=sys.stderr)
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
