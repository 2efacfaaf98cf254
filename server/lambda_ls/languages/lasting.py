"""Names of variables that are meant to outlive an invocation."""

from __future__ import annotations

import re

_LASTING = re.compile(
    r"cache|memo|pool|client|conn|cold|warm|session|single|instance|regist|seen|known|invocation"
    r"|invoked|container|environment|history|metric|stat|lifetime|loaded|init|global|handler|route"
    r"|log|reuse|persist|shared|store|lookup|total|runs?\b",
    re.IGNORECASE,
)


def says_lasting(name: str) -> bool:
    """Whether the name of a variable says that it is meant to outlive an invocation."""
    return bool(_LASTING.search(name))
