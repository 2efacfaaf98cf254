"""A resource as far as it matters to other ones."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from itertools import chain
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from ...aws.mentions import can_call_others, is_mere_mention, is_mere_mention_in
from ...model.place import Place
from ...model.trigger import Queue
from ...text.document import Document
from ...text.memo import Bounded, Memo
from ...text.series import Groups, Selected, Series
from ...text.tree import EMPTY_MAPPING, Node
from ..literals import certain_text
from ..located import Located
from ..scope import Scope
from ..slots import Written
from .declared import MAPPING, QUEUE, Declared
from .included import Load, LocalFiles
from .links import Link, Property, links_of
from .names import written
from .queues import queue

FUNCTIONS = frozenset({"AWS::Serverless::Function", "AWS::Lambda::Function"})
_REMEMBERED = 16_384
# More than anybody edits at once; a template that is only read costs no memory for long.
_TEMPLATES_EDITED = 16
_FILES = {
    "AWS::Serverless::Api": ("DefinitionUri", "DefinitionBody"),
    "AWS::Serverless::HttpApi": ("DefinitionUri", "DefinitionBody"),
    "AWS::ApiGateway::RestApi": ("BodyS3Location", "Body"),
    "AWS::ApiGatewayV2::Api": ("BodyS3Location", "Body"),
    "AWS::Serverless::StateMachine": ("DefinitionUri", "Definition"),
    "AWS::StepFunctions::StateMachine": ("DefinitionS3Location", "Definition"),
}
"""By resource type the property that names a local file, and the one whose content it is."""
_NAMES = ("FunctionName", "QueueName", "TopicName", "BucketName", "TableName")
_TRAITS = {
    "AWS::ApiGatewayV2::Api": "ProtocolType",
    "AWS::AmazonMQ::Broker": "EngineType",
    "AWS::Serverless::Api": "StageName",
    "AWS::Serverless::HttpApi": "StageName",
}


class Piece(Struct, frozen=True, eq=False):
    """A resource; the same object for as long as it means the same to other resources.

    `place` is its logical id, `type_place` the value of its `Type`. `name` is the physical name as
    it is written, empty where the deployment makes one. `trait` is the setting that others ask
    for: an API's protocol or stage, a broker's engine. `properties` are empty where nothing in them
    matters. `exact` are those of an event source mapping without anything that is only likely;
    `written` the same as they stand in the file, None where a part of the text cannot be read.
    `queue` is what a queue says of itself. `has_definition` is true for an API that is described by
    a document.
    """

    id: str
    kind: str
    place: Place
    type_place: Place
    links: tuple[Link, ...]
    name: str
    trait: str
    properties: Located
    exact: Located | None = None
    written: Written | None = None
    queue: Queue | None = None
    has_definition: bool = False

    @property
    def is_function(self) -> bool:
        """Whether it is a Lambda function."""
        return self.kind in FUNCTIONS


class PieceReader:
    """Reads pieces, and owns the memory of them."""

    def __init__(self) -> None:
        self._of_templates: Bounded[str, _OfTemplate] = Bounded(_TEMPLATES_EDITED)
        self._known: Bounded[Hashable, _Known] = Bounded(_REMEMBERED)
        self._same: Memo[Hashable, Piece] = Memo(_REMEMBERED)

    def pieces(self, declared: Groups[Declared], scope: Scope, load: Load) -> Groups[Piece]:
        """The pieces of a template's resources, with the content of the files that belong to them.

        A resource is only looked at where it is another object than last time.
        """
        template = self._of_templates.get(scope.path) or _OfTemplate()
        self._of_templates[scope.path] = template
        read = partial(self._read, scope=scope, load=load)
        found = template.known.get(declared, read, scope)
        with_files = chain.from_iterable(template.with_files.get(found))
        # Every file is asked for, so that whoever reads the template knows of all of them.
        if any(not each.is_read_from(load) for each in with_files):
            found = template.known.renew(lambda each: not each.is_read_from(load), read)
        return template.pieces.get(found, attrgetter("piece"))

    def _read(self, declared: Declared, scope: Scope, load: Load) -> _Known:
        name = (scope.path, declared.id, declared.kind)
        state = (declared.state, scope)
        known = self._known.get(name)
        if known is None or known.state != state or not known.is_read_from(load):
            files = LocalFiles(scope, load)
            piece = self._shared(_piece(declared, files))
            known = _Known(state, piece, tuple(files.documents.items()))
            self._known[name] = known
        return known

    def _shared(self, piece: Piece) -> Piece:
        """The same object for every text that means the same to other resources."""
        # Of any other piece the properties count too, for which only its text can stand.
        if piece.links and not piece.is_function:
            return piece
        piece = replace(piece, properties=piece.properties.at(EMPTY_MAPPING))
        means = (piece.id, piece.kind, piece.place, piece.type_place, piece.links, piece.name)
        settings = (piece.trait, piece.queue, piece.has_definition)
        return self._same.get((means, settings), lambda: piece)


class _Known(Struct, frozen=True):
    state: Hashable
    piece: Piece
    files: tuple[tuple[str, Document | None], ...]

    def is_read_from(self, load: Load) -> bool:
        """Whether the files are still what they were."""
        return all(load(path) is document for path, document in self.files)


class _OfTemplate:
    """What is known of the resources of one template."""

    def __init__(self) -> None:
        self.known: Series[Declared, _Known] = Series()
        self.with_files: Selected[_Known] = Selected(lambda each: bool(each.files))
        self.pieces: Series[_Known, Piece] = Series()


def _piece(declared: Declared, files: LocalFiles) -> Piece:
    root = declared.root
    properties = root.get("Properties") or root.at(EMPTY_MAPPING)
    kind = root.get("Type")
    return Piece(
        id=declared.id,
        kind=declared.kind,
        place=declared.place,
        type_place=kind.place if kind else declared.place,
        links=_links(declared.kind, root, properties, files),
        name=_name(properties),
        trait=_trait(declared.kind, properties, files.scope),
        properties=properties,
        exact=_exact(declared),
        written=_written(declared),
        queue=_queue(declared, files.scope),
        has_definition=any(properties.get(each) for each in _FILES.get(declared.kind, ())),
    )


def _exact(declared: Declared) -> Located | None:
    is_mapping = declared.kind == MAPPING
    return (declared.exact or declared.root).get("Properties") if is_mapping else None


def _written(declared: Declared) -> Written | None:
    if declared.kind != MAPPING or declared.file is None or declared.file.is_broken:
        return None
    return declared.file.written.get("Properties")


def _queue(declared: Declared, scope: Scope) -> Queue | None:
    if declared.kind != QUEUE or declared.file is None or declared.file.is_broken:
        return None
    root = declared.exact or declared.root
    return queue(declared.place, root, declared.file.written, scope)


def _links(kind: str, root: Located, properties: Located, files: LocalFiles) -> tuple[Link, ...]:
    if is_mere_mention(kind):
        return ()

    def follow(node: Node) -> Node:
        return files.follow(node, properties)

    def skipped(way: Property) -> bool:
        is_own = kind in FUNCTIONS and not can_call_others(way[0])
        return is_own or is_mere_mention_in(kind, way)

    links = links_of(properties, follow, skipped)
    policy = root.get("UpdatePolicy")
    if policy:
        links += links_of(policy, follow, skipped, ("UpdatePolicy",))
    if kind in _FILES:
        key, prefix = _FILES[kind]
        content = files.content(properties.get(key))
        if content:
            links += links_of(properties.at(content), follow, skipped, (prefix,))
    return links


def _name(properties: Located) -> str:
    for key in _NAMES:
        value = properties.get(key)
        if value:
            return written(value.node) or ""
    return ""


def _trait(kind: str, properties: Located, scope: Scope) -> str:
    value = properties.get(_TRAITS[kind]) if kind in _TRAITS else None
    return certain_text(value, scope) or ""
