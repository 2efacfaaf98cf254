"""Strings of events that hold other content: JSON, base64, compressed data, URL-encoded text."""

from __future__ import annotations

import base64
import binascii
import gzip
import json
from collections.abc import Sequence
from urllib.parse import quote_plus, unquote_plus

from ..aws.data import Json
from ..aws.json_text import text_of


def decode(text: str, encoding: Sequence[str]) -> Json:
    """What a string holds; `encoding` goes from the outside in. Raises ValueError."""
    value: str | bytes = text
    for step in encoding:
        if step == "json":
            return _json(value)
        value = _decoded(value, step)
    return value if isinstance(value, str) else _text(value)


def encode(value: Json, encoding: Sequence[str]) -> str:
    """The string that holds a value; the inverse of `decode`."""
    data = value if isinstance(value, str) else text_of(value)
    if encoding and encoding[-1] == "json" and isinstance(value, str):
        data = text_of(value)
    result = data.encode()
    for step in reversed(encoding):
        if step == "base64":
            result = base64.b64encode(result)
        elif step == "gzip":
            # Without a time the same event gives the same text on every day.
            result = gzip.compress(result, mtime=0)
        elif step == "url":
            result = quote_plus(result.decode(), safe="/").encode()
    return result.decode()


def _decoded(value: str | bytes, step: str) -> str | bytes:
    if step == "url":
        return unquote_plus(_text(value))
    try:
        if step == "base64":
            return base64.b64decode(value, validate=True)
        return gzip.decompress(value if isinstance(value, bytes) else value.encode())
    except (binascii.Error, OSError, EOFError, ValueError) as error:
        raise ValueError(f"is not {step} data") from error


def _json(value: str | bytes) -> Json:
    try:
        found: Json = json.loads(value)
    except ValueError as error:
        raise ValueError("is not a JSON text") from error
    return found


def _text(value: str | bytes) -> str:
    if isinstance(value, str):
        return value
    try:
        return value.decode()
    except UnicodeDecodeError as error:
        raise ValueError("is not text in UTF-8") from error
