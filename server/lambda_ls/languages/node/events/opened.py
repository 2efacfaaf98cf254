"""What is open at a point of a JavaScript text: its strings, templates, comments and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

_CODE = re.compile(r"//|/\*|[\"'`()\[\]{}/]")
_TEMPLATE = re.compile(r"\\.|`|\$\{", re.DOTALL)
_STRINGS = {quote: re.compile(rf"\\.|[{quote}\n]", re.DOTALL) for quote in "\"'"}
_REGEX = re.compile(r"\\.|[\[\]/\n]")
_OPENERS = {")": ("(",), "]": ("[",), "}": ("{", "${")}
_CLOSERS = {"(": ")", "[": "]", "{": "}", "${": "}", "`": "`"}
_BRACES = frozenset({"{", "${"})
# A slash behind a value divides it; one behind `<` ends an element.
_DIVIDED = re.compile(r"[\w$)\]}\"'`<][ \t]*\Z")
_OPERATOR = re.compile(
    r"(?<![\w$.])(?:await|case|delete|do|else|in|of|return|throw|typeof|void|yield)[ \t]*\Z"
)
_LETTER = re.compile(r"[\w$]\Z")
_LOOK_BACK = 40
_DEEPEST_MISTAKE = 10
_LINES_REMEMBERED = 4


class Opened(Struct, frozen=True):
    """Something that is still open: the token that opened it and where that stands.

    The token is a bracket, `${`, a quote, the `/` of a regular expression, `//` or `/*`.
    """

    token: str
    start: int

    @property
    def end(self) -> int:
        """Where its content starts."""
        return self.start + len(self.token)

    @property
    def is_text(self) -> bool:
        """Whether what follows is no code."""
        return self.token not in {"(", "[", *_BRACES}

    @property
    def closer(self) -> str:
        """The token that closes a bracket or a template."""
        return _CLOSERS.get(self.token, "")


def opened(text: str, end: int) -> list[Opened]:
    """What is open at an offset of a whole text, the innermost last."""
    # Who types stays in a line for a while. No token goes on behind the end of its line.
    start = text.rfind("\n", 0, end) + 1
    pending = list(_opened_before(text[:start]))
    for _ in changes(text, start, end, pending):
        pass
    return pending


@lru_cache(maxsize=_LINES_REMEMBERED)
def _opened_before(lines: str) -> tuple[Opened, ...]:
    """What is open behind whole lines."""
    pending: list[Opened] = []
    for _ in changes(lines, 0, len(lines), pending):
        pass
    return tuple(pending)


def changes(text: str, start: int, end: int, pending: list[Opened]) -> Iterator[int]:
    """Read on where `pending` is open, and keep it up to date; gives the end of each token."""
    position = start
    while position < end:
        innermost = pending[-1].token if pending else ""
        if innermost == "`":
            position = _in_template(text, position, end, pending)
        elif innermost == "//":
            position = _past(text, "\n", position, end, pending)
        elif innermost == "/*":
            position = _past(text, "*/", position, end, pending)
        elif innermost in _STRINGS:
            position = _in_string(text, position, end, pending)
        elif innermost == "/":
            position = _in_regex(text, position, end, pending)
        else:
            position = _in_code(text, position, end, pending)
        yield position


def _in_code(text: str, start: int, end: int, pending: list[Opened]) -> int:
    match = _CODE.search(text, start, end)
    if match is None:
        return end
    token = match.group()
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    if token in _OPENERS:
        _close(token, pending)
    elif token == "/":
        if not _DIVIDED.search(before) or _OPERATOR.search(before):
            pending.append(Opened(token, match.start()))
    elif token == "'":
        # An apostrophe within a word is in the text of an element.
        if not _LETTER.search(before) or _OPERATOR.search(before):
            pending.append(Opened(token, match.start()))
    else:
        pending.append(Opened(token, match.start()))
    return match.end()


def _in_template(text: str, start: int, end: int, pending: list[Opened]) -> int:
    match = _TEMPLATE.search(text, start, end)
    if match is None:
        return end
    if match.group() == "`":
        pending.pop()
    elif match.group() == "${":
        pending.append(Opened("${", match.start()))
    return match.end()


def _in_string(text: str, start: int, end: int, pending: list[Opened]) -> int:
    match = _STRINGS[pending[-1].token].search(text, start, end)
    if match is None:
        return end
    if len(match.group()) == 1:
        pending.pop()
    return match.end()


def _in_regex(text: str, start: int, end: int, pending: list[Opened]) -> int:
    """Past a regular expression, or past the slash alone where its line has no other."""
    in_class = False
    for match in _REGEX.finditer(text, start, end):
        token = match.group()
        if token == "[":
            in_class = True
        elif token == "]":
            in_class = False
        elif token == "\n":
            return pending.pop().end
        elif token == "/" and not in_class:
            pending.pop()
            return match.end()
    return end


def _past(text: str, closer: str, start: int, end: int, pending: list[Opened]) -> int:
    found = text.find(closer, start, end)
    if found < 0:
        return end
    pending.pop()
    return found + len(closer)


def _close(token: str, pending: list[Opened]) -> None:
    """Close the innermost bracket that fits, with those in it that were never closed."""
    for depth in range(1, min(len(pending), _DEEPEST_MISTAKE) + 1):
        candidate = pending[-depth].token
        if candidate in _OPENERS[token]:
            del pending[-depth:]
            return
        if candidate == "`" or (candidate in _BRACES and token != "}"):
            return
