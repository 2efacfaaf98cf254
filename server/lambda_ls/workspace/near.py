"""The handler string that was probably meant."""

from __future__ import annotations

from collections.abc import Mapping

from ..languages.base import Language
from ..model.handler import HandlerName
from ..model.module import Callability, Export, Module
from ..text.similar import certainly_meant, nearest
from .code import CodeReader
from .paths import join, relative

_FILES_READ = 60
FILE_ENDINGS = frozenset({"cjs", "js", "mjs", "py", "ts"})
"""What the name of a handler's function is not: whoever writes it has named a file."""

_USUAL_NAMES = ("handler", "lambda_handler", "lambdaHandler", "main")


def nearest_export(module: Module, name: HandlerName) -> Export | None:
    """The export that a symbol was probably meant to name."""
    callables = {
        symbol: export
        for symbol, export in module.exports.items()
        if export.callable is not Callability.NO and not symbol.startswith("__")
    }
    own = {symbol: each for symbol, each in callables.items() if each.imported is None}
    ending, dot, symbol = name.symbol.partition(".")
    meant = symbol if dot and ending in FILE_ENDINGS else name.symbol
    found = meant if meant in callables else nearest(meant, own)
    found = found or certainly_meant(meant, callables)
    return callables[found] if found else _only_handler(own, any_usual=meant in FILE_ENDINGS)


def only_member(module: Module, name: str) -> Export | None:
    """The export that has the name within another one, if there is one only."""
    found = [each for symbol, each in module.exports.items() if symbol.endswith(f".{name}")]
    return found[0] if len(found) == 1 else None


def _only_handler(exports: Mapping[str, Export], any_usual: bool) -> Export | None:
    """The one export that looks like a handler; with `any_usual` the first of the usual names."""
    usual = [exports[each] for each in _USUAL_NAMES if each in exports]
    if usual and any_usual:
        return usual[0]
    # A default export is no handler for most runtimes.
    named = [each for each in exports.values() if each.name != "default"]
    likely = [each for each in named if each in usual or _takes_event(each)]
    return likely[0] if len(likely) == 1 else None


def _takes_event(export: Export) -> bool:
    return (export.parameters or ())[:1] in (("event",), ("_event",), ("evt",))


def modules_below(code: CodeReader, language: Language, folder: str) -> dict[str, str]:
    """The modules below a folder with their files; only as many as is quick to read."""
    modules: dict[str, str] = {}
    for path in code.sources_below(folder, language):
        module = language.module_of(relative(path, folder))
        if module is not None:
            modules.setdefault(module, path)
        if len(modules) >= _FILES_READ:
            break
    return modules


def alike_module(
    code: CodeReader, language: Language, modules: Mapping[str, str], name: HandlerName
) -> str | None:
    """A handler string that works, in a module that is spelt alike or lies in another folder.

    `modules` are those that a handler can name, with their files.
    """
    last = _last(name.module)
    same = [each for each in modules if _last(each) == last and each != name.module]
    meant = nearest(name.module, modules) or (same[0] if len(same) == 1 else None)
    if meant is None or not _has(code, modules[meant], name.symbol):
        return None
    return language.handler_text(meant, name.symbol, name)


def only_module(
    code: CodeReader, language: Language, modules: Mapping[str, str], name: HandlerName
) -> str | None:
    """A handler string that works, in the only module with such a function."""
    having = [module for module, path in modules.items() if _has(code, path, name.symbol)]
    return language.handler_text(having[0], name.symbol, name) if len(having) == 1 else None


def respelt(code: CodeReader, language: Language, folder: str, name: HandlerName) -> str | None:
    """A handler string that works, made of the folders and the file that are spelt most like it."""
    *folders, file = name.module.split("/")
    spelt: list[str] = []
    for each in folders:
        listing = code.files.folder(join(folder, "/".join(spelt) or "."))
        there = [found for found, kind in listing.items() if kind == "folder"]
        actual = each if each in there else nearest(each, there)
        if actual is None:
            return None
        spelt.append(actual)
    parent = join(folder, "/".join(spelt) or ".")
    modules = _modules_in(code, language, parent)
    actual = file if file in modules else nearest(file, modules)
    if actual is None or not _has(code, modules[actual], name.symbol):
        return None
    return language.handler_text("/".join((*spelt, actual)), name.symbol, name)


def slashed(code: CodeReader, language: Language, folder: str, name: HandlerName) -> str | None:
    """The handler string that works with slashes where dots stand between its folders."""
    module, _, symbol = name.text.rpartition(".")
    meant = language.parse_handler(f"{module.replace('.', '/')}.{symbol}", None)
    if not isinstance(meant, HandlerName) or meant.module == name.module:
        return None
    paths = (join(folder, each) for each in language.candidates(meant.module))
    found = next((path for path in paths if code.files.kind(path) == "file"), None)
    return meant.text if found and _has(code, found, meant.symbol) else None


def _modules_in(code: CodeReader, language: Language, folder: str) -> dict[str, str]:
    """The modules that are files of a folder."""
    names = (name for name, kind in code.files.folder(folder).items() if kind == "file")
    modules = ((language.module_of(name), name) for name in names)
    return {module: join(folder, name) for module, name in modules if module is not None}


def _has(code: CodeReader, path: str, symbol: str) -> bool:
    module = code.module(path)
    export = module.exports.get(symbol) if module else None
    return export is not None and export.callable is not Callability.NO


def _last(module: str) -> str:
    return module.rpartition("/")[2]
