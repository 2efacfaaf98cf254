"""What an invocation has changed of what the process keeps for the next one."""

from __future__ import annotations

import binascii
import json
from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct

from ..aws.data import Json

_State: TypeAlias = Mapping[str, tuple[Json, str]]


class StateChange(Struct, frozen=True):
    """A name of a module (`app.cache`) with what it held; None where there was no such name."""

    name: str
    before: str | None
    after: str | None


def state_changes(before: str, after: str) -> tuple[StateChange, ...]:
    """The differences of two states as clients send them: Base64 of JSON, or empty.

    The JSON is an object that has by name a number, which tells different values, and a text.
    Nothing is known of the change where one of them is missing.
    """
    old, new = _read(before), _read(after)
    if old is None or new is None:
        return ()
    return tuple(
        StateChange(name, _text(old, name), _text(new, name))
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name)
    )


def _read(state: str) -> _State | None:
    try:
        found = json.loads(binascii.a2b_base64(state)) if state else None
    except (ValueError, RecursionError):
        # The code of the user runs in the process that sends it, and may have sent anything.
        return None
    if not isinstance(found, dict):
        return None
    pairs = ((name, value) for name, value in found.items() if _is_entry(value))
    return {name: (value[0], value[1]) for name, value in pairs}


def _is_entry(value: Json) -> bool:
    return isinstance(value, list) and len(value) == 2 and isinstance(value[1], str)


def _text(state: _State, name: str) -> str | None:
    found = state.get(name)
    return found[1] if found else None
