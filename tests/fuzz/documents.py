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
    blocks = _blocks(document)
    template = TemplateReader().read(path, document, lambda _: None)
    told = [_told(leaf, document) for leaf in leaves(template)]
    _assert_that_an_edit_is_read_like_the_whole(document, text)
    return blocks, told


def _blocks(document: Document) -> list[object]:
    return [_block(block, document) for block in document.blocks]


def _block(block: Block, document: Document) -> object:
    def inside(span: Span) -> Span:
        absolute = span.shifted(document.base(block.name))
        length = len(document.source)
        assert 0 <= absolute.start <= absolute.end <= length, f"{absolute} of {length}"
        return absolute

    nodes = [(*_node(node), inside(node.span)) for node in descendants(block.value)]
    problems = [(each.message, inside(each.span)) for each in block.parsed.problems]
    repeated = [
        (each.key, inside(each.entry), inside(each.kept)) for each in block.parsed.duplicates
    ]
    extent = inside(block.extent)
    return block.name, block.section, block.key, extent, nodes, problems, repeated, block.is_broken


def _node(node: Node) -> tuple[object, ...]:
    return type(node).__name__, node.text if isinstance(node, Scalar) else "", node.tag


def _told(leaf: object, document: Document) -> object:
    if not isinstance(leaf, Place):
        return leaf
    absolute = leaf.span.shifted(document.base(leaf.block))
    assert 0 <= absolute.start <= absolute.end <= len(document.source), leaf
    return leaf


def _assert_that_an_edit_is_read_like_the_whole(document: Document, text: str) -> None:
    middle = len(text) // 2
    after = SourceText(text[:middle] + "x" + text[middle:])
    edited = DocumentReader().read(after, document)
    assert _blocks(edited) == _blocks(DocumentReader().read(after))
