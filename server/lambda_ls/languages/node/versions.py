"""What differs between the generations of Lambda's client for Node.js."""

from __future__ import annotations

import re

_NODE = re.compile(r"nodejs(?P<major>\d{1,4})\.")
_IMPORTING = 24


def imports_handlers(runtime: str | None) -> bool | None:
    """Whether the runtime loads every handler with `import()`; None where that is not known.

    Source: aws-lambda-ric 4.0.2, which nodejs24.x has, and 3.3.0 before it, read 2026-11. The
    older one takes `require` for all but ES modules.
    """
    match = _NODE.match(runtime or "")
    return int(match["major"]) >= _IMPORTING if match else None
