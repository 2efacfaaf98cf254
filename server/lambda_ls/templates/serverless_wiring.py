"""What the resources of a Serverless service say of its functions."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from ..text.document import Document
from ..text.memo import Bounded, Memo
from .scope import Scope
from .serverless_resolver import Load, Resolver
from .serverless_resources import (
    function_resources,
    named_resources,
    own_resources,
    shared_resources,
)
from .serverless_service import Service
from .serverless_tree import Field
from .wiring.declared import Declared
from .wiring.result import Wirings
from .wiring.wirer import Wirer

_FUNCTIONS_REMEMBERED = 4_096
_SERVICES_REMEMBERED = 1_024


class DeclaredFunction(Struct, frozen=True):
    """A function of a service; `state` changes with all that it depends on but its wiring."""

    field: Field
    state: tuple[Hashable, ...]


class ServerlessWirer:
    """Wires services, and owns the memory of what they bring."""

    def __init__(self) -> None:
        self._wirer = Wirer()
        self._own: Bounded[str, _Own] = Bounded(_SERVICES_REMEMBERED)
        self._made: Memo[Hashable, tuple[Declared, ...]] = Memo(_FUNCTIONS_REMEMBERED)

    def wirings(
        self,
        service: Service,
        functions: tuple[DeclaredFunction, ...],
        context: Hashable,
        load: Load,
    ) -> Wirings:
        """What is said of each function, by the logical id that the framework gives it."""
        own = self._own_resources(service, context, load)
        # Many routes have the same authorizer, which is one resource.
        declared = {(each.id, each.kind): each for each in self._all(service, functions, own)}
        return self._wirer.wirings((tuple(declared.values()),), own.scope, load)

    def scope(self, service: Service, context: Hashable, load: Load) -> Scope:
        """What the service's values depend on: the same while its resources have these names."""
        return self._own_resources(service, context, load).scope

    def _all(
        self, service: Service, functions: tuple[DeclaredFunction, ...], own: _Own
    ) -> Iterator[Declared]:
        for each in functions:
            yield from self._made.get(each.state, partial(_made, service, each.field))
        # A resource's own name counts more than a function's key.
        yield from own.resources

    def _own_resources(self, service: Service, context: Hashable, load: Load) -> _Own:
        """The service's own resources, read again when they or what they depend on change."""
        resolver = service.resolver
        section = resolver.root.document.section("resources")
        state = (context, section.parsed if section else None)
        known = self._own.get(service.path)
        if known is None or known.state != state or not known.is_read_from(load):
            # The files of the resources are none that functions depend on.
            files: dict[str, Document | None] = {}

            def noting(path: str) -> Document | None:
                files[path] = load(path)
                return files[path]

            apart = Resolver(service.path, resolver.root.document, noting)
            resources = (*own_resources(apart), *shared_resources(service))
            named = dict(named_resources(apart, service.scope))
            is_same = known is not None and known.scope.named == named
            scope = known.scope if known and is_same else replace(service.scope, named=named)
            known = _Own(state, scope, resources, tuple(files.items()))
            self._own[service.path] = known
        return known


def _made(service: Service, field: Field) -> tuple[Declared, ...]:
    return tuple(function_resources(service, field))


class _Own(Struct, frozen=True):
    state: Hashable
    scope: Scope
    resources: tuple[Declared, ...]
    files: tuple[tuple[str, Document | None], ...]

    def is_read_from(self, load: Load) -> bool:
        """Whether the files are still what they were."""
        return all(load(path) is document for path, document in self.files)
