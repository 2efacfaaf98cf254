"""`lambda-ls` and `python -m lambda_ls`."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and exit with its code.

    Nobody searches for cycles in memory meanwhile, which takes a tenth of the time of a small
    command and half of that of a large one. The trees of templates are millions of objects without
    a cycle among them, and a command ends before the few others matter.
    """
    gc.disable()
    from .cli.main import run

    code = run(sys.argv[1:])
    # Python searches all objects when it ends, too.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
