"""A document after an edit that moves borders between the entries of one section.

Whoever writes a new resource, or another name for one, moves a border with each key.
"""

from __future__ import annotations

from collections.abc import Callable

from .change import Change
from .document import Document, ParsedBlock
from .placing import Names, Placed, entry_blocks
from .source import SourceText
from .span import Span
from .stretches import entry_indentation, entry_stretches
from .yaml import has_foreign_alias


def moved(
    before: Document, source: SourceText, change: Change, parse: Callable[[str], ParsedBlock]
) -> Document | None:
    """The document of a text of which only the entries that the change touches are cut anew.

    None where it may concern more than them: another section, or a name that is there twice.
    """
    touched = _touched(before, change)
    if touched is None:
        return None
    low, high = touched
    start, section = before.bases[low], before.layout.sections[low]
    indentation = change.indentation(start)
    if change.reaches_above(indentation) or _indentation(before, source, section) != indentation:
        return None
    extent = Span(start, _end(before, high - 1) + len(source) - len(before.source))
    placed: list[Placed] = []
    names = Names()
    for stretch in entry_stretches(source.text, extent, section, indentation):
        parsed = parse(source.slice(stretch.span))
        if has_foreign_alias(source.text, parsed):
            return None
        placed += entry_blocks(stretch, parsed, names)
    if not _are_new(before, low, high, placed):
        return None
    return before.recut(source, low, high, placed)


def _touched(before: Document, change: Change) -> tuple[int, int] | None:
    """The numbers of the blocks from the first to behind the last that can be others by a change.

    The block above counts too, since a line that is no border any more belongs to it. None if they
    are not all entries of one section.
    """
    bases, names = before.bases, before.layout.names
    low, high = bases.until(change.first_line - 1) - 1, bases.until(change.old_end)
    while low > 0 and bases[low - 1] == bases[low]:
        low -= 1
    if low < 0 or before.layout.has_repeated or change.old_end > _end(before, high - 1):
        return None
    within = f"{before.layout.sections[low]}/"
    return (low, high) if all(each.startswith(within) for each in names[low:high]) else None


def _end(document: Document, number: int) -> int:
    """Where the text of a block ends."""
    return document.bases[number] + document.block_of(number).extent.end


def _indentation(before: Document, source: SourceText, section: str) -> int | None:
    """How far the entries of a section are indented by now, of which the key stays where it is."""
    last = before.layout.children[section][-1]
    number = before.layout.firsts[last] + len(before.groups[last]) - 1
    end = _end(before, number) + len(source) - len(before.source)
    return entry_indentation(source.text, Span(before.base(section), end))


def _are_new(before: Document, low: int, high: int, placed: list[Placed]) -> bool:
    """Whether no block outside of those that are replaced has the name of a new one."""
    by_name = before.layout.by_name
    return all(
        "#" not in block.name and low <= by_name.get(block.name, low) < high for _, block in placed
    )
