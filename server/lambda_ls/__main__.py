"""`lambda-ls` and `python -m lambda_ls`."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import NoReturn


def main() -> None:
    """Run the command line and exit with its code.

    Nobody searches for cycles in memory meanwhile, which takes a tenth of the time of a small
    command and half of that of a large one. The trees of templates are millions of objects without
    a cycle among them, and a command ends before the few others matter.
    """
    gc.disable()
    from .cli.main import run

    _leave(run(sys.argv[1:]))


def _leave(code: int) -> NoReturn:
    """Exit at once; Python would take all objects apart first, for some milliseconds.

    All that has been started has ended by now, and all that was opened is closed.
    """
    for stream in (sys.stdout, sys.stderr):
        # Whoever reads it may have gone, and a program without a console has none.
        with contextlib.suppress(AttributeError, OSError, ValueError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
