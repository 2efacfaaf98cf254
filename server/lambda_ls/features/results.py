"""What features answer; the protocol's words for it are the server's business.

Every path is absolute, every span counts code points from the start of its file.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from ..model.finding import CreateFile, Finding, MoveFile
from ..text.edits import TextEdit
from ..text.span import Span

CompletionKind: TypeAlias = Literal["function", "module", "folder", "value", "field", "method"]
SymbolKind: TypeAlias = Literal["function", "handler", "event", "variable"]
ActionKind: TypeAlias = Literal["quickfix", "source.fixAll.lambda-ls"]


class Location(Struct, frozen=True):
    """A range of a file."""

    path: str
    span: Span


class LinkedLocation(Struct, frozen=True):
    """Where a definition is: `span` is its name, `full` the whole of it.

    `origin` is the text in the asking file that names it.
    """

    origin: Span
    path: str
    span: Span
    full: Span


class Hover(Struct, frozen=True):
    """What is known of the text at `span`."""

    span: Span
    markdown: str


class Completion(Struct, frozen=True):
    """A text that can stand at `replace`, which holds what is typed so far.

    `documentation` is Markdown. Items are shown in the order of `sort`.
    """

    label: str
    kind: CompletionKind
    replace: Span
    text: str
    detail: str = ""
    documentation: str = ""
    sort: str = ""
    deprecated: bool = False


class Lens(Struct, frozen=True):
    """A line above the name at `span`; `locations` are the places in templates it speaks of."""

    span: Span
    title: str
    locations: tuple[Location, ...]


class InlayHint(Struct, frozen=True):
    """A text that the editor shows at an offset without its being there."""

    offset: int
    text: str


class SignatureParameter(Struct, frozen=True):
    """A parameter as it stands in the signature's label; `documentation` is Markdown."""

    label: str
    documentation: str


class Signature(Struct, frozen=True):
    """How a function is called; `active` counts the parameters before the cursor."""

    label: str
    documentation: str
    parameters: tuple[SignatureParameter, ...]
    active: int


class Symbol(Struct, frozen=True):
    """An entry of a file's outline; `selection` is its name, within `span`."""

    name: str
    detail: str
    kind: SymbolKind
    span: Span
    selection: Span
    children: tuple[Symbol, ...] = ()


class WorkspaceSymbol(Struct, frozen=True):
    """A function or a handler of the workspace; `container` is what holds it, for people."""

    name: str
    container: str
    kind: SymbolKind
    path: str
    span: Span


class DocumentLink(Struct, frozen=True):
    """A text that opens the file `path`."""

    span: Span
    path: str
    tooltip: str


class FileEdits(Struct, frozen=True):
    """Edits of one file in the order of its text, none overlapping another."""

    path: str
    edits: tuple[TextEdit, ...]


WorkspaceChange: TypeAlias = FileEdits | CreateFile | MoveFile


class Renameable(Struct, frozen=True):
    """The text at `span` can be renamed; `placeholder` is what it is called now."""

    span: Span
    placeholder: str


class Refusal(Struct, frozen=True):
    """Why something cannot be done, as a sentence for the user."""

    reason: str


class Rename(Struct, frozen=True):
    """All changes of a rename, to be made in this order."""

    changes: tuple[WorkspaceChange, ...]


class CodeAction(Struct, frozen=True):
    """Something the user can have done; `finding` is what it mends, None if it mends several.

    A preferred one is safe: nothing else changes and there is nothing to choose.
    """

    title: str
    kind: ActionKind
    finding: Finding | None
    changes: tuple[WorkspaceChange, ...]
    preferred: bool
