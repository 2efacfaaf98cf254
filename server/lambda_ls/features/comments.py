"""Comments in templates and in code, inline code among it: where they are, where one can be."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from ..languages.registry import language_of_path
from ..languages.syntax import Grammar, SyntaxTree, ancestors, parse
from ..model.function import InlineCode
from ..model.place import Place
from ..text.comments import scalar_around
from ..text.document import Document
from ..text.source import SourceText
from ..text.span import Span
from ..workspace.inline import INLINE_MODULE
from ..workspace.snapshot import Snapshot
from .places import functions_in

Sign: TypeAlias = Literal["#", "//"]
"""What starts a comment that goes to the end of its line."""

_YAML: Sign = "#"
_YAML_EXTENSIONS = (".yaml", ".yml")
_COMMENT = "comment"
# Around a string of Python there is none, even where `{}` hold code in it.
_PYTHON_STRING = "string"
# What a line is part of if it starts directly inside them, however code may go on below.
_TEXTS_OF_NODE = frozenset(
    {
        _COMMENT,
        "jsx_element",
        "jsx_fragment",
        "jsx_text",
        "regex",
        "string",
        "string_fragment",
        "template_string",
    }
)


class _Code(Struct, frozen=True):
    """An offset in a text of code; `sign` starts that language's comments."""

    tree: SyntaxTree
    offset: int
    sign: Sign


def is_comment(snapshot: Snapshot, path: str, offset: int, sign: Sign) -> bool:
    """Whether the sign at an offset of a file really is a comment's."""
    found = _text_at(snapshot, path, offset)
    if isinstance(found, _Code):
        node = found.tree.node_at(Span(found.offset, found.offset + 1))
        return found.sign == sign and node is not None and node.type == _COMMENT
    source = snapshot.source(path)
    if found != sign or source is None:
        return False
    return offset == 0 or source.text[offset - 1].isspace()


def sign_above(snapshot: Snapshot, path: str, line: int) -> Sign | None:
    """The sign of a comment that can be put on a line of its own above a line; None if none can."""
    source = snapshot.source(path)
    if source is None or (line and source.line_text(line - 1).endswith("\\")):
        return None
    text = source.line_text(line)
    offset = source.line_span(line).start + len(text) - len(text.lstrip())
    found = _text_at(snapshot, path, offset)
    if isinstance(found, _Code):
        return None if _starts_in_text(found) else found.sign
    return found


def _text_at(snapshot: Snapshot, path: str, offset: int) -> _Code | Sign | None:
    """The code at an offset, or the sign of the data file's own comments; None for other text."""
    language, source = language_of_path(path), snapshot.source(path)
    if language is not None and source is not None:
        return _in_code(language.name, path, source, offset)
    document = snapshot.document(path)
    if document is None or _is_json(path, document):
        return None
    scalar = scalar_around(document, offset)
    if scalar is None:
        return _YAML
    # Only there each line of the code is a line of the file.
    return _inline_code(snapshot, path, offset) if scalar.style == "|" else None


def _is_json(path: str, document: Document) -> bool:
    is_flow = document.source.text.lstrip("\ufeff \t\r\n").startswith("{")
    return path.endswith(".json") or (is_flow and not path.endswith(_YAML_EXTENSIONS))


def _inline_code(snapshot: Snapshot, path: str, offset: int) -> _Code | None:
    for function in functions_in(snapshot, path):
        code = function.code
        if isinstance(code, InlineCode) and code.place.path == path:
            inside = _offset_inside(snapshot, code, offset)
            family = snapshot.facts(function).language if inside is not None else None
            if inside is not None and family:
                return _in_code(family, INLINE_MODULE, code.source, inside)
    return None


def _in_code(family: str, path: str, source: SourceText, offset: int) -> _Code | None:
    if family == "python":
        return _Code(parse(Grammar.PYTHON, source), offset, "#")
    if family == "node":
        # Imported here so that no project of another language loads what only this one needs.
        from ..languages.node.files import grammar_of

        return _Code(parse(grammar_of(path), source), offset, "//")
    return None


def _offset_inside(snapshot: Snapshot, code: InlineCode, offset: int) -> int | None:
    """The offset in inline code of an offset in the template; None if it lies elsewhere."""
    for number, span in enumerate(code.lines):
        line = snapshot.span(Place(code.place.path, code.place.block, span))
        if line.touches(offset):
            return code.source.line_span(number).start + offset - line.start
    return None


def _starts_in_text(code: _Code) -> bool:
    """Whether a line that starts there belongs to a string or other text that goes on."""
    node = code.tree.node_at(Span(code.offset, code.offset))
    if node is None:
        return False
    start = code.tree.offset(node.start_byte)
    around = [node] if start < code.offset else []
    around += [
        parent for parent, _ in ancestors(node) if code.tree.offset(parent.start_byte) < code.offset
    ]
    if code.sign == "#":
        return any(each.type == _PYTHON_STRING for each in around)
    return bool(around) and around[0].type in _TEXTS_OF_NODE
