"""Linux's native modules without what only debuggers read, which is most of them."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_MAGIC = b"\x7fELF\x02\x01"
"""64 bits, little-endian: that is what every platform of `targets.py` has."""

_HEADER = struct.Struct("<40xQ10xHHH")
_SECTION = struct.Struct("<IIQQQQ")
_NO_BITS = 8
_ALLOCATED = 2


def without_debug_information(module: bytes) -> bytes:
    """A module with zeros for its debug information, which a package holds in no space.

    Nothing else moves or changes, so that it needs no tool for the module's processor. What is no
    module of Linux is given as it is. The format: https://refspecs.linuxfoundation.org/elf/elf.pdf
    """
    if not module.startswith(_MAGIC):
        return module
    result = bytearray(module)
    for start, size in _debug_information(module):
        result[start : start + size] = bytes(size)
    return bytes(result)


def _debug_information(module: bytes) -> Iterator[tuple[int, int]]:
    """Where it lies, with its size."""
    table, entry, count, names_at = _HEADER.unpack_from(module)
    sections = [_SECTION.unpack_from(module, table + entry * each) for each in range(count)]
    names = sections[names_at][4]
    for name, kind, flags, _, start, size in sections:
        is_loaded = flags & _ALLOCATED or kind == _NO_BITS
        if not is_loaded and module.startswith(b".debug_", names + name):
            yield start, size
