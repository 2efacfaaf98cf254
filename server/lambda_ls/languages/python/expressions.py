"""Python expressions that fixes write."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...text.edits import TextEdit
from ...text.source import SourceText
from ...text.span import Span
from ..quotes import quoted, usual_quote
from ..syntax import Grammar, parse
from .insertion import added_import

_SUBSCRIPT = re.compile(r"""\[\s*(?P<key>"[^"\\]*"|'[^'\\]*')\s*\]\Z""")
_DECODER = re.compile(r"^from urllib\.parse import .*\bunquote_plus\b", re.MULTILINE)
_IMPORT = "from urllib.parse import unquote_plus"


def member_text(source: SourceText, owner: str, keys: Iterable[str]) -> str:
    """The value at keys, one below the other."""
    quote = _quote(source, owner)
    return owner + "".join(f"[{quoted(key, quote)}]" for key in keys)


def guarded_text(source: SourceText, owner: str, key: str) -> str:
    """The value at a key, None where the owner or the key is not there."""
    match = _SUBSCRIPT.search(owner)
    if match:
        owner = f"{owner[: match.start()]}.get({match['key']})"
    return f"({owner} or {{}}).get({quoted(key, _quote(source, owner))})"


def url_decoded(source: SourceText, argument: Span) -> tuple[TextEdit, ...]:
    """The edits that decode an argument of a call, with the import that they need."""
    text = source.slice(argument)
    edit = TextEdit(argument, f"unquote_plus({text})")
    if _DECODER.search(source.text):
        return (edit,)
    return (added_import(parse(Grammar.PYTHON, source), _IMPORT), edit)


def _quote(source: SourceText, owner: str) -> str:
    """That of the expression itself, else the one of the file."""
    return usual_quote(owner if "'" in owner or '"' in owner else source.text)
