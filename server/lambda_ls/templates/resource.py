"""One resource that is a function, in the parts that SAM and CloudFormation share."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from ..model.function import Build, Code, Event, Function, UnknownProperty
from ..model.place import Place
from ..text.document import Block
from ..text.span import Span
from ..text.tree import EMPTY_MAPPING
from .esbuild import esbuild_arguments
from .located import Located
from .properties import Properties
from .scope import Scope
from .slots import Written, slot
from .wiring.result import NO_WIRING, Wiring

# What is only said of a function that other code invokes.
_FOR_CALLERS = ("FunctionName", "EventInvokeConfig")
_NEW_VARIABLE = ("Properties", "Environment", "Variables", "*")


class Resource(Struct, frozen=True, eq=False):
    """A resource of a template; `text` is the document's from the block's base to its end.

    `is_broken` is true where a part of the resource cannot be read. `wiring` is what other
    resources say of the function.
    """

    block: Block
    text: str
    scope: Scope
    is_broken: bool = False
    wiring: Wiring = NO_WIRING

    @property
    def root(self) -> Located:
        """The resource itself: its type, properties and metadata."""
        return Located(self.block.value, self.scope.path, self.block.name)

    def properties(self, inherited: Located | None = None) -> Properties:
        """Its properties, with those that it inherits."""
        own = self.root.get("Properties") or self.root.at(EMPTY_MAPPING)
        return Properties(own, inherited, self.scope)

    @property
    def build(self) -> Build | None:
        """How `sam build` makes the code, if the resource's metadata says so."""
        method = self.root.get("Metadata", "BuildMethod")
        if method is None or method.text is None:
            return None
        name, properties = method.text.lower(), self.root.get("Metadata", "BuildProperties")
        if properties is None:
            return Build(name, place=method.place)
        points = properties.get("EntryPoints")
        texts = (item.text for item in points.items()) if points else ()
        arguments = esbuild_arguments(properties) if name == "esbuild" else ()
        return Build(name, tuple(filter(None, texts)), method.place, tuple(arguments))

    def function(
        self,
        properties: Properties,
        code: Code,
        is_image: bool,
        events: Iterable[Event] = (),
        unknown: Iterable[UnknownProperty] = (),
    ) -> Function:
        """The function that the resource declares."""
        description = properties.get("Description")
        return Function(
            template=self.scope.path,
            name=self.block.key,
            dialect=self.scope.dialect,
            place=self._place(self.block.entry.key.inner if self.block.entry else Span(0, 0)),
            extent=self._place(Span(self.block.extent.start, len(self.text))),
            handler=None if is_image else properties.text("Handler"),
            runtime=None if is_image else properties.text("Runtime"),
            code=code,
            build=self.build,
            image=is_image,
            environment=tuple(properties.environment()),
            environment_place=properties.environment_place(),
            environment_slot=slot(Written(self.root, self.text), *_NEW_VARIABLE, is_text=True),
            has_other_variables=is_image or properties.has_other_variables,
            timeout=properties.number("Timeout"),
            memory=properties.number("MemorySize"),
            layers=tuple(properties.layers()),
            logging=properties.logging(),
            durable=properties.durable(),
            events=tuple(events),
            callers=self.wiring.callers,
            description=description.text if description else None,
            unknown_properties=tuple(unknown),
            is_meant_to_be_called=any(map(properties.get, _FOR_CALLERS)),
            is_broken=self.is_broken or self.scope.is_broken,
            macro=self.scope.macro,
        )

    def _place(self, span: Span) -> Place:
        return Place(self.scope.path, self.block.name, span)
