"""JSON texts of somebody else: events, responses, files of a workspace."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from .data import Json

_DEEPEST = 800
"""Levels; Python reads some more than it can write, which takes its stack."""


class Number(float):
    """A number as it was written: `1.10`, or `1e400`, which no float can hold."""

    __slots__ = ("text",)
    text: str

    def __new__(cls, text: str) -> Number:
        """Raises ValueError if the text is no number."""
        number = super().__new__(cls, text)
        number.text = text
        return number

    def __getnewargs__(self) -> tuple[str]:  # type: ignore[override]
        return (self.text,)


def value_in(text: str) -> Json:
    """The value of a text; `text_of` can write it again, with the digits of its numbers.

    Raises:
        ValueError: if the text is no JSON, or deeper than anybody means.
    """
    try:
        value: Json = json.loads(text, parse_float=Number, parse_constant=_refuse)
    except RecursionError:
        raise _too_deep() from None
    # Nearly all texts have fewer brackets than that.
    if text.count("[") + text.count("{") > _DEEPEST and _is_deep(value):
        raise _too_deep()
    return value


def text_of(value: Json, indent: int = 0) -> str:
    """The JSON text of a value: in one line, or in many of which each level has more blanks.

    Characters stand for themselves, but for halves of a pair of surrogates: UTF-8 has them not.

    Raises:
        ValueError: if a number is infinite or none, or the value is deeper than anybody means.
    """
    parts: list[str] = []
    try:
        _write(value, parts.append, "\n" if indent else "", " " * indent)
    except RecursionError:
        raise _too_deep() from None
    return "".join(parts).encode("utf-8", "backslashreplace").decode("utf-8")


def _write(value: Json, emit: Callable[[str], object], line: str, step: str) -> None:
    # One call a level, or the deepest value that is read would take more than Python's stack.
    entries: Sequence[tuple[str, Json]]
    if isinstance(value, Mapping):
        begin, end = "{}"
        entries = [(f"{_scalar(key)}: ", each) for key, each in value.items()]
    elif isinstance(value, list | tuple):
        begin, end = "[]"
        entries = [("", each) for each in value]
    else:
        emit(value.text if isinstance(value, Number) else _scalar(value))
        return
    if not entries:
        emit(begin + end)
        return
    deeper = line + step
    before, between = begin + deeper, f",{deeper or ' '}"
    for head, each in entries:
        emit(before + head)
        _write(each, emit, deeper, step)
        before = between
    emit(line + end)


_scalar = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _refuse(constant: str) -> Json:
    # Python reads and writes `NaN` and `Infinity`, which JSON has not.
    raise ValueError(f"{constant} is no JSON")


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
