"""Messages that are not quite what the protocol says, from clients that can be served all the same.

A value that is not known would otherwise make the whole message one that cannot be understood: a
client that names one more kind of anything could not even connect.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cattrs import ClassValidationError, Converter, IterableValidationError
from lsprotocol import types

_LARGEST = 2**31 - 1
NO_VERSION = -(2**31)
"""What stands for the version of a text of which the client tells none; nobody counts so far."""

MAY_BE_CUT = frozenset(
    (
        types.INITIALIZE,
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.TEXT_DOCUMENT_COMPLETION,
        types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
    )
)
"""The methods whose params mean the same without a part that cannot be understood."""


def understand_more(converter: Converter) -> None:
    """Have a converter take numbers beyond the protocol's, and null where nothing is meant."""
    converter.register_structure_hook(types.Position, lambda value, _: _position(value))
    converter.register_structure_hook(types.TextDocumentItem, lambda value, _: _item(value))
    converter.register_structure_hook(
        types.VersionedTextDocumentIdentifier, lambda value, _: _versioned(value)
    )
    converter.register_structure_hook(
        types.TextDocumentContentChangePartial, lambda value, _: _change(converter, value)
    )


def without_unreadable(value: Any, error: BaseException | None) -> Any:
    """A message without the smallest parts that have led to an error; None if nothing is left.

    What needs a part that is taken away is itself an error next time.
    """
    if not isinstance(error, ClassValidationError | IterableValidationError):
        return None
    parts = dict(_parts(value, error))
    if not parts or None in parts:
        return None
    kept = {key: without_unreadable(value[key], each) for key, each in parts.items()}
    if isinstance(value, dict):
        return {key: kept.get(key, each) for key, each in value.items() if _stays(kept, key)}
    return [kept.get(key, each) for key, each in enumerate(value) if _stays(kept, key)]


def _parts(
    value: Any, error: ClassValidationError | IterableValidationError
) -> Iterable[tuple[str | int | None, Exception]]:
    """The keys of what is wrong in a value, each with its error; None if it is all of the value."""
    if isinstance(error, ClassValidationError):
        attributes, others = error.group_exceptions()
        yield from ((_named(value, note.name), each) for each, note in attributes)
    else:
        elements, others = error.group_exceptions()
        yield from ((_element(value, note.index), each) for each, note in elements)
    yield from ((None, each) for each in others)


def _named(value: Any, attribute: str) -> str | None:
    """The key in a message of what its class calls so; None if it is not there."""
    spelt = attribute.replace("_", "")
    keys = value if isinstance(value, dict) else ()
    return next((key for key in keys if key.lower() == spelt), None)


def _element(value: Any, index: int | str) -> int | str | None:
    """Where an element stands in a list or a table; None if the value is neither."""
    kind = list if isinstance(index, int) else dict
    return index if isinstance(value, kind) else None


def _stays(kept: dict[str | int | None, Any], key: str | int) -> bool:
    return key not in kept or kept[key] is not None


def _position(value: Any) -> types.Position:
    return types.Position(_number(value["line"]), _number(value["character"]))


def _number(value: Any) -> int:
    """A number of the protocol; past its end is past the end of every text."""
    return max(0, min(int(value), _LARGEST))


def _item(value: Any) -> types.TextDocumentItem:
    # Nobody asks for the language, which the name of the file tells.
    language = str(value.get("languageId"))
    return types.TextDocumentItem(value["uri"], language, _version(value), value["text"])


def _versioned(value: Any) -> types.VersionedTextDocumentIdentifier:
    return types.VersionedTextDocumentIdentifier(_version(value), value["uri"])


def _version(value: Any) -> int:
    version = value.get("version")
    is_told = isinstance(version, int) and abs(version) <= _LARGEST
    return version if is_told else NO_VERSION


def _change(converter: Converter, value: Any) -> types.TextDocumentContentChangeEvent:
    if value.get("range") is None:
        return types.TextDocumentContentChangeWholeDocument(text=value["text"])
    range_ = converter.structure(value["range"], types.Range)
    return types.TextDocumentContentChangePartial(range=range_, text=value["text"])
