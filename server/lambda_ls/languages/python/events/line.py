"""One line of Python as far as it has been typed: its strings, comment and open brackets."""

from __future__ import annotations

import re

from msgspec import Struct

_TOKEN = re.compile(r"\"\"\"|'''|\{\{|[\"'#:()\[\]{}]|\\.")
_CLOSERS = {"(": ")", "[": "]", "{": "}"}
_FORMAT = re.compile(r"(?<!\w)(?:[fF][rR]?|[rR][fF])\Z")
_LONGEST_PREFIX = 3


class LineState(Struct, frozen=True):
    """What is open at a point of a line.

    `quote` is the quote of the string that the point is in and `content` where that starts; in an
    expression in an f-string there is none. `brackets` are the closing brackets and quotes that are
    still to come, the next one first. `has_colon` tells of a colon outside of all of them.
    """

    quote: str = ""
    content: int = 0
    is_comment: bool = False
    brackets: str = ""
    has_colon: bool = False


def line_state(text: str) -> LineState:
    """What is open at the end of `text`, which starts at the start of a line."""
    is_comment = has_colon = False
    content = 0
    # What closes each bracket and string; `f` marks the quotes of an f-string.
    pending: list[str] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        closer = pending[-1] if pending else ""
        if closer.strip("f") in {'"', "'", '"""', "'''"}:
            if token.startswith(closer.strip("f")):
                pending.pop()
            elif token == "{" and closer.startswith("f"):
                pending.append("}")
        elif token[0] in "\"'":
            content = match.end()
            prefix = text[max(0, match.start() - _LONGEST_PREFIX) : match.start()]
            pending.append(f"f{token}" if _FORMAT.search(prefix) else token)
        elif token == "#":
            is_comment = True
            break
        elif token[0] in _CLOSERS:
            pending.extend(_CLOSERS[each] for each in token)
        elif token == closer:
            pending.pop()
        elif token == ":" and not pending:
            has_colon = True
    closers = [each.removeprefix("f") for each in pending]
    quote = closers[-1] if closers and closers[-1][0] in "\"'" else ""
    return LineState(quote, content, is_comment, "".join(reversed(closers)), has_colon)
