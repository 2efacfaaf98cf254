"""Ending a process together with everything that it has started.

Only the standard library is used, since the watchdog runs this file by itself.
"""

from __future__ import annotations

import os
import signal
import sys

_PROCESSES = "/proc"
_ROUNDS = 50


def end_all(group: int, mark: str) -> None:
    """Kill a process group, and on Linux whoever has left it but still carries the mark.

    The mark is a text that the group's environment holds and no other does: the address of its
    Runtime API. On other systems a process that leaves its group is not found any more.
    """
    _signal_group(group, signal.SIGKILL)
    end_marked(mark)


def end_marked(mark: str) -> None:
    """Kill on Linux whoever carries the mark, and what they start meanwhile."""
    wanted = os.fsencode(mark)
    before: set[int] = set()
    for _ in range(_ROUNDS):
        marked, unreadable = _marked(wanted)
        for process in marked:
            _kill(process)
        # Who starts a new process and ends, again and again, is seen in no single list; but those
        # of the kernel, and those that nobody waits for, can never be read.
        if not marked and unreadable <= before:
            return
        before = unreadable


def marked(mark: str) -> list[int]:
    """The processes that carry the mark; none on other systems than Linux."""
    return _marked(os.fsencode(mark))[0]


def freeze(group: int) -> None:
    """Let a process group stand still, as Lambda does between two invocations."""
    _signal_group(group, signal.SIGSTOP)


def thaw(group: int) -> None:
    """Let it go on."""
    _signal_group(group, signal.SIGCONT)


def _signal_group(group: int, number: int) -> None:
    try:
        os.killpg(group, number)
    except OSError:
        # It has ended already.
        return


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except OSError:
        return


def _marked(mark: bytes) -> tuple[list[int], set[int]]:
    """The processes that carry the mark, and those that may have ended meanwhile."""
    found: list[int] = []
    unreadable: set[int] = set()
    if sys.platform != "linux":
        return found, unreadable
    user = os.getuid()
    for entry in os.scandir(_PROCESSES):
        if not entry.name.isdigit():
            continue
        try:
            if entry.stat().st_uid != user:
                continue
            with open(f"{_PROCESSES}/{entry.name}/environ", "rb") as file:
                # What has ended and is not yet waited for has an empty environment.
                if mark in file.read():
                    found.append(int(entry.name))
        except PermissionError:
            continue
        except OSError:
            unreadable.add(int(entry.name))
    return found, unreadable
