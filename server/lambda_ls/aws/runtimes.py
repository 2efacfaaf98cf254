"""Lambda's runtimes with their dates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from msgspec import Struct

from .data import Json, as_list, as_object, as_optional_text, as_text, packaged

_NUMBER = re.compile(r"\d+")


class Runtime(Struct, frozen=True):
    """One runtime identifier. The dates are None where AWS has not announced one.

    `family` is `python`, `node`, `ruby`, `java`, `dotnet`, `go` or `provided`.
    After `deprecated` there are no more patches; after `block_create` no new function can use it;
    after `block_update` no function that uses it can be changed.
    """

    identifier: str
    family: str
    deprecated: date | None
    block_create: date | None
    block_update: date | None


def runtime(identifier: str) -> Runtime | None:
    """The runtime of this name, None if AWS had none when the table was made."""
    return _table().get(identifier)


@cache
def all_runtimes() -> tuple[Runtime, ...]:
    """Every runtime AWS ever had, by family, older versions first."""
    rows = as_list(packaged(__package__, "data", "runtimes.json")["runtimes"])
    return tuple(_read(row) for row in rows)


def newest(family: str, today: date) -> Runtime | None:
    """The newest runtime of a family that is supported on a day; None where there is none.

    Families without one are continued elsewhere: what was `go` runs on `provided`. Runtimes
    without an end are previews and not recommended.
    """
    moved = as_object(packaged(__package__, "data", "runtimes.json")["moved_to"])
    family = as_optional_text(moved.get(family)) or family
    supported = [
        candidate
        for candidate in all_runtimes()
        if candidate.family == family and candidate.deprecated and today < candidate.deprecated
    ]
    return supported[-1] if supported else None


def family_of(identifier: str) -> str | None:
    """The family of a runtime, also of one that is too new for the table."""
    known = runtime(identifier)
    if known:
        return known.family
    prefixes = as_object(packaged(__package__, "data", "runtimes.json")["prefixes"])
    return next(
        (as_text(family) for prefix, family in prefixes.items() if identifier.startswith(prefix)),
        None,
    )


def may_be_newer(identifier: str) -> bool:
    """Whether this looks like a version that AWS may have brought after the table was made.

    `python3.99` does, `python3.5` and `nodejs24` do not.
    """
    shape, version = _shape(identifier)
    known = [of for name in _table() for at, of in [_shape(name)] if at == shape]
    return bool(known) and version > max(known)


@cache
def _table() -> Mapping[str, Runtime]:
    return {entry.identifier: entry for entry in all_runtimes()}


def _read(row: Json) -> Runtime:
    fields = as_object(row)
    return Runtime(
        identifier=as_text(fields["identifier"]),
        family=as_text(fields["family"]),
        deprecated=_date(fields["deprecated"]),
        block_create=_date(fields["block_create"]),
        block_update=_date(fields["block_update"]),
    )


def _date(value: Json) -> date | None:
    text = as_optional_text(value)
    return date.fromisoformat(text) if text else None


def _shape(identifier: str) -> tuple[str, tuple[int, ...]]:
    """An identifier without its numbers, and the numbers: `("python#.#", (3, 12))`."""
    # Nobody names a version of many digits, and int() is slow on thousands of them.
    numbers = tuple(int(number[:6]) for number in _NUMBER.findall(identifier))
    return _NUMBER.sub("#", identifier), numbers
