"""A server on a disk of which a part answers late, as a network's does.

    python slow_start.py GO

No folder named `slow` can be listed, nor anything in it opened, before the file GO is there.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import Any

_PAUSE = 0.01


def _late(real: Callable[..., Any], go: str) -> Callable[..., Any]:
    def late(path: Any, *arguments: Any, **options: Any) -> Any:
        while "slow" in str(path).split(os.sep) and not os.path.exists(go):
            time.sleep(_PAUSE)
        return real(path, *arguments, **options)

    return late


if __name__ == "__main__":
    from lambda_ls.__main__ import main

    for name in ("scandir", "open"):
        setattr(os, name, _late(getattr(os, name), sys.argv[1]))
    sys.argv[1:] = ["serve"]
    main()
