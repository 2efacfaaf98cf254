"""JSON as the managed runtime reads and writes it: by simplejson, with two exceptions."""

from __future__ import annotations

import os
from decimal import Decimal
from math import nan

import simplejson

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_ASCII_UNTIL = 12
"""From python3.12 on, characters that are not ASCII are written as they are."""


class _Encoder(simplejson.JSONEncoder):  # type: ignore[misc]
    def default(self, value: object) -> Any:
        """A decimal number keeps its digits; what is none becomes `NaN` whatever its sign."""
        if isinstance(value, Decimal):
            return nan if value.is_nan() else simplejson.RawJSON(str(value))
        return super().default(value)


def from_json(data: bytes) -> Any:
    """The value of a JSON text."""
    return simplejson.loads(data)


def to_json(value: object) -> str:
    """The JSON text of a value.

    Raises:
        TypeError: if there is none for something in it.
        ValueError: if it contains itself, or bytes that are no text.
    """
    encoder = _Encoder(use_decimal=False, allow_nan=True, ensure_ascii=_is_ascii())
    text: str = encoder.encode(value)
    return text


def _is_ascii() -> bool:
    _, _, minor = os.environ.get("AWS_EXECUTION_ENV", "").partition("AWS_Lambda_python3.")
    return not minor.isdigit() or int(minor) < _ASCII_UNTIL
