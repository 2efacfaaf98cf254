"""The data files that ship with the package."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias

import msgspec

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"
JsonObject: TypeAlias = Mapping[str, Json]


@cache
def packaged(package: str, *path: str) -> JsonObject:
    """The object in a JSON file of `package`: `packaged("lambda_ls.aws", "data", "x.json")`.

    Only the package's own files are read, so a missing file or one that does not hold an object is
    a fault of the package and raises. The result is shared: do not change it.
    """
    return as_object(msgspec.json.decode(packaged_bytes(package, *path)))


def packaged_bytes(package: str, *path: str) -> bytes:
    """The content of a file of `package`."""
    # importlib.resources does the same and costs 18 ms to import, a tenth of a small `check`.
    folder = os.path.dirname(sys.modules[package].__file__ or "")
    with open(os.path.join(folder, *path), "rb") as file:
        return file.read()


def as_object(value: Json) -> JsonObject:
    """`value` as the object that it is."""
    if isinstance(value, Mapping):
        return value
    raise TypeError(f"not an object: {value!r}")


def as_list(value: Json) -> Sequence[Json]:
    """`value` as the list that it is."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return value
    raise TypeError(f"not a list: {value!r}")


def as_text(value: Json) -> str:
    """`value` as the string that it is."""
    if isinstance(value, str):
        return value
    raise TypeError(f"not a string: {value!r}")


def as_texts(value: Json) -> tuple[str, ...]:
    """`value` as the list of strings that it is."""
    return tuple(as_text(item) for item in as_list(value))


def as_optional_text(value: Json) -> str | None:
    """`value` as a string, or None where it is null or was left out."""
    return None if value is None else as_text(value)
