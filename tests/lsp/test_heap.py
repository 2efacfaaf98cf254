from __future__ import annotations

import os
import subprocess
import sys

import pytest

_TEXTS = 20_000
_LARGE = 2_000
_MEBIBYTES = _TEXTS * _LARGE // 2**20
# The last of the texts stays, and with it the end of the heap.
_PROGRAM = f"""
import resource, sys
from lambda_ls.lsp.heap import give_back

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() // 2**20

give_back()
texts = [bytes([number % 250]) * {_LARGE} for number in range({_TEXTS})]
full = resident()
del texts[:-1]
kept = resident()
give_back()
print(full - kept, full - resident())
"""


def _has_glibc() -> bool:
    return sys.platform == "linux" and "CS_GNU_LIBC_VERSION" in os.confstr_names


@pytest.mark.skipif(not _has_glibc(), reason="only glibc is known to keep what is free")
def test_memory_that_is_free_goes_back_to_the_system() -> None:
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM], check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    by_itself, given_back = map(int, run.stdout.split())
    assert by_itself < _MEBIBYTES // 2, "glibc gives it back by itself: it need not be told"
    assert given_back > _MEBIBYTES // 2
