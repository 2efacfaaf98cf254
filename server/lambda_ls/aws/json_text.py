"""JSON texts of somebody else: events, responses, files of a workspace."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from .data import Json

_DEEPEST = 800
"""Levels; Python reads some more than it can write, which takes its stack."""


def value_in(text: str, constant: Callable[[str], Json] | None = None) -> Json:
    """The value of a text; it can be written as JSON again.

    `constant` is given `NaN` and `Infinity`, which Python reads though JSON has them not.

    Raises:
        ValueError: if the text is no JSON, or deeper than anybody means.
    """
    try:
        value: Json = json.loads(text, parse_constant=constant)
    except RecursionError:
        raise _too_deep() from None
    # Nearly all texts have fewer brackets than that.
    if text.count("[") + text.count("{") > _DEEPEST and _is_deep(value):
        raise _too_deep()
    return value


def _too_deep() -> ValueError:
    return ValueError(f"it is nested in more than {_DEEPEST} levels")


def _is_deep(value: Json) -> bool:
    level = [value]
    for _ in range(_DEEPEST):
        level = [part for each in level for part in _parts(each)]
        if not level:
            return False
    return True


def _parts(value: Json) -> Iterator[Json]:
    if isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, list):
        yield from value
