"""JavaScript expressions that fixes write."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...text.edits import TextEdit
from ...text.source import SourceText
from ...text.span import Span
from ..quotes import quoted, usual_quote

_IDENTIFIER = re.compile(r"[A-Za-z_$][\w$]*\Z")


def member_text(source: SourceText, owner: str, keys: Iterable[str]) -> str:
    """The value at keys, one below the other."""
    quote = usual_quote(source.text)
    return owner + "".join(
        f".{key}" if _IDENTIFIER.match(key) else f"[{quoted(key, quote)}]" for key in keys
    )


def guarded_text(source: SourceText, owner: str, key: str) -> str:
    """The value at a key, undefined where the owner or the key is not there."""
    if _IDENTIFIER.match(key):
        return f"{owner}?.{key}"
    return f"{owner}?.[{quoted(key, usual_quote(source.text))}]"


def url_decoded(source: SourceText, argument: Span) -> tuple[TextEdit, ...]:
    """The edits that decode an argument of a call; S3 writes a space as `+`."""
    text = source.slice(argument)
    blank = quoted(" ", usual_quote(source.text))
    decoded = f"decodeURIComponent({text}.replace(/\\+/g, {blank}))"
    entry = f"{text}: {decoded}" if is_shorthand(source.text, argument) else decoded
    return (TextEdit(argument, entry),)


def is_shorthand(text: str, span: Span) -> bool:
    """Whether an expression is an entry of an object by its name alone: `{ Key }`."""
    before, after = text[: span.start].rstrip(), text[span.end :].lstrip()
    is_name = _IDENTIFIER.match(text[span.start : span.end]) is not None
    if not is_name or before[-1:] not in ("{", ",") or after[:1] not in ("}", ","):
        return False
    depth = 0
    for character in reversed(before):
        depth += (character in ")]}") - (character in "([{")
        if depth < 0:
            return character == "{"
    return False
