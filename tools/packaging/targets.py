"""The platforms that have a package of their own, by the names that VS Code has for them."""

from __future__ import annotations

import platform
import sys
from dataclasses import dataclass

_PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")

# The oldest glibc that VS Code itself runs on is 2.28; pip wants every older tag by its name.
_GLIBC = ("_2_28", "_2_26", "_2_24", "_2_17", "2014", "_2_12", "2010", "_2_5", "1")


@dataclass(frozen=True, slots=True)
class Target:
    """A platform; `tags` are what its wheels may be for, `pythons` the versions that have wheels.

    `system` and `machine` are what Python calls it: `sys.platform` and `platform.machine()`.
    """

    name: str
    tags: tuple[str, ...]
    system: str
    machine: str
    pythons: tuple[str, ...] = _PYTHONS


def _linux(machine: str) -> tuple[str, ...]:
    return tuple(f"manylinux{glibc}_{machine}" for glibc in _GLIBC)


TARGETS: dict[str, Target] = {
    target.name: target
    for target in (
        Target("linux-x64", _linux("x86_64"), "linux", "x86_64"),
        Target("linux-arm64", _linux("aarch64"), "linux", "aarch64"),
        Target("darwin-x64", ("macosx_11_0_x86_64",), "darwin", "x86_64"),
        Target("darwin-arm64", ("macosx_11_0_arm64",), "darwin", "arm64"),
        Target("win32-x64", ("win_amd64",), "win32", "AMD64"),
        # PyYAML has no older wheels for it, and Python itself none but 3.11.
        Target("win32-arm64", ("win_arm64",), "win32", "ARM64", _PYTHONS[2:]),
    )
}


def host() -> Target:
    """The platform of this machine.

    Raises:
        LookupError: if there is no package for it.
    """
    machine = platform.machine().lower()
    for target in TARGETS.values():
        if target.system == sys.platform and target.machine.lower() == machine:
            return target
    raise LookupError(f"no package is built for {sys.platform} on {machine}")


def marker_environment(target: Target, python: str) -> dict[str, str]:
    """What the markers of a requirement are compared with, by the names of PEP 508."""
    is_windows = target.system == "win32"
    systems = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}
    return {
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "os_name": "nt" if is_windows else "posix",
        "platform_machine": target.machine,
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_system": systems[target.system],
        "platform_version": "",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": target.system,
    }
