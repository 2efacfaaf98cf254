"""One file as a module: what the exports found in it say to people and rules."""

from __future__ import annotations

from msgspec.structs import replace

from ...model.module import Callability, Export, Module
from ...text.source import SourceText
from ..syntax import SyntaxTree, parse
from .collect import FoundExport, Naming, collect_exports
from .files import grammar_of
from .functions import documentation, is_async, parameters, signature

LONGEST_FILE = 1_000_000
_MAX_SHOWN_WRAPPERS = 5


def read_module(source: SourceText, path: str) -> Module:
    """The exports of a file; of one that is too large it says only that."""
    if len(source) > LONGEST_FILE:
        return Module(open_reason="the file is too large to be read", insertion=len(source))
    tree = parse(grammar_of(path), source)
    result = tree.once(collect_exports)
    exports: dict[str, Export] = {}
    for found in result.found:
        export = _export(tree, found)
        exports[found.name] = _later(exports.get(found.name), export)
    stars = tuple(dict.fromkeys(result.stars))
    end = len(source)
    return Module(exports, stars, result.open_reason, tree.broken, end, result.is_es_module)


def _export(tree: SyntaxTree, found: FoundExport) -> Export:
    value = found.value
    # The definition of a name of its own (`exports.a = b`) is where that name is given.
    binding = value.binding if found.naming is not Naming.OWN else None
    name, extent = (binding.name, binding.statement) if binding else (found.key, found.extent)
    comment = documentation(found.extent)
    if not comment and value.binding:
        comment = documentation(value.binding.statement)
    function = value.function
    certain = function and (function.type == "method_definition" or not value.wrapped_by)
    return Export(
        name=found.name,
        name_span=tree.span(name),
        span=tree.span(extent),
        callable=value.callable,
        signature=_signature(found),
        documentation=comment,
        parameters=parameters(function) if function and certain else None,
        is_async=bool(function and is_async(function)),
        wrapped_by=value.wrapped_by,
        imported=value.imported,
        reach=found.reach,
    )


def _signature(found: FoundExport) -> str:
    function = found.value.function
    if function is None:
        return ""
    text = signature(function)
    if function.type == "method_definition":
        return text
    for wrapper in reversed(found.value.wrapped_by[:_MAX_SHOWN_WRAPPERS]):
        text = f"{wrapper}({text})"
    return text


def _later(first: Export | None, later: Export) -> Export:
    """Of two assignments to a name the later one; compilers write `exports.a = void 0` first."""
    if first is None or first.callable in (Callability.NO, later.callable):
        return later
    return replace(later, callable=Callability.UNKNOWN)
