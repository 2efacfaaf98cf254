"""Letting processes leave by themselves before they are ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

_LONGEST = 2.0
_BETWEEN_LOOKS = 0.05


async def has_left(is_there: Callable[[], object]) -> bool:
    """Whether a process leaves within a moment; `is_there` is asked again and again."""
    for _ in range(round(_LONGEST / _BETWEEN_LOOKS)):
        if not is_there():
            return True
        await asyncio.sleep(_BETWEEN_LOOKS)
    return False
