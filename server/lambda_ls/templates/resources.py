"""SAM and CloudFormation templates: everything below `Resources`."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import TypeAlias, cast

from msgspec.structs import replace

from ..aws.resource_names import naming_of
from ..model.function import Dialect, Function
from ..model.place import Place
from ..model.template import NestedTemplate, Template
from ..text.document import Block, Document
from ..text.memo import Bounded, Memo
from ..text.series import Groups, Selected, Series
from ..text.tree import Entry, Mapping, Node, Scalar
from .cloudformation import read_lambda_function
from .code import local_folder
from .intrinsics import resolve
from .located import Located
from .macros import own_macros
from .nested import NESTED_LOCATIONS, nested_template
from .problems import broken_texts, repeated_keys
from .resource import Resource
from .sam import SAM_FUNCTION, read_sam_function
from .scope import Named, Scope
from .slots import Written
from .wiring.declared import WITH_SETTINGS, Declared, InFile
from .wiring.included import Load
from .wiring.pieces import FUNCTIONS
from .wiring.result import NO_WIRING, Wiring, Wirings
from .wiring.wirer import Wirer

FunctionMemo: TypeAlias = Memo[Hashable, tuple[Function, ...]]
ScopeMemo: TypeAlias = Memo[Hashable, Scope]

_TEMPLATES_REMEMBERED = 1_024
# More than anybody edits at once; a template that is only read costs no memory for long.
_TEMPLATES_EDITED = 16
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


class _Known:
    """What was read of the resources of one template."""

    def __init__(self) -> None:
        self.declared: Series[Block, Declared | None] = Series()
        self.typed: Selected[Declared | None] = Selected(lambda each: each is not None)
        self.shared: Series[Block, tuple[Declared, ...]] = Series()
        self.layers: Selected[Declared] = Selected(lambda each: each.kind in _LAYER_CONTENTS)
        self.nested: Selected[Declared] = Selected(lambda each: each.kind in NESTED_LOCATIONS)
        self.namable: Selected[Declared] = Selected(lambda each: naming_of(each.kind) is not None)
        self.named: Series[Declared, tuple[tuple[str, Named], ...]] = Series()
        self.functions: Selected[Declared] = Selected(lambda each: each.kind in FUNCTIONS)
        self.read: Series[Declared, tuple[Function, ...]] = Series()


class ResourcesReader:
    """Reads such templates, and gives back what is unchanged: functions, scopes and wiring."""

    def __init__(self, functions: FunctionMemo) -> None:
        self._functions = functions
        self._scopes: ScopeMemo = Memo(_TEMPLATES_REMEMBERED)
        self._scopes_with_names: ScopeMemo = Memo(_TEMPLATES_REMEMBERED)
        self._wirer = Wirer()
        self._known: Bounded[str, _Known] = Bounded(_TEMPLATES_EDITED)

    def read(self, path: str, document: Document, dialect: Dialect, load: Load) -> Template:
        """The template of a document."""
        known = self._known.get(path) or _Known()
        self._known[path] = known
        resources = _resources(path, document, known)
        layers = tuple(chain.from_iterable(known.layers.get(resources)))
        scope = _remembered_scope(path, document, dialect, layers, self._scopes)
        scope = self._with_names(scope, resources, known)
        declared = (*resources, *_globals(document, scope, known))
        wirings = self._wirer.wirings(declared, scope, load)
        return Template(
            path,
            dialect,
            functions=self._functions_of(document, resources, scope, wirings, known),
            broken=broken_texts(path, document),
            repeated=repeated_keys(path, document),
            nested=tuple(_nested(chain.from_iterable(known.nested.get(resources)), scope)),
            files=(path,),
        )

    def _with_names(self, scope: Scope, resources: Groups[Declared], known: _Known) -> Scope:
        """The scope with what the template names; the same while those names are the same."""
        found = known.named.get(known.namable.get(resources), partial(_named, scope), scope)
        named = tuple(chain.from_iterable(chain.from_iterable(found)))
        if not named:
            return scope
        return self._scopes_with_names.get(
            (scope, named), lambda: replace(scope, named=dict(named))
        )

    def _functions_of(
        self,
        document: Document,
        resources: Groups[Declared],
        scope: Scope,
        wirings: Wirings,
        known: _Known,
    ) -> tuple[Function, ...]:
        functions = known.functions.get(resources)
        everyone = chain.from_iterable(functions)
        first = next((each.place.block for each in everyone if each.kind == SAM_FUNCTION), "")

        def read(declared: Declared) -> tuple[Function, ...]:
            block = document.block(declared.place.block)
            wiring = wirings.get(declared.id, NO_WIRING)
            is_first = block.name == first
            key = (scope, block.parsed, block.name, block.extent, block.is_broken, is_first, wiring)
            return self._functions.get(
                key, partial(_read, document, block, declared.kind, scope, is_first, wiring)
            )

        found = known.read.get(functions, read, (scope, wirings, first))
        return tuple(chain.from_iterable(chain.from_iterable(found)))


def resource_type(block: Block) -> str | None:
    """The `Type` of a resource."""
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


def _resources(path: str, document: Document, known: _Known) -> Groups[Declared]:
    """The resources that have a type; the last one counts where a logical id is repeated."""

    def read(block: Block) -> Declared | None:
        kind = resource_type(block)
        return _declared(path, document, block, kind) if kind else None

    blocks = document.child_groups("Resources")
    if document.layout.has_repeated:
        last = {block.key: block for block in chain.from_iterable(blocks)}
        blocks = (tuple(last.values()),)
    # Mypy cannot tell that what is selected is there.
    return cast("Groups[Declared]", known.typed.get(known.declared.get(blocks, read)))


def _declared(path: str, document: Document, block: Block, kind: str) -> Declared:
    root = Located(block.value, path, block.name)
    place = Place(path, block.name, block.entry.key.inner) if block.entry else root.place
    is_shown = kind in WITH_SETTINGS
    file = InFile(Written(root, document.text(block)), block.is_broken) if is_shown else None
    return Declared(block.key, kind, place, root, block.parsed, file=file)


def _globals(document: Document, scope: Scope, known: _Known) -> Groups[Declared]:
    """SAM's `Globals` as if they were resources too."""
    block = document.section("Globals")
    blocks = (block,) if block and scope.dialect is Dialect.SAM else ()
    (found,) = known.shared.get((blocks,), partial(_read_globals, scope.path))
    return found


