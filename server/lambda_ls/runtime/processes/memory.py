"""How much memory a process and those it has started hold at their peak."""

from __future__ import annotations

import os
import subprocess
import sys

_MOST = 256


def peak_of(process: int) -> int:
    """The sum of the peaks of all living processes of a tree, in bytes; 0 where unknown.

    Linux says it (`VmHWM` and `children` of proc(5)); elsewhere it is known at the end only.
    """
    if sys.platform != "linux":
        return 0
    total, waiting, seen = 0, [process], 0
    while waiting and seen < _MOST:
        current = waiting.pop()
        seen += 1
        try:
            with open(f"/proc/{current}/status", "rb") as file:
                total += _peak(file.read())
            with open(f"/proc/{current}/task/{current}/children", "rb") as file:
                waiting += map(int, file.read().split())
        except OSError:
            continue
    return total


def wait(process: subprocess.Popen[bytes]) -> tuple[int, int]:
    """Wait for the end of a process: its status, negative for a signal, and its peak in bytes.

    The peak is 0 where it is unknown. On Linux it is: getrusage(2) counts what the process was
    before it became another program, and so the memory of this server.
    """
    if sys.platform == "darwin":
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        return process.returncode, usage.ru_maxrss
    return process.wait(), 0


def _peak(status: bytes) -> int:
    _, _, rest = status.partition(b"VmHWM:")
    return int(rest.split(None, 1)[0]) * 1024 if rest else 0
