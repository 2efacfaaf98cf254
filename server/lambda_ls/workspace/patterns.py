"""Patterns of paths, as the setting `exclude` has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache


def matches(pattern: str, names: Iterable[str]) -> bool:
    """Whether the pattern matches the path of these names, or a folder above it.

    Goes through the names once, with all positions in the pattern that can be reached, so that no
    pattern takes long.
    """
    parts = _parts(pattern)
    if not parts:
        return False
    reached = set(_with_skipped(parts, 0))
    for name in names:
        reached = {after for at in reached for after in _after(parts, at, name)}
        if len(parts) in reached:
            return True
    return False


def problem_of(pattern: str) -> str | None:
    """Why a pattern cannot do what its writer wants; None if it can."""
    names = _parts(pattern)
    if not names:
        return "it names nothing"
    if ".." in names:
        return "patterns only reach below the folder from which they count"
    if any("**" in name and name != "**" for name in names):
        return "`**` stands alone between two `/`"
    if any(_is_unclosed(name) for name in names):
        return "a `[` has no `]`; write `[[]` for the character itself"
    return None


def _is_unclosed(name: str) -> bool:
    """Whether a set of characters has no end, by the rules of `fnmatch`."""
    at = name.find("[")
    while at >= 0:
        # A bracket that is the first of the set is one of its characters.
        first = at + 2 if name.startswith("!", at + 1) else at + 1
        end = name.find("]", first + 1)
        if end < 0:
            return True
        at = name.find("[", end)
    return False


@lru_cache(maxsize=256)
def _parts(pattern: str) -> tuple[str, ...]:
    """The names of a pattern; one without a folder is looked for in every folder.

    Several `**` in a row say no more than one, and would each be gone through for each of them.
    """
    names = [name for name in pattern.split("/") if name not in ("", ".")]
    if names and "/" not in pattern.rstrip("/"):
        names.insert(0, "**")
    pairs = zip(names, ("", *names), strict=False)
    return tuple(name for name, before in pairs if not name == before == "**")


def _after(parts: tuple[str, ...], at: int, name: str) -> Iterator[int]:
    # Few projects exclude anything, and none should wait for what they do not use.
    from fnmatch import fnmatchcase

    if parts[at] == "**":
        yield at
    if fnmatchcase(name, parts[at]):
        yield from _with_skipped(parts, at + 1)


def _with_skipped(parts: tuple[str, ...], at: int) -> Iterator[int]:
    """A position and those behind `**` that stand for no folder; the last one stands for some."""
    yield at
    while at < len(parts) - 1 and parts[at] == "**":
        at += 1
        yield at
