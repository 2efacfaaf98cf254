"""`lambda-ls` and `python -m lambda_ls`."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    from .cli.main import run

    code = run(sys.argv[1:])
    # Python searches all objects for cycles when it ends, a tenth of the time of a small command.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
