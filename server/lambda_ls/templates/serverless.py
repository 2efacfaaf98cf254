"""The Serverless Framework's dialect: `serverless.yml`, `.yaml` and `.json`."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from functools import partial

from msgspec.structs import replace

from ..model.function import Dialect, Function
from ..model.template import RepeatedKey, Template
from ..text.document import Document
from ..text.memo import Memo
from .problems import broken_texts, repeated_keys
from .serverless_function import read_function
from .serverless_resolver import Load, Resolver
from .serverless_service import Service, logical_id
from .serverless_tree import Field, Value, Whole, field_of_block, fields, items
from .serverless_wiring import DeclaredFunction, ServerlessWirer
from .wiring.result import NO_WIRING, Wiring

_REFERS_TO_FUNCTIONS = re.compile(r"self:\s*(?:functions|\}|\$)")
_REFERS_TO_RESOURCES = re.compile(r"self:\s*(?:resources|\}|\$)")


class ServerlessReader:
    """Reads services, and gives back what is unchanged: functions and what wires them."""

    def __init__(self, functions: Memo[Hashable, tuple[Function, ...]]) -> None:
        self._functions = functions
        self._wirer = ServerlessWirer()

    def read(self, path: str, document: Document, load: Load) -> Template:
        """The functions of a service with those of the files that it includes.

        A service for another cloud has none. `load` gives the tree of another data file by its
        absolute path. A function is read again only if its own block changes, anything else of the
        service that it could depend on, or what other resources say of it.
        """
        resolver = Resolver(path, document, load)
        resolver.load_mentioned(_text_that_counts(document))
        service = Service(resolver)
        functions = () if service.is_foreign else tuple(self._read(service, load))
        holders = {each.place.path for each in functions}
        holders |= {each.handler.place.path for each in functions if each.handler}
        documents = [(each, resolver.documents[each]) for each in (path, *sorted(holders - {path}))]
        return Template(
            path=path,
            dialect=Dialect.SERVERLESS,
            functions=functions,
            broken=tuple(text for each in documents for text in broken_texts(*each)),
            repeated=tuple(key for each in documents for key in _repeated_keys(*each)),
            files=tuple(resolver.documents),
            unseen=() if service.is_foreign else tuple(_unseen(service)),
        )

    def _read(self, service: Service, load: Load) -> Iterator[Function]:
        context = _context(service)
        service = Service(service.resolver, self._wirer.scope(service, context, load))
        declared = tuple(_declared(service, context))
        wirings = self._wirer.wirings(service, declared, context, load)
        for each in declared:
            wiring = wirings.get(logical_id(each.field.key.value, "LambdaFunction"), NO_WIRING)
            read = partial(_read, service, each.field, wiring)
            yield from self._functions.get((*each.state, wiring, service.scope), read)


def _repeated_keys(path: str, document: Document) -> Iterator[RepeatedKey]:
    # The framework's reader of YAML throws at a repeated key, that of JSON takes the last one.
    refuses = not path.endswith(".json")
    for key in repeated_keys(path, document):
        yield replace(key, is_refused=refuses)


def _declared(service: Service, context: tuple[Hashable, ...]) -> Iterator[DeclaredFunction]:
    root = service.resolver.root
    section = Whole(root.document, root.path, "functions")
    blocks = section.blocks
    for block in blocks:
        state = (root.path, block.name, block.parsed, context)
        yield DeclaredFunction(field_of_block(section, block), state)
    if not blocks:
        for field in _included(service):
            yield DeclaredFunction(field, (root.path, field.key.value, context))


def _context(service: Service) -> tuple[Hashable, ...]:
    """All that a function can depend on beside its own block.

    The resources are left out, and the other functions, where no variable refers to them.
    """
    document = service.resolver.root.document
    text = document.source.text
    refers_to_functions = _REFERS_TO_FUNCTIONS.search(text) is not None
    refers_to_resources = _REFERS_TO_RESOURCES.search(text) is not None
    blocks = tuple(
        (block.name, block.parsed)
        for block in document.blocks
        if (refers_to_functions or "/" not in block.name)
        and (refers_to_resources or block.name != "resources")
    )
    included = tuple(service.resolver.documents.items())[1:]
    is_broken = service.resolver.is_broken(service.path)
    changes = (service.adds_variables, service.changes_event_sources)
    return (blocks, included, is_broken, *changes)


def _text_that_counts(document: Document) -> str:
    """The text without the resources, unless variables refer to them: many files are theirs."""
    text = document.source.text
    resources = document.section("resources")
    if resources is None or _REFERS_TO_RESOURCES.search(text):
        return text
    start, end = document.span(resources)
    return text[:start] + text[end:]


def _included(service: Service) -> Iterator[Field]:
    """The functions of a section that is a list or a variable; a later one of a name counts."""
    answer = service.resolver.get(service.resolver.root, "functions")
    by_name: dict[str, Field] = {}
    for value in _mappings(service.resolver, answer.value):
        by_name.update((field.key.value, field) for field in fields(value))
    yield from by_name.values()


def _unseen(service: Service) -> Iterator[str]:
    """Why functions of a section that is a list or a variable cannot be seen."""
    answer = service.resolver.get(service.resolver.root, "functions")
    if answer.doubt is not None:
        yield answer.doubt
    for item in items(answer.value):
        doubt = service.resolver.resolve(item).doubt
        if doubt is not None:
            yield doubt


def _mappings(resolver: Resolver, value: Value | None) -> Iterator[Value]:
    listed = tuple(items(value))
    for item in listed or (value,):
        found = resolver.resolve(item).value if item else None
        if found:
            yield found


def _read(service: Service, field: Field, wiring: Wiring) -> tuple[Function, ...]:
    function = read_function(service, field, wiring)
    return (function,) if function else ()
