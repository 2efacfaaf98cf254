"""Which exports of a file the runtimes take for a handler's symbol.

Source: aws-lambda-ric 3.3.0 (nodejs22.x and before) and 4.0.2 (nodejs24.x), read 2026-11. Both
follow the symbol as a path of properties. The newer one imports every file, so that all exports of
a CommonJS module are its `default`; it looks below `default` for what it does not find, and it
follows no property of a function.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.module import Callability, Export, Module, Reach
from ..base import Loading, Reading
from .versions import imports_handlers

_DEFAULT = "default"


def readings(symbol: str, module: Module, loading: Loading) -> tuple[Reading, ...]:
    """The exports that a symbol can mean, in the order in which they are looked for."""
    importing = imports_handlers(loading.runtime)
    found = (
        *_by_name(symbol, module, loading, importing),
        *_below_default(symbol, module, loading, importing),
    )
    return tuple(
        each for each in found if _is_reached(module.exports.get(each.symbol), loading, importing)
    )


def _by_name(
    symbol: str, module: Module, loading: Loading, importing: bool | None
) -> Iterator[Reading]:
    own = module.exports.get(symbol)
    if importing is False or module.is_es_module:
        yield Reading(symbol)
        return
    head, _, rest = symbol.partition(".")
    if head == _DEFAULT and rest:
        yield Reading(rest)
    is_assigned = symbol == _DEFAULT and own is not None and own.reach is Reach.ALL
    doubt = "`default` of a CommonJS module is all that it exports" if is_assigned else None
    yield Reading(symbol, doubt if importing and loading.as_written else None)


def _below_default(
    symbol: str, module: Module, loading: Loading, importing: bool | None
) -> Iterator[Reading]:
    owner = module.exports.get(_DEFAULT)
    if owner is None or _is_plain_function(owner):
        return
    below = f"{_DEFAULT}.{symbol}"
    if importing is False:
        if not loading.is_es_module:
            yield Reading(below, "members of its default export are found from nodejs24.x on")
    elif module.is_es_module or not (importing and loading.as_written):
        yield Reading(below)


def _is_reached(export: Export | None, loading: Loading, importing: bool | None) -> bool:
    if export is None or importing is None or not loading.as_written:
        return True
    return export.reach is not (Reach.FUNCTION if importing else Reach.IMPORT)


def _is_plain_function(export: Export) -> bool:
    """Whether a value is a function that nothing has been added to."""
    return export.callable is Callability.YES and not export.wrapped_by and export.imported is None
