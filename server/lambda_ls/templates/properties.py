"""The properties of one function, with what it inherits."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ..model.durable import Durable
from ..model.function import Layer, Variable
from ..model.logging import NO_LOGGING, Logging
from ..model.place import MaybeNumber, MaybeText, Place, Spanned, Unknown
from ..text.tree import Mapping
from .calls import call_of, referenced
from .intrinsics import number_value, resolve, text_value
from .located import Located
from .scope import Scope

_ENVIRONMENT = ("Environment", "Variables")
_LOGGING = "LoggingConfig"
_DURABLE = "DurableConfig"


class Properties(Struct, frozen=True, eq=False):
    """A function's own properties, and those of SAM's `Globals.Function`, which they override."""

    own: Located
    inherited: Located | None
    scope: Scope

    def get(self, *keys: str) -> Located | None:
        """The value that counts, at the place where it is written; None if there is none."""
        found = self.own.get(*keys)
        if found is None and self.inherited:
            found = self.inherited.get(*keys)
        return found

    def all(self, *keys: str) -> Iterator[Located]:
        """The values of a property that adds to what is inherited, inherited ones first."""
        for properties in (self.inherited, self.own):
            found = properties.get(*keys) if properties else None
            if found:
                yield found

    def text(self, key: str) -> MaybeText | None:
        """A text; unknown where a macro could add the property."""
        found = self.get(key)
        if found is None and self.is_generated:
            return Spanned(Unknown(f"a macro can set `{key}`"), self.own.place)
        return text_value(found, self.scope)

    def number(self, key: str) -> MaybeNumber | None:
        """A whole number; unknown where a macro could add the property."""
        found = self.get(key)
        if found is None and self.is_generated:
            return Spanned(Unknown(f"a macro can set `{key}`"), self.own.place)
        return number_value(found, self.scope)

    @property
    def is_generated(self) -> bool:
        """Whether properties come from somewhere else: a macro, an included file, a loop."""
        node = self.own.node
        if not isinstance(node, Mapping) or node.tag:
            return call_of(node) is not None
        return not self.own.is_complete

    def environment_place(self) -> Place | None:
        """The key under which the environment variables stand, its own if there are any."""
        for properties in (self.own, self.inherited):
            entry = properties.mapping.entry("Environment") if properties else None
            if entry and properties and properties.get(*_ENVIRONMENT):
                return properties.key(entry).place
        return None

    def environment(self) -> Iterator[Variable]:
        """The environment variables whose names can be seen, each once."""
        variables: dict[str, Variable] = {}
        for located in self.all(*_ENVIRONMENT):
            for entry in located.entries():
                name = entry.key.text
                value = resolve(entry.value, self.scope)
                if value is None:
                    variables.pop(name, None)
                elif name and name != "Ref" and not name.startswith("Fn::"):
                    place = located.at(entry.value).place
                    extent = located.extent(entry) if len(located.mapping) > 1 else None
                    variables[name] = Variable(located.key(entry), Spanned(value, place), extent)
        return iter(variables.values())

    @property
    def has_other_variables(self) -> bool:
        """Whether there can be environment variables that cannot be seen."""
        if self.is_generated:
            return True
        for properties in filter(None, (self.inherited, self.own)):
            ways = (properties.get(*keys) for keys in ((), _ENVIRONMENT[:1], _ENVIRONMENT))
            for way in filter(None, ways):
                if not way.is_complete or "Ref" in way.mapping:
                    return True
        return False

    def layers(self) -> Iterator[Layer]:
        """The layers in the order in which Lambda unpacks them."""
        for located in self.all("Layers"):
            for item in located.items():
                yield from self._layer(item)

    def logging(self) -> Logging:
        """How its log is written."""
        if self.get(_LOGGING) is None:
            return NO_LOGGING
        return Logging(
            format=self._logging_text("LogFormat"),
            application_level=self._logging_text("ApplicationLogLevel"),
            system_level=self._logging_text("SystemLogLevel"),
            group=self._logging_text("LogGroup"),
        )

    def durable(self) -> Durable | Unknown | None:
        """How it is durable; unknown where a macro could say so."""
        found = self.get(_DURABLE)
        if found is None:
            return Unknown(f"a macro can set `{_DURABLE}`") if self.is_generated else None
        if resolve(found.node, self.scope) is None:
            return None
        timeout = number_value(self.get(_DURABLE, "ExecutionTimeout"), self.scope)
        is_certain = isinstance(found.node, Mapping) and call_of(found.node) is None
        return Durable(found.place, timeout, is_certain)

    def _logging_text(self, key: str) -> MaybeText | None:
        return text_value(self.get(_LOGGING, key), self.scope)

    def _layer(self, located: Located) -> Iterator[Layer]:
        logical_id = referenced(located.node)
        if logical_id and logical_id in self.scope.layers:
            yield Layer(Spanned(logical_id, located.place), self.scope.layers[logical_id])
            return
        name = text_value(located, self.scope)
        if name:
            yield Layer(name)
