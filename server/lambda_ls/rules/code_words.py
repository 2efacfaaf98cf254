"""What the rules on a handler's code share: their facts and fixes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

from ..model.declaration import Misdeclaration, Rewrite
from ..model.finding import Fix, Replace
from ..model.place import Place
from ..model.term import Spot
from ..workspace.facts import FunctionFacts
from ..workspace.flows import CodeText
from ..workspace.results import Results

_QUOTES = ('"', "'", "`")
# Behind a key; comments can stand between.
_COLON = re.compile(r"(?:\s|/\*.*?\*/|//[^\n]*)*:", re.S)
M = TypeVar("M", bound=Misdeclaration)


def misdeclared(facts: FunctionFacts, kind: type[M]) -> Iterator[tuple[CodeText, M, Place]]:
    """What is wrong in one way with the handler's declaration, with its text and place."""
    declaration = facts.declaration
    for wrong in declaration.wrong if declaration else ():
        code = declaration.code if declaration else None
        place = code.place(wrong.span) or code.first_line(wrong.span) if code else None
        if code is not None and isinstance(wrong, kind) and place is not None:
            yield code, wrong, place


def renamed(results: Results, spot: Spot, old: str, new: str, *, is_key: bool) -> tuple[Fix, ...]:
    """The fix that writes another key or another text in the place of one, with its quotes.

    There is none where a variable or a call gives it.
    """
    text = results.texts.get(spot.path)
    written = text.source.slice(spot.span) if text else ""
    if text is None or written.strip("\"'`") != old:
        return ()
    start, end = spot.span
    is_quoted = written != old or text.source.text[start - 1 : start] in _QUOTES
    if not is_quoted and not is_key:
        return ()
    # A name without a colon is its own value in JavaScript, and stays that.
    is_both = not is_quoted and not _COLON.match(text.source.text, end)
    changed = f"{new}: {old}" if is_both else written.replace(old, new)
    place = text.place(spot.span)
    return (Fix(f"Change to `{new}`", False, (Replace(place, changed),)),) if place else ()


def rewritten(title: str, code: CodeText, rewrite: Rewrite) -> tuple[Fix, ...]:
    """The fix that makes some changes in code; none where there are none.

    A line that is added to inline code would need the template's indentation, so there is no fix
    for that either.
    """
    if not rewrite or (code.inline is not None and any("\n" in each.text for each in rewrite)):
        return ()
    places = (code.place(each.span) for each in rewrite)
    changes = tuple(
        Replace(place, each.text) for place, each in zip(places, rewrite, strict=True) if place
    )
    return (Fix(title, False, changes),) if len(changes) == len(rewrite) else ()
