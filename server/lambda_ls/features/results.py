"""What features answer; the protocol's words for it are the server's business.

Every path is absolute, every span counts code points from the start of its file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..model.finding import CreateFile, Finding, MoveFile
from ..text.edits import TextEdit
from ..text.span import Span

CompletionKind: TypeAlias = Literal["function", "module", "folder", "value", "field", "method"]
SymbolKind: TypeAlias = Literal["function", "handler", "event", "variable"]
ActionKind: TypeAlias = Literal["quickfix", "source.fixAll.lambda-ls"]


@dataclass(frozen=True, slots=True)
class Location:
    """A range of a file."""

    path: str
    span: Span


@dataclass(frozen=True, slots=True)
class LinkedLocation:
    """Where a definition is: `span` is its name, `full` the whole of it.

    `origin` is the text in the asking file that names it.
    """

    origin: Span
    path: str
    span: Span
    full: Span


@dataclass(frozen=True, slots=True)
class Hover:
    """What is known of the text at `span`."""

    span: Span
    markdown: str


@dataclass(frozen=True, slots=True)
class Completion:
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


@dataclass(frozen=True, slots=True)
class Lens:
    """A line above the name at `span`; `locations` are the places in templates it speaks of."""

    span: Span
    title: str
    locations: tuple[Location, ...]


@dataclass(frozen=True, slots=True)
class InlayHint:
    """A text that the editor shows at an offset without its being there."""

    offset: int
    text: str


@dataclass(frozen=True, slots=True)
class SignatureParameter:
    """A parameter as it stands in the signature's label; `documentation` is Markdown."""

    label: str
    documentation: str


@dataclass(frozen=True, slots=True)
class Signature:
    """How a function is called; `active` counts the parameters before the cursor."""

    label: str
    documentation: str
    parameters: tuple[SignatureParameter, ...]
    active: int


@dataclass(frozen=True, slots=True)
class Symbol:
    """An entry of a file's outline; `selection` is its name, within `span`."""

    name: str
    detail: str
    kind: SymbolKind
    span: Span
    selection: Span
    children: tuple[Symbol, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkspaceSymbol:
    """A function or a handler of the workspace; `container` is what holds it, for people."""

    name: str
    container: str
    kind: SymbolKind
    path: str
    span: Span


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A text that opens the file `path`."""

    span: Span
    path: str
    tooltip: str


@dataclass(frozen=True, slots=True)
class FileEdits:
    """Edits of one file in the order of its text, none overlapping another."""

    path: str
    edits: tuple[TextEdit, ...]


WorkspaceChange: TypeAlias = FileEdits | CreateFile | MoveFile


@dataclass(frozen=True, slots=True)
class Renameable:
    """The text at `span` can be renamed; `placeholder` is what it is called now."""

    span: Span
    placeholder: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something cannot be done, as a sentence for the user."""

    reason: str


@dataclass(frozen=True, slots=True)
class Rename:
    """All changes of a rename, to be made in this order."""

    changes: tuple[WorkspaceChange, ...]


@dataclass(frozen=True, slots=True)
class CodeAction:
    """Something the user can have done; `finding` is what it mends, None if it mends several.

    A preferred one is safe: nothing else changes and there is nothing to choose.
    """

    title: str
    kind: ActionKind
    finding: Finding | None
    changes: tuple[WorkspaceChange, ...]
    preferred: bool
