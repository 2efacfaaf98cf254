"""A Lambda function as a template declares it, whatever the dialect."""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

from msgspec import Struct

from ..text.source import SourceText
from ..text.span import Span
from .durable import Durable
from .logging import NO_LOGGING, Logging
from .place import MaybeNumber, MaybeText, Place, Spanned, Unknown
from .trigger import NO_SETTINGS, EventSettings, Slot


class Dialect(str, Enum):
    """The kinds of template."""

    SAM = "sam"
    CLOUDFORMATION = "cloudformation"
    SERVERLESS = "serverless"


class CodeFolder(Struct, frozen=True):
    """The function's code is a folder of the workspace; the handler counts from it.

    `folder` is absolute and normalised; nobody has looked whether it exists. `place` is where the
    template says so, None for a dialect's default (the folder of the template). `file` is the
    absolute path of the one file that is packed, None where all of the folder is.
    """

    folder: str
    place: Place | None = None
    file: str | None = None


class CodeArchive(Struct, frozen=True):
    """The function's code is a file of the workspace (zip, jar) that a build makes.

    `path` is absolute and normalised.
    """

    path: str
    place: Place


class InlineCode(Struct, frozen=True, eq=False):
    """The function's code stands in the template.

    `source` is the code as Lambda gets it. `lines` gives for each of its lines the span in
    `place.block` that holds the line's text; it is empty where the template's writing (folded
    text, escapes, `Fn::Join`) does not map line by line.
    """

    source: SourceText
    place: Place
    lines: tuple[Span, ...] = ()


class CodeElsewhere(Struct, frozen=True):
    """The code is not in the workspace: S3, an image; or, if not `certain`, it cannot be told."""

    reason: str
    place: Place | None = None
    certain: bool = True


Code: TypeAlias = CodeFolder | CodeArchive | InlineCode | CodeElsewhere


class Build(Struct, frozen=True):
    """How the deployed code is made from the sources.

    `method` is a lower-case word: `esbuild`, `makefile`, `webpack`, `typescript`, `maven`, `cargo`,
    ... `entry_points` are source files relative to the code folder, as far as the template names
    them (SAM's esbuild `EntryPoints`). `arguments` are those of the tool by which the template
    decides how what it builds behaves.
    """

    method: str
    entry_points: tuple[str, ...] = ()
    place: Place | None = None
    arguments: tuple[str, ...] = ()


class Variable(Struct, frozen=True):
    """An environment variable of a function; `name.place` is the key, `value` its value.

    `extent` is the whole entry where it can be taken out of those beside it, else None.
    """

    name: Spanned[str]
    value: MaybeText
    extent: Place | None = None


class Layer(Struct, frozen=True):
    """A layer: `folder` is its content where that lies in the workspace (absolute), else None."""

    name: MaybeText
    folder: str | None = None


class Event(Struct, frozen=True):
    """An event source of a function, declared by itself or by another resource that names it.

    `name` is the logical id (of SAM's event, or of the other resource) or None; `kind` is the
    dialect's own word (`SQS`, `http`) or the type of the other resource (`AWS::S3::Bucket`), its
    place is where that word stands. `extent` is the whole declaration, of another resource its
    name. `source` names what sends the events for display: a queue, a bucket, `GET /orders`; None
    where it cannot be told.
    `discriminator` is the setting that splits a kind (payload format version, stream type, Cognito
    trigger, broker), None where there is none. `open_reason` says why the event can be anything
    (a non-proxy integration, an input of the template's own), None where it cannot. `property` is
    the way to the property of the other resource that names the function, `*` for an item of a
    list; empty for an event that the function itself declares.
    """

    name: Spanned[str] | None
    kind: Spanned[str]
    extent: Place
    source: str | None = None
    discriminator: str | None = None
    settings: EventSettings = NO_SETTINGS
    open_reason: str | None = None
    property: tuple[str, ...] = ()


class UnknownProperty(Struct, frozen=True):
    """A key or value that the deployment refuses, with what was probably meant.

    `owner` says whose it is in words (`AWS::Serverless::Function`, `event type Api`). With
    `is_value` it is the value of property `of` that is refused, else the key.
    """

    name: Spanned[str]
    nearest: str
    owner: str
    is_value: bool = False
    of: str = ""


class Function(Struct, frozen=True, eq=False):
    """One function of one template. Compared by identity; unchanged text gives the same object.

    `place` is the name's; `extent` the whole declaration. `inherited` properties (Globals,
    `provider`) carry the place where they are really written.
    `plugins` are the names of Serverless plugins in force.
    `image` is true for a container image.
    `region` is where its template is deployed, None where that is not for the template to say.
    `environment_place` is the key under which its variables stand, its own if it has any.
    `environment_slot` is where one more can be declared, `*` standing for its name in the text.
    `has_other_variables` is true where it can have variables that cannot be seen: of a macro, a
    plugin, a condition, or a part that cannot be read.
    `events` are its own, `callers` what other resources of the template say of it: each is a
    resource that names the function where that can invoke it, known as a trigger or not.
    `durable` is there where the template says that it is durable, unknown where something else can.
    `is_meant_to_be_called` is true where the template names the function itself, or says how it is
    invoked asynchronously: other code may well invoke it.
    `is_broken` is true where a part of the declaration, or of what it inherits, cannot be read.
    `macro` is the name of an account's own macro that can change the declaration on deployment.
    """

    template: str
    name: str
    dialect: Dialect
    place: Place
    extent: Place
    handler: MaybeText | None
    runtime: MaybeText | None
    code: Code
    build: Build | None = None
    image: bool = False
    environment: tuple[Variable, ...] = ()
    environment_place: Place | None = None
    environment_slot: Slot | None = None
    has_other_variables: bool = False
    timeout: MaybeNumber | None = None
    memory: MaybeNumber | None = None
    region: MaybeText | None = None
    layers: tuple[Layer, ...] = ()
    logging: Logging = NO_LOGGING
    durable: Durable | Unknown | None = None
    events: tuple[Event, ...] = ()
    callers: tuple[Event, ...] = ()
    plugins: frozenset[str] = frozenset()
    description: str | None = None
    unknown_properties: tuple[UnknownProperty, ...] = ()
    is_meant_to_be_called: bool = False
    is_broken: bool = False
    macro: str | None = None

    @property
    def target(self) -> str:
        """What names this function and no other one of the workspace, as in commands."""
        return target_of(self.template, self.name)


def target_of(template: str, name: str) -> str:
    """What names a function of a template, an absolute path, in commands."""
    return f"{template}::{name}"
