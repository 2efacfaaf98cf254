"""The syntax of the Serverless Framework's `${...}` variables."""

from __future__ import annotations

import re
from typing import TypeAlias

from msgspec import Struct

_DEEPEST = 6
_TYPE = re.compile(r"[a-z][A-Za-z0-9]*(?=\s*[:(])")
_LITERAL = re.compile(r"(?:true|false|null|-?[0-9.]+)(?=\s*[,}])")
_SPACES = re.compile(r"\s*")
_PLAIN = {
    "": re.compile(r"[^$\\]+"),
    ",}": re.compile(r"[^$\\,}]+"),
    ",)": re.compile(r"[^$\\,)}]+"),
}


class Literal(Struct, frozen=True):
    """A value in the variable itself, mostly a fallback; `text` is None for null."""

    text: str | None


class Source(Struct, frozen=True):
    """`kind(params):address`, as in `file(./a.yml):b.c` or `opt:stage`."""

    kind: str
    params: tuple[Parts, ...]
    address: Parts


class Variable(Struct, frozen=True):
    """`${source, fallback, ...}`: the first one that has a value counts."""

    sources: tuple[Source | Literal, ...]


class Foreign(Struct, frozen=True):
    """A `${...}` that the framework leaves to others (`${AWS::Region}`), or that is no variable."""

    text: str


Part: TypeAlias = "str | Variable | Foreign"
Parts: TypeAlias = "tuple[Part, ...]"


def parse_variables(text: str) -> Parts:
    r"""The plain stretches and variables of a text; `\${` is a plain `${`.

    Never fails: a text whose variables cannot be read is one `Foreign` part. Takes time in
    proportion to the text.
    """
    if "${" not in text:
        return (text,)
    try:
        return _Parser(text).parts("", 0)
    except _UnreadableError:
        return (Foreign(text),)


class _UnreadableError(Exception):
    """The text ends in a variable, nests too deeply or is malformed."""


class _Parser:
    """Reads each character once; `depth` counts the variables around the position."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def parts(self, stops: str, depth: int) -> Parts:
        """Everything up to one of `stops`, which is left to be read, or the end of the text."""
        parts: list[Part] = []
        while self._at < len(self._text) and self._text[self._at] not in stops:
            part = self._part(stops, depth)
            if parts and isinstance(part, str) and isinstance(parts[-1], str):
                parts[-1] += part
            else:
                parts.append(part)
        return tuple(parts)

    def _part(self, stops: str, depth: int) -> Part:
        if self._text.startswith("${", self._at):
            return self._variable(depth + 1)
        if self._text.startswith("\\${", self._at):
            self._at += 3
            return "${"
        plain = _PLAIN[stops].match(self._text, self._at)
        end = plain.end() if plain else self._at + 1
        start, self._at = self._at, end
        return self._text[start:end]

    def _variable(self, depth: int) -> Variable | Foreign:
        if depth > _DEEPEST:
            raise _UnreadableError
        start = self._at
        self._at += 2
        if not _TYPE.match(self._text, self._at):
            return self._foreign(start, depth)
        sources = [self._source(depth)]
        while self._next() == ",":
            self._at += 1
            sources.append(self._source(depth))
        self._take("}")
        return Variable(tuple(sources))

    def _foreign(self, start: int, depth: int) -> Foreign:
        while self._at < len(self._text):
            if self._text.startswith("${", self._at):
                self._variable(depth + 1)
                continue
            self._at += 1
            if self._text[self._at - 1] == "}":
                return Foreign(self._text[start : self._at])
        raise _UnreadableError

    def _source(self, depth: int) -> Source | Literal:
        if self._next() in ("'", '"'):
            return Literal(self._quoted())
        kind = _TYPE.match(self._text, self._at)
        if not kind:
            return self._plain_literal()
        self._at = kind.end()
        params: tuple[Parts, ...] = ()
        if self._next() == "(":
            self._at += 1
            params = self._params(depth)
        address: Parts = ()
        if self._next() == ":":
            self._at += 1
            address = self._value(",}", depth)
        return Source(kind.group(), params, address)

    def _params(self, depth: int) -> tuple[Parts, ...]:
        params = [self._value(",)", depth)]
        while self._next() == ",":
            self._at += 1
            params.append(self._value(",)", depth))
        self._take(")")
        return tuple(params)

    def _value(self, stops: str, depth: int) -> Parts:
        if self._next() in ("'", '"'):
            return (self._quoted(),)
        parts = self.parts(stops, depth)
        if parts and isinstance(parts[-1], str):
            last = parts[-1].rstrip()
            return (*parts[:-1], last) if last else parts[:-1]
        return parts

    def _quoted(self) -> str:
        quote = self._text[self._at]
        end = self._text.find(quote, self._at + 1)
        if end < 0:
            raise _UnreadableError
        start, self._at = self._at + 1, end + 1
        return self._text[start:end]

    def _plain_literal(self) -> Literal:
        literal = _LITERAL.match(self._text, self._at)
        if not literal:
            raise _UnreadableError
        self._at = literal.end()
        text = literal.group()
        return Literal(None if text == "null" else text)

    def _next(self) -> str:
        """The next character that is no space, empty at the end; it is left to be read."""
        spaces = _SPACES.match(self._text, self._at)
        self._at = spaces.end() if spaces else self._at
        return self._text[self._at : self._at + 1]

    def _take(self, character: str) -> None:
        if self._next() != character:
            raise _UnreadableError
        self._at += 1
