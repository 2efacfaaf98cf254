"""Values that are passed to functions of other files."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace
from tree_sitter import Node

from ....model.flow import Handed, Value
from ...flows.known import Entries, Outside
from ...flows.values import BOTH
from .arguments import Argument
from .reading import Reading

_LONGEST_CALLEE = 120


def hand_over(
    reading: Reading, callee: Node, given: tuple[Argument, ...], called: Outside | None
) -> None:
    """Note which values of the invocation a call passes on."""
    name = callee_text(reading.text(callee))
    for position, argument in enumerate(given):
        if argument.is_spread:
            break
        # An entry of an object is no argument of the function's own.
        is_entry = isinstance(argument.known, Entries)
        imported = called.imported if called and not is_entry else None
        for each in _values(reading, argument, position):
            value = replace(each.value, provided=BOTH) if reading.caught else each.value
            reading.facts.handed.append(replace(each, value=value, callee=name, imported=imported))


def callee_text(text: str) -> str:
    """What is called as it is written, in one line that is not too long."""
    return " ".join(text.split())[:_LONGEST_CALLEE]


def _values(reading: Reading, argument: Argument, position: int) -> Iterator[Handed]:
    known = argument.known
    if isinstance(known, Value):
        yield Handed(known, reading.tree.span(argument.node), "", position=position)
    elif isinstance(known, Entries):
        for entry in known.entries:
            yield Handed(entry.value, reading.tree.span(entry.node), "", keyword=entry.key)
