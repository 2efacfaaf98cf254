"""Python expressions that fixes write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from ...text.edits import TextEdit
from ...text.source import SourceText
from ...text.span import Span

_SUBSCRIPT = re.compile(r"""\[\s*(?P<key>"[^"\\]*"|'[^'\\]*')\s*\]\Z""")
_DECODER = re.compile(r"^from urllib\.parse import .*\bunquote_plus\b", re.MULTILINE)
_FUTURE = "from __future__ "
_IMPORT = re.compile(r"^(?:import|from) .*$", re.MULTILINE)


def member_text(owner: str, keys: Iterable[str]) -> str:
    """The value at keys, one below the other."""
    quote = "'" if "'" in owner and '"' not in owner else '"'
    return owner + "".join(f"[{_quoted(key, quote)}]" for key in keys)


def guarded_text(owner: str, key: str) -> str:
    """The value at a key, None where the owner or the key is not there."""
    match = _SUBSCRIPT.search(owner)
    if match:
        owner = f"{owner[: match.start()]}.get({match['key']})"
    quote = "'" if "'" in owner and '"' not in owner else '"'
    return f"({owner} or {{}}).get({_quoted(key, quote)})"


def url_decoded(source: SourceText, argument: Span) -> tuple[TextEdit, ...]:
    """The edits that decode an argument of a call, with the import that they need."""
    text = source.slice(argument)
    edit = TextEdit(argument, f"unquote_plus({text})")
    if _DECODER.search(source.text):
        return (edit,)
    imports = _IMPORT.finditer(source.text)
    first = next((each for each in imports if not each.group().startswith(_FUTURE)), None)
    start = first.start() if first else 0
    line = f"from urllib.parse import unquote_plus{source.line_end}"
    return (TextEdit(Span(start, start), line), edit)


def _quoted(key: str, quote: str) -> str:
    text = json.dumps(key, ensure_ascii=False)
    return text if quote == '"' or "'" in key else f"'{text[1:-1]}'"
