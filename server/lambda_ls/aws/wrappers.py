"""Handlers that are not the project's own: of vendors' layers, of packages and of plugins."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, TypeAlias, cast, get_args

from msgspec import Struct

from .data import Json, as_list, as_object, as_optional_text, as_text, as_texts, packaged

WrapperKind: TypeAlias = Literal["variable", "plugin", "layer", "package", "web-adapter", "exec"]

_LAYERS = "/opt/"
_PACKAGES = ("node_modules/", "./node_modules/")


class Wrapper(Struct, frozen=True):
    """A handler, or a start script, that stands between Lambda and the project's handler.

    `title` says whose it is. By `kind`: with `variable`, the environment variable `variable` names
    the real handler; with `plugin`, the Serverless plugin `plugin` adds the module on deployment;
    with `layer` or `package` the code comes from there; with `web-adapter` the handler is a
    command that starts a web server; with `exec` a start script leaves the handler as it is.
    """

    title: str
    kind: WrapperKind
    variable: str | None = None
    plugin: str | None = None


def wrapper(handler: str) -> Wrapper | None:
    """Whose a handler string is, None if it looks like one of the project's own."""
    known = _table("handlers").get(handler)
    if known:
        return known
    if handler.startswith(_LAYERS):
        return Wrapper("a layer", "layer")
    return Wrapper("an installed package", "package") if handler.startswith(_PACKAGES) else None


def exec_wrapper(script: str) -> Wrapper | None:
    """What a known value of AWS_LAMBDA_EXEC_WRAPPER does; None if it may do anything."""
    return _table("exec_wrappers").get(script)


def plugin_module(plugins: frozenset[str], handler: str) -> str | None:
    """The name of the Serverless plugin in force that supplies the handler's module."""
    known = _table("handlers").get(handler) or _table("handlers_with_plugin").get(handler)
    return known.plugin if known and known.plugin in plugins else None


@cache
def _table(section: str) -> Mapping[str, Wrapper]:
    rows = as_list(packaged(__package__, "data", "wrappers.json")["wrappers"])
    table: dict[str, Wrapper] = {}
    for row in rows:
        names = as_texts(as_object(row).get(section, ()))
        table.update(dict.fromkeys(names, _read(row)))
    return table


def _read(row: Json) -> Wrapper:
    fields = as_object(row)
    kind = as_text(fields["kind"])
    if kind not in get_args(WrapperKind):
        raise ValueError(f"no such kind of wrapper: {kind}")
    return Wrapper(
        title=as_text(fields["title"]),
        kind=cast(WrapperKind, kind),
        variable=as_optional_text(fields.get("variable")),
        plugin=as_optional_text(fields.get("plugin")),
    )
