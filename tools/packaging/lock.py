"""The packages that the extension brings along: exact versions, and the hashes of their files.

`bundled/requirements.txt` is made by `uv pip compile --universal --generate-hashes`; the whole
command is in CONTRIBUTING.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from packaging.requirements import Requirement

from .targets import Target, marker_environment

_HASH = re.compile(r"--hash=(\S+)")


@dataclass(frozen=True, slots=True)
class Locked:
    """A package that is needed where its marker holds."""

    requirement: Requirement
    hashes: tuple[str, ...]

    @property
    def pin(self) -> str:
        """The package for pip, without its marker: pip would compare that with its own Python."""
        hashes = " ".join(f"--hash={each}" for each in self.hashes)
        return f"{self.requirement.name}{self.requirement.specifier} {hashes}"


def read_lock(text: str) -> tuple[Locked, ...]:
    """The packages of a requirements file with hashes."""
    return tuple(_locked(line) for line in _logical_lines(text))


def needed(lock: tuple[Locked, ...], target: Target, python: str) -> tuple[Locked, ...]:
    """The packages that one version of Python needs on one platform."""
    environment = marker_environment(target, python)

    def holds(locked: Locked) -> bool:
        marker = locked.requirement.marker
        return marker is None or marker.evaluate(environment)

    return tuple(filter(holds, lock))


def _logical_lines(text: str) -> Iterator[str]:
    whole = text.replace("\\\n", " ")
    return (line for line in whole.splitlines() if line.strip() and line.lstrip()[0] != "#")


def _locked(line: str) -> Locked:
    requirement = Requirement(line.partition(" --hash")[0].strip())
    return Locked(requirement, tuple(_HASH.findall(line)))
