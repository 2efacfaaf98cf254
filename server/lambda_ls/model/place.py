"""Where something is written, in a form that survives edits elsewhere in the file."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeAlias, TypeVar

from msgspec import Struct

from ..text.span import Span

T = TypeVar("T")


class Place(NamedTuple):
    """A range of a file, counted from the start of one of its blocks.

    `path` is absolute, in the form of the operating system. `block` names a block of the document
    (see `text.document`), and is empty where `span` counts from the start of the file, as it does
    for source code.
    """

    path: str
    block: str
    span: Span


class Unknown(Struct, frozen=True):
    """A value that cannot be known before deployment, and why.

    `likely` is what it is when nobody overrides it (a parameter's default): good enough to
    navigate by, never enough for a finding. `pattern` is the text where nothing of it is unknown
    but what AWS tells of the place it is deployed to, which stands there as `${AWS::Region}`.
    """

    reason: str
    likely: str | None = None
    pattern: str | None = None


class Spanned(Struct, Generic[T], frozen=True):
    """A value and the place where it is written, which may be another file than its user's."""

    value: T
    place: Place


MaybeText: TypeAlias = Spanned[str | Unknown]
MaybeNumber: TypeAlias = Spanned[int | Unknown]


def known(spanned: MaybeText | None) -> str | None:
    """The text if it is certain."""
    return spanned.value if spanned and isinstance(spanned.value, str) else None


def likely(spanned: MaybeText | None) -> str | None:
    """The text if it is certain, else its most likely value."""
    if spanned is None:
        return None
    return spanned.value if isinstance(spanned.value, str) else spanned.value.likely
