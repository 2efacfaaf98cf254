"""Literals: strings, numbers, words, lists and objects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from tree_sitter import Node

from ....model.term import Constant, Items, Refused, Term, Typed
from ..nodes import parts, string_value
from .objects import read_object

if TYPE_CHECKING:
    from .terms import Terms

Reader: TypeAlias = "Callable[[Terms, Node], Term]"

_WORDS = {"true": True, "false": False, "null": None}
_BIG_INTEGER = "n"


def constant_text(terms: Terms, node: Node) -> str | None:
    """The string that an expression certainly gives."""
    term = terms.of(node)
    value = term.value if isinstance(term, Constant) else None
    return value if isinstance(value, str) else None


def _read_string(terms: Terms, node: Node) -> Term:
    text = string_value(node)
    spot = terms.spot(node)
    return Typed("string", spot) if text is None else Constant(text, spot)


def _read_number(terms: Terms, node: Node) -> Term:
    text, spot = terms.text(node).replace("_", "").lower(), terms.spot(node)
    if text.endswith(_BIG_INTEGER):
        return Refused("BigInt", spot)
    try:
        return Constant(int(text, 0), spot)
    except ValueError:
        return Typed("number", spot)


def _read_word(terms: Terms, node: Node) -> Term:
    return Constant(_WORDS[node.type], terms.spot(node))


def _read_array(terms: Terms, node: Node) -> Term:
    items = parts(node)
    plain = [item for item in items if item.type != "spread_element"]
    return Items(tuple(map(terms.of, plain)), terms.spot(node), len(plain) < len(items))


READERS: Mapping[str, Reader] = {
    "array": _read_array,
    "false": _read_word,
    "null": _read_word,
    "number": _read_number,
    "object": read_object,
    "string": _read_string,
    "template_string": _read_string,
    "true": _read_word,
}
