"""Tree-sitter trees of source files, with every place in code points."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache, cached_property, lru_cache
from itertools import accumulate, islice
from typing import Protocol, TypeVar, cast

from tree_sitter import Language, Node, Parser, Query, QueryCursor, Tree

from ..text.memo import Memo
from ..text.source import SourceText
from ..text.span import Span
from .incremental import parsed, parsed_patiently, reparsed

# The bytes after the first of a UTF-8 sequence: the difference between bytes and code points.
_CONTINUATION = re.compile(rb"[\x80-\xbf]+")
_DEEPEST = 200
_MOST_LEVELS = 100
# Only a line with as many blanks can be on that level.
_DEEP_LINE = re.compile(rf"^[ \t]{{{_MOST_LEVELS},}}", re.MULTILINE)
_BRACKET = re.compile(r"[()\[\]{}]")
_STEPS = {**dict.fromkeys("([{", 1), **dict.fromkeys(")]}", -1)}
_MOST_BRACKETS = 500
# On a line of its own it fits no grammar, also behind a comment.
_ERROR = "\n)"
_INDENTED = re.compile(r"^(?P<indent>[ \t]*)[^ \t\r\n]", re.MULTILINE)
_CHARACTERS_REMEMBERED = 400_000
_LEAST_WEIGHT = 20_000
T = TypeVar("T")


class Pattern(Protocol):
    """What finds places in a text."""

    def finditer(self, text: str, /) -> Iterator[re.Match[str]]:
        """The places, in the order of the text."""


class Grammar(Enum):
    """The grammars that source files are read with."""

    PYTHON = "python"
    JAVASCRIPT = "javascript"
    TYPESCRIPT = "typescript"
    TSX = "tsx"


class SyntaxTree:
    """The tree of one source text; nodes count UTF-8 bytes, spans count code points."""

    def __init__(self, tree: Tree, source: SourceText, data: bytes) -> None:
        self._tree = tree
        self.data = data
        """The text in UTF-8, in which nodes count."""
        self._is_plain = len(data) == len(source.text)
        self._read: dict[object, object] = {}
        self.source = source

    @cached_property
    def root(self) -> Node:
        """The node of the whole file."""
        return self._tree.root_node

    def once(self, read: Callable[[SyntaxTree], T]) -> T:
        """What a function reads of the tree; it does so when it is first asked for."""
        if read not in self._read:
            self._read[read] = read(self)
        return cast("T", self._read[read])

    @property
    def broken(self) -> bool:
        """Whether something in the file does not fit the grammar."""
        return self.root.has_error

    def span(self, node: Node) -> Span:
        """The range of a node."""
        if self._is_plain:
            # Most files have no character of several bytes, and each node is asked for its range.
            return Span(node.start_byte, node.end_byte)
        return Span(self.offset(node.start_byte), self.offset(node.end_byte))

    def text(self, node: Node) -> str:
        """The source of a node."""
        return self.source.slice(self.span(node))

    def offset(self, byte: int) -> int:
        """The code points before a byte offset that starts a character."""
        ends, excess = self._continuations
        if not ends:
            return byte
        return byte - excess[bisect_right(ends, byte)]

    def node_at(self, span: Span) -> Node | None:
        """The smallest node that holds a range."""
        return self.root.descendant_for_byte_range(*map(self._byte, span))

    def nodes_matching(self, pattern: Pattern) -> Iterator[Node]:
        """The smallest node that holds each match, which spares a walk over the whole tree."""
        for match in pattern.finditer(self.source.text):
            node = self.node_at(Span(*match.span()))
            if node is not None:
                yield node

    def find(self, within: Node, *types: str) -> list[Node]:
        """The nodes of these types in a part of the tree, itself included, in the text's order."""
        query = _types_query(self._tree.language, types)
        found = QueryCursor(query).captures(within).get("found", [])
        return sorted(found, key=lambda node: (node.start_byte, -node.end_byte))

    def holds(self, node: Node, *words: str) -> bool:
        """Whether the source of a node holds one of some words, which is quick to tell."""
        start, end = self.span(node)
        return any(self.source.text.find(word, start, end) >= 0 for word in words)

    def _byte(self, offset: int) -> int:
        """The bytes before an offset in code points."""
        ends, excess = self._continuations
        if not ends:
            return offset
        return offset + excess[bisect_right(self._wide, offset)]

    @cached_property
    def _wide(self) -> list[int]:
        """The code point after each multi-byte character."""
        ends, excess = self._continuations
        return [end - surplus for end, surplus in zip(ends, excess[1:], strict=True)]

    @cached_property
    def _continuations(self) -> tuple[list[int], list[int]]:
        """Where each multi-byte character ends, and the surplus bytes before the n-th of them."""
        ends: list[int] = []
        excess = [0]
        if not self._is_plain:
            for match in _CONTINUATION.finditer(self.data):
                ends.append(match.end())
                excess.append(excess[-1] + match.end() - match.start())
        return ends, excess


