"""Memory of the C library, where texts and syntax trees are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache

_TRIM_THRESHOLD = -1
_MMAP_THRESHOLD = -3
_LARGE = 128 * 1024
"""Bytes; glibc's own first value of both thresholds, which it raises by itself to 32 MiB."""


def give_back() -> None:
    """Give the memory that is free back to the system, as far as it can be (with glibc only).

    It takes a tenth of a millisecond. Without it, one message of a megabyte is enough for glibc to
    keep what is freed from then on, in pieces that nothing fits into.
    """
    trim = _trimmer()
    if trim is not None:
        trim(0)


@cache
def _trimmer() -> Callable[[int], object] | None:
    """`malloc_trim`, with fixed thresholds: https://man7.org/linux/man-pages/man3/mallopt.3.html."""
    if sys.platform != "linux":
        return None
    # It takes longer to load than a server should take to start.
    import ctypes

    library = ctypes.CDLL(None)
    if not (hasattr(library, "mallopt") and hasattr(library, "malloc_trim")):
        return None
    for threshold in (_TRIM_THRESHOLD, _MMAP_THRESHOLD):
        library.mallopt(threshold, _LARGE)
    trim: Callable[[int], object] = library.malloc_trim
    return trim
