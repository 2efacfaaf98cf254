"""Values that are passed to functions of other files."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from ....model.flow import Handed, Value
from ...flows.known import Entries, Outside
from ...flows.values import BOTH
from ..describe import one_line
from .arguments import Argument, Call
from .reading import Reading


def hand_over(reading: Reading, call: Call, called: Outside | None) -> None:
    """Note which values of the invocation a call passes on."""
    callee = one_line(reading.tree, call.function)
    position = 0
    for argument in call.arguments:
        # An entry of a dictionary is no argument of the function's own.
        is_entry = isinstance(argument.known, Entries) and not argument.stars
        imported = called.imported if called and not is_entry else None
        for each in _values(reading, argument, position):
            value = replace(each.value, provided=BOTH) if reading.caught else each.value
            handed = replace(each, value=value, callee=callee, imported=imported)
            reading.facts.handed.append(handed)
        if argument.stars:
            break
        position += argument.keyword is None


def _values(reading: Reading, argument: Argument, position: int) -> Iterator[Handed]:
    known = argument.known
    if isinstance(known, Value) and not argument.stars:
        span = reading.tree.span(argument.node)
        place = position if argument.keyword is None else None
        yield Handed(known, span, "", position=place, keyword=argument.keyword)
    elif isinstance(known, Entries):
        for entry in known.entries:
            yield Handed(entry.value, reading.tree.span(entry.node), "", keyword=entry.key)
