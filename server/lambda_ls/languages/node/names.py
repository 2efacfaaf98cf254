"""Handler strings as AWS's client for Node.js takes them apart.

Source: aws-lambda-ric 3.3.0 (nodejs22.x and before) and 4.0.2 (nodejs24.x), read 2026: the base
name is split at its first dot, the rest is a path of properties, and `..` is refused anywhere.
"""

from __future__ import annotations

import posixpath

from ...model.handler import (
    HandlerName,
    Malformation,
    MalformedName,
    OpaqueName,
    ParsedHandler,
)
from ...text.span import Span
from ..length import too_long
from .versions import imports_handlers

_BAD_HANDLER = "Runtime.MalformedHandlerName: Bad handler"
_TASK_ROOT = "/var/task/"


def parse_handler(handler: str, runtime: str | None) -> ParsedHandler:
    """Take a handler string apart, or say why the runtime refuses it."""
    return (
        too_long(handler)
        or _refusal(handler)
        or _without_module(handler, runtime)
        or _outside(handler)
        or _name(handler)
    )


def handler_text(module: str, symbol: str, like: HandlerName | None) -> str:
    """The handler string for a module and an export; keeps a leading `./` of `like`."""
    prefix = like.text[: like.module_span.start] if like else ""
    return f"{prefix}{module}.{symbol}"


def _refusal(handler: str) -> MalformedName | None:
    base = posixpath.basename(handler.rstrip("/"))
    if not handler.strip():
        return MalformedName(handler, Malformation.EMPTY, _BAD_HANDLER)
    if "\0" in handler:
        error = "The argument 'path' must be a string without null bytes"
        return MalformedName(handler, Malformation.NOT_A_PATH, error)
    if ".." in handler:
        return _parent_folder(handler)
    if "." not in base:
        return _without_dot(handler, base)
    if base.endswith("."):
        error = f"Runtime.HandlerNotFound: {handler} is undefined or not exported"
        return MalformedName(handler, Malformation.NO_FUNCTION, error)
    return None


def _without_module(handler: str, runtime: str | None) -> ParsedHandler | None:
    """Of `src/.handler` the runtime loads the folder itself, which only `require` can do."""
    if not posixpath.basename(handler.rstrip("/")).startswith("."):
        return None
    if imports_handlers(runtime):
        error = "Error: Directory import is not supported resolving ES modules"
        return MalformedName(handler, Malformation.NO_MODULE, error)
    return OpaqueName(
        handler, f"`{handler}` names a folder, whose `package.json` can name any file"
    )


def _parent_folder(handler: str) -> MalformedName:
    error = f"Runtime.MalformedHandlerName: '{handler}' is not a valid handler name"
    # Two dots inside a name are a slip of the finger; a step out of the folder is a decision.
    typed_twice = handler.replace("..", ".")
    inside = all(part.strip(".") == part for part in handler.split("/"))
    suggestion = typed_twice if inside and _refusal(typed_twice) is None else None
    return MalformedName(handler, Malformation.PARENT_FOLDER, error, suggestion)


def _without_dot(handler: str, base: str) -> MalformedName:
    if ":" not in base:
        return MalformedName(handler, Malformation.NO_DOT, _BAD_HANDLER)
    module, _, symbol = base.partition(":")
    symbol = symbol.lstrip(":")
    certain = module and symbol and ":" not in symbol
    folder = handler[: handler.find(base)]
    suggestion = f"{folder}{module}.{symbol}" if certain else None
    return MalformedName(handler, Malformation.COLON, _BAD_HANDLER, suggestion)


def _outside(handler: str) -> OpaqueName | None:
    if not handler.startswith("/") or handler.startswith(_TASK_ROOT):
        return None
    return OpaqueName(handler, f"`{handler}` is a file outside the function's own code")


def _name(handler: str) -> HandlerName:
    base = posixpath.basename(handler.rstrip("/"))
    # The runtime takes the first occurrence of the base name, also where a folder is named so.
    start = handler.find(base)
    file_name, _, symbol = base.partition(".")
    root = _plain_start(handler[:start])
    end = start + len(file_name)
    module = posixpath.normpath(handler[root:end])
    symbol_span = Span(end + 1, end + 1 + len(symbol))
    return HandlerName(handler, module, symbol, Span(root, end), symbol_span)


def _plain_start(folder: str) -> int:
    """Where the path starts that is written below the code folder."""
    start = len(_TASK_ROOT) if folder.startswith(_TASK_ROOT) else 0
    while folder.startswith("./", start) or folder.startswith("/", start):
        start += 1 if folder[start] == "/" else 2
    return start
