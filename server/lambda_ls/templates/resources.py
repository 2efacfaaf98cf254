"""SAM and CloudFormation templates: everything below `Resources`."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import partial
from typing import TypeAlias

from ..model.function import Dialect, Function
from ..model.template import NestedTemplate, Template
from ..text.document import Block, Document
from ..text.memo import Memo
from ..text.span import Span
from ..text.tree import Entry, Mapping, Node, Scalar
from .cloudformation import read_lambda_function
from .code import local_folder
from .located import Located
from .macros import own_macros
from .nested import NESTED_LOCATIONS, nested_template
from .problems import broken_texts, repeated_keys
from .resource import Resource
from .sam import SAM_FUNCTION, read_sam_function
from .scope import Scope
from .wiring.declared import WITH_SETTINGS, Declared, InFile
from .wiring.included import Load
from .wiring.pieces import FUNCTIONS
from .wiring.result import NO_WIRING, Wiring, Wirings
from .wiring.wirer import Wirer

FunctionMemo: TypeAlias = Memo[Hashable, tuple[Function, ...]]
ScopeMemo: TypeAlias = Memo[Hashable, Scope]
_Typed: TypeAlias = tuple[str, Block]

_TEMPLATES_REMEMBERED = 1_024
_GLOBALS = {
    "Api": "AWS::Serverless::Api",
    "Function": SAM_FUNCTION,
    "HttpApi": "AWS::Serverless::HttpApi",
    "WebSocketApi": "AWS::Serverless::WebSocketApi",
}
_SHARED = ("Globals", "Parameters", "Mappings", "Transform")
_LAYER_CONTENTS = {
    "AWS::Serverless::LayerVersion": "ContentUri",
    "AWS::Lambda::LayerVersion": "Content",
}


class ResourcesReader:
    """Reads such templates, and gives back what is unchanged: functions, scopes and wiring."""

    def __init__(self, functions: FunctionMemo) -> None:
        self._functions = functions
        self._scopes: ScopeMemo = Memo(_TEMPLATES_REMEMBERED)
        self._wirer = Wirer()

    def read(self, path: str, document: Document, dialect: Dialect, load: Load) -> Template:
        """The template of a document."""
        resources = tuple(_resources(document))
        scope = _remembered_scope(path, document, dialect, resources, self._scopes)
        declared = _declared(document, resources, scope)
        wirings = self._wirer.wirings(declared, scope, load)
        return Template(
            path,
            dialect,
            functions=tuple(_functions(document, resources, scope, wirings, self._functions)),
            broken=broken_texts(path, document),
            repeated=repeated_keys(path, document),
            nested=tuple(_nested(resources, scope)),
            files=(path,),
        )


def resource_type(block: Block) -> str | None:
    """The `Type` of a resource; asked for every resource at every edit, so without detours."""
    value = block.entry.value if block.entry else None
    if not isinstance(value, Mapping):
        return None
    kind = value.get("Type")
    if block.parsed.duplicates:
        # While the next resource's key is retyped, its text belongs to this one for a moment.
        types = (entry.value for entry in value.entries if entry.key.text == "Type")
        kind = next((each for each in types if _is_function_type(each)), kind)
    return kind.text if isinstance(kind, Scalar) and kind.tag is None else None


def _is_function_type(kind: Node) -> bool:
    return isinstance(kind, Scalar) and kind.tag is None and kind.text in FUNCTIONS


def _resources(document: Document) -> Iterator[_Typed]:
    """The resources that have a type; the last one counts where a logical id is repeated."""
    for block in {block.key: block for block in document.children("Resources")}.values():
        kind = resource_type(block)
        if kind:
            yield kind, block


def _declared(
    document: Document, resources: tuple[_Typed, ...], scope: Scope
) -> Iterator[Declared]:
    """All resources, and SAM's `Globals` as if they were resources too."""
    for kind, block in resources:
        entry = block.entry
        if entry:
            root = Located(entry.value, scope.path, block.name)
            name = root.key(entry).place
            file = _in_file(document, root, block) if kind in WITH_SETTINGS else None
            yield Declared(block.key, kind, name, root, block.parsed, file=file)
    shared = document.section("Globals")
    if shared and scope.dialect is Dialect.SAM:
        yield from _globals(Located(shared.value, scope.path, shared.name), shared.parsed)


def _in_file(document: Document, root: Located, block: Block) -> InFile:
    is_broken = bool(_noting(document, block).parsed.problems)
    return InFile(root, document.source.text, Span(block.base, block.span.end), is_broken)


def _noting(document: Document, block: Block) -> Block:
    """The block that holds the problems of one: the first, where the text is read as a whole."""
    return document.blocks[0] if block.base == 0 else block


def _globals(section: Located, state: Hashable) -> Iterator[Declared]:
    for entry in section.entries():
        kind = _GLOBALS.get(entry.key.text)
        if kind:
            name = section.key(entry)
            properties = Entry(Scalar("Properties", entry.key.span), entry.value)
            root = section.at(Mapping((properties,), entry.span))
            yield Declared(f"Globals.{name.value}", kind, name.place, root, state)


def _functions(
    document: Document,
    resources: tuple[_Typed, ...],
    scope: Scope,
    wirings: Wirings,
    memo: FunctionMemo,
) -> Iterator[Function]:
    is_first = True
    for kind, block in resources:
        if kind in FUNCTIONS:
            length = block.span.end - block.base
            wiring = wirings.get(block.key, NO_WIRING)
            key = (scope, block.parsed, block.name, length, is_first, wiring)
            yield from memo.get(key, partial(_read, document, kind, block, scope, is_first, wiring))
            is_first = is_first and kind != SAM_FUNCTION


def _read(
    document: Document, kind: str, block: Block, scope: Scope, is_first: bool, wiring: Wiring
) -> tuple[Function, ...]:
    text = document.source.text[block.base : block.span.end]
    is_broken = bool(_noting(document, block).parsed.problems)
    resource = Resource(block, text, scope, is_broken, wiring)
    if kind == SAM_FUNCTION:
        return (read_sam_function(resource, is_first),)
    return (read_lambda_function(resource),)


def _remembered_scope(
    path: str, document: Document, dialect: Dialect, resources: tuple[_Typed, ...], memo: ScopeMemo
) -> Scope:
    layers = tuple(typed for typed in resources if typed[0] in _LAYER_CONTENTS)
    sections = map(document.section, _SHARED)
    context = tuple(block.parsed if block else None for block in sections)
    key = (path, dialect, context, tuple((block.parsed, block.key) for _, block in layers))
    return memo.get(key, partial(_scope, path, document, dialect, layers))


def _scope(path: str, document: Document, dialect: Dialect, layers: tuple[_Typed, ...]) -> Scope:
    block = document.section("Globals")
    inherited = Located(block.value, path, block.name).get("Function") if block else None
    folders: dict[str, str | None] = {}
    scope = Scope(
        path,
        dialect,
        parameters=document.section_mapping("Parameters"),
        mappings=document.section_mapping("Mappings"),
        function_globals=inherited,
        layers=folders,
        is_broken=any(
            section.parsed.problems for section in map(document.section, _SHARED) if section
        ),
        macro=next(own_macros(document), None),
    )
    for kind, layer in layers:
        root = Located(layer.value, path, layer.name)
        folders[layer.key] = local_folder(root.get("Properties", _LAYER_CONTENTS[kind]), scope)
    return scope


def _nested(resources: tuple[_Typed, ...], scope: Scope) -> Iterator[NestedTemplate]:
    for kind, block in resources:
        if kind in NESTED_LOCATIONS:
            found = nested_template(block, kind, scope)
            if found:
                yield found
