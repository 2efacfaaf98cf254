"""What is wrong with a template's text, whatever the dialect."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.place import Place
from ..model.template import BrokenText, RepeatedKey
from ..text.document import Block, Document
from ..text.removal import removal
from ..text.span import Span


def broken_texts(path: str, document: Document) -> tuple[BrokenText, ...]:
    """The places where the text is not YAML or JSON."""
    return tuple(
        BrokenText(problem.message, Place(path, block.name, problem.span))
        for block in _distinct(document)
        for problem in block.parsed.problems
    )


def repeated_keys(path: str, document: Document) -> tuple[RepeatedKey, ...]:
    """The keys that are written twice in one mapping."""
    within = (
        RepeatedKey(
            duplicate.key,
            Place(path, block.name, duplicate.entry),
            Place(path, block.name, duplicate.kept),
            _removal(path, document, block, duplicate.entry),
        )
        for block in _distinct(document)
        for duplicate in block.parsed.duplicates
    )
    return (*within, *_repeated_blocks(path, document))


def _distinct(document: Document) -> Iterator[Block]:
    """One block for each stretch of text: a broken one can hold several blocks."""
    for number in document.flawed:
        block = document.block_of(number)
        if number == 0 or document.block_of(number - 1).parsed is not block.parsed:
            yield block


def _repeated_blocks(path: str, document: Document) -> Iterator[RepeatedKey]:
    if not document.layout.has_repeated:
        return
    blocks = document.blocks
    kept = {_mapping_key(block): block for block in blocks}
    for index, block in enumerate(blocks):
        last = kept[_mapping_key(block)]
        if last is block or not block.entry or not last.entry:
            continue
        start = block.entry.key.span.start
        end = _end(document, index) - document.bases[index]
        entry = Span(start, end)
        yield RepeatedKey(
            block.key,
            Place(path, block.name, entry),
            Place(path, last.name, last.entry.key.span),
            _removal(path, document, block, entry),
        )


def _removal(path: str, document: Document, block: Block, entry: Span) -> Place | None:
    base = document.base(block.name)
    span = removal(document.source.text, entry.shifted(base))
    return Place(path, block.name, span.shifted(-base)) if span else None


def _mapping_key(block: Block) -> tuple[str, str]:
    """The mapping that holds the block's key, and the key."""
    return (block.section if "/" in block.name else "", block.key)


def _end(document: Document, index: int) -> int:
    """Where the entry of a block ends; that of a split section ends with its last child."""
    block = document.blocks[index]
    last = block
    if "/" not in block.name:
        for following in document.blocks[index + 1 :]:
            if "/" not in following.name:
                break
            last = following
    return document.base(last.name) + (last.entry.span.end if last.entry else 0)