def parse(grammar: Grammar, source: SourceText) -> SyntaxTree:
    """Read a text of any content; what does not fit the grammar becomes error nodes.

    The newest trees are remembered, as exports, events and renames of a file are read one after
    the other. Texts are the same only if they are one object.
    """
    return _newest_trees().get((grammar, source), lambda: _parsed(grammar, source))


def _parsed(grammar: Grammar, source: SourceText) -> SyntaxTree:
    text = _without_deep_brackets(source.text)
    text = shallow(text) if grammar is Grammar.PYTHON else text
    # Lone surrogates come from files in a wrong encoding; the grammar sees them as errors.
    data = text.encode("utf-8", "surrogatepass")
    # Of the grammars only Python's has texts that it patches up without end.
    read = parsed_patiently if grammar is Grammar.PYTHON else parsed
    tree = reparsed(_parser(grammar), data, _last_trees().get(grammar), read)
    if tree is None:
        data = _ERROR.encode()
        tree = _parser(grammar).parse(data)
    _last_trees()[grammar] = (data, tree)
    return SyntaxTree(tree, source, data)


def shallow(text: str) -> str:
    """A Python text up to where it is indented more deeply than CPython allows: 100 levels.

    From 512 levels on the grammar's scanner ends the process.
    """
    if not _DEEP_LINE.search(text):
        return text
    levels = [0]
    for line in _INDENTED.finditer(text):
        width = len(line["indent"])
        while width < levels[-1]:
            levels.pop()
        if width > levels[-1]:
            levels.append(width)
        if len(levels) > _MOST_LEVELS:
            return _broken_off(text, line.start())
    return text


def _without_deep_brackets(text: str) -> str:
    """A text up to where it is nested in more than 500 brackets, which nobody writes.

    Tree-sitter finds a parent from the root down, so that every question about a node below them
    would take milliseconds.
    """
    if sum(map(text.count, "([{")) <= _MOST_BRACKETS:
        return text
    levels = [*accumulate(map(_STEPS.__getitem__, _BRACKET.findall(text)))]
    if max(levels) <= _MOST_BRACKETS:
        return text
    first = levels.index(_MOST_BRACKETS + 1)
    return _broken_off(text, next(islice(_BRACKET.finditer(text), first, None)).start())


def _broken_off(text: str, offset: int) -> str:
    """A text up to an offset, with an error behind it if there was more.

    Cut within a comment it would look like a whole text, of which the rest is certainly not there.
    """
    return text[:offset] + _ERROR[: len(text) - offset]


def ancestors(node: Node) -> Iterator[tuple[Node, Node]]:
    """The pairs (parent, child) from a node up to the root, 200 of them at most.

    Tree-sitter finds a parent from the root down, so a text of nothing but brackets would cost
    the square of its length. CPython itself refuses more than 200 brackets.
    """
    for _ in range(_DEEPEST):
        parent = node.parent
        if parent is None:
            return
        yield parent, node
        node = parent


def descendants(node: Node) -> Iterator[Node]:
    """A node and all nodes below it in the order of the text, however deep they nest."""
    pending = [node]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(reversed(current.children))


@cache
def _parser(grammar: Grammar) -> Parser:
    return Parser(_language(grammar))


@lru_cache(maxsize=256)
def _types_query(language: Language, types: tuple[str, ...]) -> Query:
    """What finds nodes by their types, which is much faster than a walk over the tree.

    Types that the grammar does not have are left out: TypeScript has more than JavaScript.
    """
    known = [each for each in types if language.id_for_node_kind(each, True)]
    query: Query = Query(language, f"[{' '.join(f'({each})' for each in known)}] @found")
    return query


@cache
def _newest_trees() -> Memo[tuple[Grammar, SourceText], SyntaxTree]:
    """What is remembered: a few trees of long texts, or some more of short ones."""
    return Memo(_CHARACTERS_REMEMBERED, lambda key, _: max(len(key[1]), _LEAST_WEIGHT))


@cache
def _last_trees() -> dict[Grammar, tuple[bytes, Tree]]:
    """The tree that was read last with each grammar, which the next text is often an edit of."""
    return {}


@cache
def _language(grammar: Grammar) -> Language:
    """The grammar's tables, imported when the first file of that language is read."""
    if grammar is Grammar.PYTHON:
        import tree_sitter_python

        return Language(tree_sitter_python.language())
    if grammar is Grammar.JAVASCRIPT:
        import tree_sitter_javascript

        return Language(tree_sitter_javascript.language())
    import tree_sitter_typescript

    if grammar is Grammar.TSX:
        return Language(tree_sitter_typescript.language_tsx())
    return Language(tree_sitter_typescript.language_typescript())
