"""The arguments of calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from msgspec import Struct
from tree_sitter import Node

from ...flows.known import Known, Plain, Several
from .parameters import Arguments
from .reading import Reading


class Argument(Struct, frozen=True):
    """One argument: its expression, and what is known of its value.

    `keyword` is its name. `stars` are those of `*values` and `**values`.
    """

    node: Node
    known: Known
    keyword: str | None = None
    stars: str = ""


class Call(Struct, frozen=True):
    """A call whose arguments have been read; `function` is what is called."""

    node: Node
    function: Node
    arguments: tuple[Argument, ...]

    def at(self, position: int, keyword: str | None = None) -> Argument | None:
        """The argument at a position, or of a name."""
        plain = [each for each in self.arguments if each.keyword is None]
        if any(each.stars for each in plain[: position + 1]):
            return None
        if position < len(plain):
            return plain[position]
        return next((each for each in self.arguments if keyword and each.keyword == keyword), None)

    def known(self, position: int, keyword: str | None = None) -> Known:
        """What is known of the argument at a position, or of a name."""
        argument = self.at(position, keyword)
        return argument.known if argument else None

    def passed(self, first: int = 0) -> Arguments:
        """What a function gets that is called with the arguments from `first` on."""
        positional: list[Known] = []
        keywords: dict[str, Known] = {}
        is_complete = True
        for argument in self.arguments:
            if argument.keyword is not None:
                keywords[argument.keyword] = argument.known
            elif argument.stars == "*" and isinstance(argument.known, Several) and is_complete:
                positional.extend(argument.known.items)
            elif argument.stars:
                is_complete = False
            # What comes behind an unknown number of arguments is at an unknown place.
            elif is_complete:
                positional.append(argument.known)
        return Arguments(tuple(positional[first:]), keywords, is_complete)


Handler: TypeAlias = Callable[[Reading, Call], Known]
"""What reads the calls of one function."""


def read_arguments(reading: Reading, listed: Node) -> Iterator[Argument]:
    """Read the arguments of a call, or the generator expression that is its only one."""
    if listed.type == "generator_expression":
        yield Argument(listed, reading.evaluate(listed))
        return
    for child in listed.named_children:
        if child.type == "keyword_argument":
            yield from _keyword(reading, child)
        elif child.type in {"list_splat", "dictionary_splat"}:
            stars = "*" if child.type == "list_splat" else "**"
            for inner in child.named_children:
                yield Argument(inner, reading.evaluate(inner), stars=stars)
        elif child.type != "comment":
            yield Argument(child, _empty_is_given_away(reading, child))


def _keyword(reading: Reading, node: Node) -> Iterator[Argument]:
    name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
    if name is not None and value is not None:
        yield Argument(value, _empty_is_given_away(reading, value), reading.text(name))


def _empty_is_given_away(reading: Reading, node: Node) -> Known:
    """What is known of an argument; whoever gets an empty collection can fill it."""
    known = reading.evaluate(node)
    if known is Plain.NOTHING and node.type == "identifier":
        reading.scope.forget([reading.text(node)])
    return known
