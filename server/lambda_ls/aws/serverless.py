"""What the Serverless Framework knows of functions on AWS: keys, events, plugins that build."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from .data import as_object, as_optional_text, as_text, as_texts, packaged


class EventKeys(Struct, frozen=True):
    """The keys of one kind of event that say what sends it and that split the kind."""

    source: tuple[str, ...] = ()
    discriminator: str | None = None


class ServerlessFacts(Struct, frozen=True):
    """The framework's own words.

    `plugin_function_properties` are keys that plugins add to functions. `http_methods` are lower
    case. `invoking_plugins` invoke functions with events of their own. `builds` gives by plugin
    the build method, `events` by event key what its keys mean.
    """

    function_properties: frozenset[str]
    plugin_function_properties: frozenset[str]
    http_methods: frozenset[str]
    invoking_plugins: frozenset[str]
    builds: Mapping[str, str]
    events: Mapping[str, EventKeys]


@cache
def serverless_facts() -> ServerlessFacts:
    """The facts of `data/serverless-properties.json`."""
    data = packaged(__package__, "data", "serverless-properties.json")
    events = {kind: as_object(keys) for kind, keys in as_object(data["events"]).items()}
    return ServerlessFacts(
        frozenset(as_texts(data["function_properties"])),
        frozenset(as_texts(data["plugin_function_properties"])),
        frozenset(as_texts(data["http_methods"])),
        frozenset(as_texts(data["invoking_plugins"])),
        {plugin: as_text(method) for plugin, method in as_object(data["builds"]).items()},
        {
            kind: EventKeys(as_texts(keys["source"]), as_optional_text(keys.get("discriminator")))
            for kind, keys in events.items()
        },
    )
