"""The arguments of calls."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from msgspec import Struct
from tree_sitter import Node

from ...flows.known import Known, Several
from ..nodes import arguments, parts
from .reading import Arguments, Reading


class Argument(Struct, frozen=True):
    """One argument: its expression, and what is known of its value.

    With `is_spread` it stands for any number of them.
    """

    node: Node
    known: Known
    is_spread: bool = False


def read_arguments(reading: Reading, call: Node) -> tuple[Argument, ...]:
    """What a call passes; of a template with a tag nothing is told."""
    listed = call.child_by_field_name("arguments")
    if listed is not None and listed.type != "arguments":
        reading.evaluate(listed)
    return tuple(each for node in arguments(call) for each in _read(reading, node))


def passed(given: tuple[Argument, ...]) -> Arguments:
    """The values by position; behind an unknown number of them no position is known."""
    counted = takewhile(lambda each: not each.is_spread, given)
    values = tuple(each.known for each in counted)
    return values if len(values) == len(given) else (*values, None)


def _read(reading: Reading, node: Node) -> Iterator[Argument]:
    if node.type != "spread_element":
        yield Argument(node, reading.evaluate(node))
        return
    known = [reading.evaluate(inner) for inner in parts(node)]
    if len(known) == 1 and isinstance(known[0], Several):
        yield from (Argument(node, item) for item in known[0].items)
    else:
        yield Argument(node, None, is_spread=True)
