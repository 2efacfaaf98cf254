"""The handler string that was probably meant."""

from __future__ import annotations

from dataclasses import dataclass

from ..languages.base import Language
from ..model.handler import HandlerName
from ..model.module import Callability, Export, Module
from ..text.similar import nearest
from .code import CodeReader, relative

_FILES_READ = 60
_FILE_ENDINGS = frozenset({"cjs", "js", "mjs", "py", "ts"})
_USUAL_NAMES = ("handler", "lambda_handler", "lambdaHandler", "main")


@dataclass(frozen=True, slots=True)
class Near:
    """A handler string that works, the file and the export that it names."""

    text: str
    path: str
    export: Export


def nearest_export(module: Module, name: HandlerName) -> Export | None:
    """The export that a symbol was probably meant to name."""
    callables = {
        symbol: export
        for symbol, export in module.exports.items()
        if export.callable is not Callability.NO and _can_handle(export)
    }
    found = nearest(name.symbol, callables)
    if found is not None:
        return callables[found]
    if name.symbol in _FILE_ENDINGS:
        usual = next((each for each in _USUAL_NAMES if each in callables), None)
        return callables[usual] if usual else None
    handlers = [export for export in callables.values() if _is_like_handler(export)]
    return handlers[0] if len(handlers) == 1 else None


def nearest_module(
    code: CodeReader, language: Language, folder: str, name: HandlerName
) -> Near | None:
    """The module that was probably meant: spelt alike, or the only one with such a function."""
    modules = _modules(code, language, folder)
    alike = nearest(name.module, modules)
    if alike is not None:
        near = _named(code, language, modules[alike], folder, name)
        if near is not None:
            return near
    same_name = [path for module, path in modules.items() if _last(module) == _last(name.module)]
    with_symbol = [
        near
        for near in (
            _named(code, language, path, folder, name)
            for path in (same_name or list(modules.values()))
        )
        if near is not None
    ]
    return with_symbol[0] if len(with_symbol) == 1 else None


def _modules(code: CodeReader, language: Language, folder: str) -> dict[str, str]:
    """The modules below a folder with their files; only as many as is quick to read."""
    modules: dict[str, str] = {}
    for path in code.sources_below(folder, language):
        module = language.module_of(relative(path, folder))
        if module is not None:
            modules.setdefault(module, path)
        if len(modules) >= _FILES_READ:
            break
    return modules


def _named(
    code: CodeReader, language: Language, path: str, folder: str, name: HandlerName
) -> Near | None:
    """The handler string for the same symbol in another module, if that module has it."""
    module = code.module(path)
    spelling = language.module_of(relative(path, folder))
    export = module.exports.get(name.symbol) if module else None
    if export is None or spelling is None or export.callable is Callability.NO:
        return None
    return Near(language.handler_text(spelling, name.symbol, name), path, export)


def _can_handle(export: Export) -> bool:
    return export.imported is None and not export.name.startswith("__")


def _is_like_handler(export: Export) -> bool:
    """Whether a function has the two parameters that a handler has, under their usual names."""
    return (export.parameters or ())[:1] in (("event",), ("_event",), ("evt",))


def _last(module: str) -> str:
    return module.rpartition("/")[2]
