"""Python handler strings: `module.function`, taken apart at the last dot."""

from __future__ import annotations

import re
from posixpath import normpath

from ...model.handler import (
    HandlerName,
    Malformation,
    MalformedName,
    ParsedHandler,
)
from ...text.span import Span
from ..length import too_long

# https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html (2026-11): [^\s]+
_NOT_IN_A_HANDLER = re.compile(r"[\s\0]")
_MODULE_COLON_NAME = re.compile(r"([^:]+?)(?:\.py)?::?([^\W\d]\w*)")
_EXTENSION_MODULES = ("so", "pyd")
_TASK_ROOT = "/var/task/"
_RELATIVE_IMPORT = (
    "TypeError: the 'package' argument is required to perform a relative import for '{}'"
)


def parse_handler(handler: str) -> ParsedHandler:
    """Take a handler string apart as Lambda's Python runtime does, which looks at no file yet."""
    if long := too_long(handler):
        return long
    if not handler:
        return MalformedName(handler, Malformation.EMPTY, _no_dot(handler))
    if _NOT_IN_A_HANDLER.search(handler):
        error = "ValidationException: the handler must match [^\\s]+"
        return _malformed(handler, Malformation.NOT_A_PATH, error, handler.strip())
    module, dot, symbol = handler.rpartition(".")
    if ":" in symbol:
        error = _no_function(module, symbol) if dot else _no_dot(handler)
        match = _MODULE_COLON_NAME.fullmatch(handler)
        meant = f"{match[1]}.{match[2]}" if match else None
        return _malformed(handler, Malformation.COLON, error, meant)
    if not dot:
        return MalformedName(handler, Malformation.NO_DOT, _no_dot(handler))
    return _refused(handler, module, symbol) or HandlerName(
        text=handler,
        module=module.replace(".", "/"),
        symbol=symbol,
        module_span=Span(0, len(module)),
        symbol_span=Span(len(module) + 1, len(handler)),
    )


def handler_text(module: str, symbol: str, like: HandlerName | None) -> str:
    """The handler string of a module and a function; with `/` between folders only if `like` is."""
    slashed = like is not None and "/" in like.text
    return f"{module if slashed else module.replace('/', '.')}.{symbol}"


def candidates(module: str) -> tuple[str, ...]:
    """The files that can be a module, in the order in which the import system looks."""
    return (f"{module}/__init__.py", f"{module}.py") if module else ()


def module_of(path: str) -> str | None:
    """The module that a file is, None if no import statement or handler can name it."""
    module, extension = path[:-3], path[-3:]
    if extension != ".py":
        return None
    module = module.removesuffix("/__init__")
    segments = module.split("/")
    unnamable = module == "__init__" or _NOT_IN_A_HANDLER.search(module)
    return None if unnamable or any(not s or "." in s for s in segments) else module


def compiled_module(path: str) -> str | None:
    """The module that a file without source is, None if the import system takes it for none.

    Extension modules may have a tag (`orders.cpython-313-x86_64-linux-gnu.so`), byte code none.
    """
    folder, slash, file = path.rpartition("/")
    name, _, ending = file.partition(".")
    if ending != "pyc" and not ending.endswith(_EXTENSION_MODULES):
        return None
    return folder if name == "__init__" else f"{folder}{slash}{name}"


def _refused(handler: str, module: str, symbol: str) -> MalformedName | None:
    """What is certainly wrong with a string that has a dot, None if a file decides."""
    if not module:
        return MalformedName(handler, Malformation.NO_MODULE, "ValueError: Empty module name")
    if not symbol:
        return MalformedName(handler, Malformation.NO_FUNCTION, _no_function(module, symbol))
    if _has_odd_path(module):
        return _odd_path(handler, module, symbol)
    if symbol == "py":
        return MalformedName(handler, Malformation.FILE_NAME, _no_function(module, symbol))
    if module.endswith(".py"):
        meant = f"{module[:-3]}.{symbol}"
        return _malformed(handler, Malformation.FILE_NAME, _no_import(module), meant)
    return None


def _has_odd_path(module: str) -> bool:
    return "\\" in module or not all(module.replace("/", ".").split("."))


def _odd_path(handler: str, module: str, symbol: str) -> MalformedName:
    """An absolute or relative path, a doubled separator, a backslash."""
    folders = module.replace("\\", "/")
    error = _no_import(module)
    if module[0] in "/.":
        error = _RELATIVE_IMPORT.format(module.replace("/", "."))
    if module[0] == "/":
        within = folders.startswith(_TASK_ROOT)
        meant = f"{folders.removeprefix(_TASK_ROOT)}.{symbol}" if within else None
        return _malformed(handler, Malformation.ABSOLUTE, error, meant)
    if ".." in folders.split("/"):
        meant = f"{normpath(folders)}.{symbol}"
        return _malformed(handler, Malformation.PARENT_FOLDER, error, meant)
    if module[0] == ".":
        meant = f"{normpath(folders).removeprefix('.')}.{symbol}"
        return _malformed(handler, Malformation.RELATIVE, error, meant)
    if module[-1] in "/\\":
        return MalformedName(handler, Malformation.NO_MODULE, error)
    meant = f"{re.sub(r'[.]+', '.', normpath(folders)).strip('.')}.{symbol}"
    return _malformed(handler, Malformation.NOT_A_PATH, error, meant)


def _malformed(
    handler: str, kind: Malformation, error: str, suggestion: str | None
) -> MalformedName:
    """With the suggestion only if the runtime does not refuse that as well."""
    if suggestion is None or suggestion == handler:
        return MalformedName(handler, kind, error)
    works = isinstance(parse_handler(suggestion), HandlerName)
    return MalformedName(handler, kind, error, suggestion if works else None)


def _no_dot(handler: str) -> str:
    return (
        f"Runtime.MalformedHandlerName: Bad handler '{handler}': "
        "not enough values to unpack (expected 2, got 1)"
    )


def _no_function(module: str, symbol: str) -> str:
    return f"Runtime.HandlerNotFound: Handler '{symbol}' missing on module '{module}'"


def _no_import(module: str) -> str:
    return f"Runtime.ImportModuleError: Unable to import module '{module}'"
