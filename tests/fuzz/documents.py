"""Reading templates: YAML and JSON, and what the dialects make of them."""

from __future__ import annotations

from lambda_ls.model.place import Place
from lambda_ls.templates.reader import TemplateReader
from lambda_ls.text.document import Block, Document
from lambda_ls.text.reader import DocumentReader
from lambda_ls.text.source import SourceText
from lambda_ls.text.span import Span
from lambda_ls.text.tree import Node, Scalar, descendants

from .answers import leaves


def read_template(path: str, text: str) -> object:
    """All that a template's text says, with its places; they are all in the text."""
    source = SourceText(text)
    document = DocumentReader().read(source)
    blocks = [_block(block, len(text)) for block in document.blocks]
    template = TemplateReader().read(path, document, lambda _: None)
    told = [_told(leaf, document) for leaf in leaves(template)]
    _assert_that_an_edit_is_read_like_the_whole(document, text)
    return blocks, told


def _block(block: Block, length: int) -> object:
    nodes = [_node(node, block, length) for node in descendants(block.value)]
    problems = [(each.message, _inside(each.span, block, length)) for each in block.parsed.problems]
    repeated = [
        (each.key, _inside(each.entry, block, length), _inside(each.kept, block, length))
        for each in block.parsed.duplicates
    ]
    assert 0 <= block.span.start <= block.span.end <= length
    return block.name, block.section, block.key, block.span, nodes, problems, repeated


def _node(node: Node, block: Block, length: int) -> object:
    text = node.text if isinstance(node, Scalar) else ""
    return type(node).__name__, text, node.tag, _inside(node.span, block, length)


def _inside(span: Span, block: Block, length: int) -> Span:
    absolute = span.shifted(block.base)
    assert 0 <= absolute.start <= absolute.end <= length, f"{absolute} of {length}"
    return absolute


def _told(leaf: object, document: Document) -> object:
    if not isinstance(leaf, Place):
        return leaf
    absolute = leaf.span.shifted(document.bases[leaf.block] if leaf.block else 0)
    assert 0 <= absolute.start <= absolute.end <= len(document.source), leaf
    return leaf


def _assert_that_an_edit_is_read_like_the_whole(document: Document, text: str) -> None:
    middle = len(text) // 2
    after = SourceText(text[:middle] + "x" + text[middle:])
    length = len(after)
    edited = [_block(block, length) for block in DocumentReader().read(after, document).blocks]
    assert edited == [_block(block, length) for block in DocumentReader().read(after).blocks]