def _read_globals(path: str, block: Block) -> tuple[Declared, ...]:
    return tuple(_declared_globals(Located(block.value, path, block.name), block.parsed))


def _declared_globals(section: Located, state: Hashable) -> Iterator[Declared]:
    for entry in section.entries():
        kind = _GLOBALS.get(entry.key.text)
        if kind:
            name = section.key(entry)
            properties = Entry(Scalar("Properties", entry.key.span), entry.value)
            root = section.at(Mapping((properties,), entry.span))
            yield Declared(f"Globals.{name.value}", kind, name.place, root, state)


def _read(
    document: Document, block: Block, kind: str, scope: Scope, is_first: bool, wiring: Wiring
) -> tuple[Function, ...]:
    resource = Resource(block, document.text(block), scope, block.is_broken, wiring)
    if kind == SAM_FUNCTION:
        return (read_sam_function(resource, is_first),)
    return (read_lambda_function(resource),)


def _remembered_scope(
    path: str, document: Document, dialect: Dialect, layers: tuple[Declared, ...], memo: ScopeMemo
) -> Scope:
    sections = map(document.section, _SHARED)
    context = tuple(block.parsed if block else None for block in sections)
    key = (path, dialect, context, tuple((layer.state, layer.id) for layer in layers))
    return memo.get(key, partial(_scope, path, document, dialect, layers))


def _scope(path: str, document: Document, dialect: Dialect, layers: tuple[Declared, ...]) -> Scope:
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
    for layer in layers:
        content = layer.root.get("Properties", _LAYER_CONTENTS[layer.kind])
        folders[layer.id] = local_folder(content, scope)
    return scope


def _named(scope: Scope, declared: Declared) -> tuple[tuple[str, Named], ...]:
    """A resource by its logical id, where the template gives it a name; else nothing."""
    naming = naming_of(declared.kind)
    value = declared.root.get("Properties", naming.property) if naming else None
    name = resolve(value.node, scope) if value else None
    return ((declared.id, Named(declared.kind, name)),) if name else ()


def _nested(resources: Iterable[Declared], scope: Scope) -> Iterator[NestedTemplate]:
    for each in resources:
        found = nested_template(each.root, each.kind, scope)
        if found:
            yield found
