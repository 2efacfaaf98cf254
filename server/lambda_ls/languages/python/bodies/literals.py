"""Literals and what is computed of them: strings, numbers, lists, dictionaries, sets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from tree_sitter import Node

from ....model.term import (
    OPAQUE,
    Constant,
    Encoded,
    Entry,
    Items,
    Record,
    Refused,
    Spot,
    Term,
    Typed,
)
from ....text.span import Span
from ..events.strings import constant

if TYPE_CHECKING:
    from .terms import Terms

Reader: TypeAlias = "Callable[[Terms, Node], Term]"

_WORDS = {"true": True, "false": False, "none": None}


def _read_string(terms: Terms, node: Node) -> Term:
    text = constant(terms.tree, node)
    if text is not None:
        return Constant(text, terms.spot(node))
    is_bytes = "b" in _prefix(terms, node)
    return OPAQUE if is_bytes else Typed("string", terms.spot(node))


def _prefix(terms: Terms, node: Node) -> str:
    first = node.children[0] if node.children else node
    return terms.text(first).rstrip("\"'").lower()


def _read_parts(terms: Terms, node: Node) -> Term:
    text = constant(terms.tree, node)
    if text is not None:
        return Constant(text, terms.spot(node))
    parts = [terms.of(part) for part in node.named_children if part.type == "string"]
    return OPAQUE if OPAQUE in parts else Typed("string", terms.spot(node))


def _read_integer(terms: Terms, node: Node) -> Term:
    try:
        return Constant(int(terms.text(node), 0), terms.spot(node))
    except ValueError:
        return Typed("integer", terms.spot(node))


def _read_float(terms: Terms, node: Node) -> Term:
    return Typed("number", terms.spot(node))


def _read_word(terms: Terms, node: Node) -> Term:
    return Constant(_WORDS[node.type], terms.spot(node))


def _read_list(terms: Terms, node: Node) -> Term:
    items = [child for child in node.named_children if child.type != "comment"]
    plain = [item for item in items if item.type != "list_splat"]
    return Items(tuple(map(terms.of, plain)), terms.spot(node), len(plain) < len(items))


def _read_list_comprehension(terms: Terms, node: Node) -> Term:
    return Items((), terms.spot(node), is_open=True)


def _read_dictionary(terms: Terms, node: Node) -> Term:
    entries: list[Entry] = []
    is_open = False
    for child in node.named_children:
        key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
        if child.type == "pair" and key is not None and value is not None:
            name = terms.of(key)
            if isinstance(name, Constant) and isinstance(name.value, str):
                spot = Spot(terms.path, _inside(terms, key))
                entries.append(Entry(name.value, terms.of(value), spot))
            else:
                is_open = True
        elif child.type == "dictionary_splat" and child.named_children:
            spread = terms.of(child.named_children[0])
            if isinstance(spread, Record):
                entries.extend(spread.entries)
            # What is spread can also have keys that are there already.
            is_open = is_open or not isinstance(spread, Record) or spread.is_open
        elif child.type != "comment":
            is_open = True
    return Record(tuple(entries), terms.spot(node), is_open)


def _inside(terms: Terms, key: Node) -> Span:
    """The range of a key without its quotes."""
    span = terms.span(key)
    if key.type != "string" or len(key.children) < 2:
        return span
    return Span(terms.span(key.children[0]).end, terms.span(key.children[-1]).start)


def _read_dictionary_comprehension(terms: Terms, node: Node) -> Term:
    return Record((), terms.spot(node), is_open=True)


def _read_set(terms: Terms, node: Node) -> Term:
    return Refused("set", terms.spot(node))


def _read_generator(terms: Terms, node: Node) -> Term:
    return Refused("generator", terms.spot(node))


def _read_binary(terms: Terms, node: Node) -> Term:
    """Arithmetic, of which only what is made of a string is known to be one."""
    left, right = (node.child_by_field_name(each) for each in ("left", "right"))
    operator = node.child_by_field_name("operator")
    if left is None or right is None or operator is None or operator.type not in {"+", "%"}:
        return OPAQUE
    sides = [terms.of(left)] if operator.type == "%" else [terms.of(left), terms.of(right)]
    is_text = any(map(_is_text, sides))
    return Typed("string", terms.spot(node)) if is_text else OPAQUE


def _is_text(term: Term) -> bool:
    if isinstance(term, Constant):
        return isinstance(term.value, str)
    return isinstance(term, Encoded) or (isinstance(term, Typed) and term.type == "string")


READERS: Mapping[str, Reader] = {
    "binary_operator": _read_binary,
    "concatenated_string": _read_parts,
    "dictionary": _read_dictionary,
    "dictionary_comprehension": _read_dictionary_comprehension,
    "false": _read_word,
    "float": _read_float,
    "generator_expression": _read_generator,
    "integer": _read_integer,
    "list": _read_list,
    "list_comprehension": _read_list_comprehension,
    "none": _read_word,
    "set": _read_set,
    "set_comprehension": _read_set,
    "string": _read_string,
    "true": _read_word,
    "tuple": _read_list,
}
