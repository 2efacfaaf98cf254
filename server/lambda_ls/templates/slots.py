"""Where a template can say a value: in the place of the one that it says, or under a new key."""

from __future__ import annotations

import re

from msgspec import Struct

from ..model.place import Place
from ..model.trigger import Slot
from ..text.removal import removal
from ..text.span import Span
from ..text.tree import Entry, Mapping, Node, Scalar, Sequence
from .located import Located

_REST_OF_LINE = re.compile(r"[ \t]*(?:(?<=[ \t])#[^\r\n]*)?(?=\r\n|\n|\r|\Z)")
_BLANKS = " \t\r\n"
_ANCHORED = "&"


class Written(Struct, frozen=True, eq=False):
    """A node as it stands in its file; `text` is that of its block, from which spans count."""

    root: Located
    text: str

    def get(self, *keys: str) -> Written | None:
        """The value below these keys."""
        found = self.root.get(*keys)
        return Written(found, self.text) if found else None


def slot(
    written: Written | None, *way: str, is_text: bool = False, is_list: bool = False
) -> Slot | None:
    """Where the value at the end of a way of keys is written, or can be.

    None where its text cannot be replaced (a function, a variable), and where the style around it
    does not tell how to write a new key. With `is_list` the value is the only item of a new list.
    """
    if written is None:
        return None
    root = written.root
    node: Node = root.node
    for depth, key in enumerate(way):
        if not isinstance(node, Mapping) or node.tag or not node.entries:
            return None
        entry = node.entry(key)
        if entry is None:
            return _insertion(written, node, way[depth:], is_text, is_list)
        node = entry.value
    is_plain = isinstance(node, Scalar) and not node.tag and not node.is_null
    return Slot(root.at(node).place) if is_plain and "${" not in _text_of(node) else None


def key_of(written: Written | None, key: str) -> Place | None:
    """Where a key of a mapping is written, None where it is not or comes from another mapping."""
    entry = _own_entry(written, key)
    return written.root.key(entry).place if written and entry else None


def removal_of(written: Written | None, key: str) -> Place | None:
    """What must go so that nothing is left of an entry of a mapping that has others too."""
    entry = _own_entry(written, key)
    if written is None or entry is None or len(written.root.mapping.entries) < 2:
        return None
    span = _removal(written.text, written.root.mapping, entry)
    return Place(written.root.path, written.root.block, span) if span else None


def _removal(text: str, mapping: Mapping, entry: Entry) -> Span | None:
    is_last = entry is mapping.entries[-1]
    if not is_last or not text.startswith("{", mapping.span.start):
        return removal(text, entry.span)
    # The comma that goes with the last entry in flow style stands before it.
    start, end = _end(text, mapping.entries[-2].value), _end(text, entry.value)
    is_alone = text[start : entry.span.start].strip(_BLANKS) == ","
    return Span(start, end) if is_alone and _ANCHORED not in text[start:end] else None


def _own_entry(written: Written | None, key: str) -> Entry | None:
    entry = written.root.mapping.entry(key) if written else None
    is_own = written is not None and any(each is entry for each in written.root.mapping.entries)
    return entry if is_own else None


def _text_of(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _insertion(
    written: Written, mapping: Mapping, keys: tuple[str, ...], is_text: bool, is_list: bool
) -> Slot | None:
    """A new entry behind the last one of a mapping that has some."""
    text = written.text
    last = mapping.entries[-1]
    end = _end(text, last.value)
    if text.startswith("{", mapping.span.start):
        before, after = _in_flow(text, mapping, keys, is_text, is_list)
    elif text.startswith(_first_character(mapping), mapping.span.start):
        rest = _REST_OF_LINE.match(text, end)
        if rest is None:
            return None
        end, before, after = rest.end(), _in_block(text, mapping, keys, is_list), ""
    else:
        # An anchor or a comment stands before the first key.
        return None
    place = Place(written.root.path, written.root.block, Span(end, end))
    return Slot(place, before, after)


def _in_flow(
    text: str, mapping: Mapping, keys: tuple[str, ...], is_text: bool, is_list: bool
) -> tuple[str, str]:
    key = mapping.entries[-1].key
    quote = '"' if key.style == '"' else ""
    indentation = _indentation(text, key.span.start)
    has_own_line = not text[indentation.start : key.span.start].strip(_BLANKS)
    blank = _line_end(text) + text[indentation.start : indentation.end] if has_own_line else " "
    opened = ": {".join(f"{quote}{each}{quote}" for each in keys)
    mark = quote if is_text else ""
    opening, closing = ("[", "]") if is_list else ("", "")
    return f",{blank}{opened}: {opening}{mark}", mark + closing + "}" * (len(keys) - 1)


def _in_block(text: str, mapping: Mapping, keys: tuple[str, ...], is_list: bool) -> str:
    start = mapping.entries[0].key.span.start
    column = start - _indentation(text, start).start
    step = column - _column_above(text, start, column)
    lines = [f"{_line_end(text)}{' ' * (column + step * level)}" for level in range(len(keys) + 1)]
    opened = "".join(f"{line}{key}:" for line, key in zip(lines, keys, strict=False))
    return f"{opened}{lines[-1]}- " if is_list else f"{opened} "


def _first_character(mapping: Mapping) -> str:
    key = mapping.entries[0].key
    return key.style or key.text[:1]


def _end(text: str, node: Node) -> int:
    """Where the text of a value ends: YAML counts what stands before the next entry to it."""
    while True:
        end = node.span.end
        while end > node.span.start and text[end - 1] in _BLANKS:
            end -= 1
        if isinstance(node, Scalar) or text.endswith(("}", "]"), 0, end):
            return end
        children = (
            node.items if isinstance(node, Sequence) else [each.value for each in node.entries]
        )
        if not children:
            return end
        node = children[-1]


def _indentation(text: str, offset: int) -> Span:
    """The blanks at the start of the line of an offset."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    end = start
    while end < offset and text[end] in " \t":
        end += 1
    return Span(start, end)


def _column_above(text: str, offset: int, column: int) -> int:
    """The indentation of the line that a mapping at a column stands below."""
    start = _indentation(text, offset).start
    while start > 0:
        above = _indentation(text, start - 1)
        line = text[above.end : start].strip(_BLANKS)
        if line and not line.startswith("#") and above.end - above.start < column:
            return above.end - above.start
        start = above.start
    return 0


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
