"""Types and methods of languages with braces, found by scanning.

One pass over the text: comments and strings are stepped over, bodies of methods are skipped by
counting braces. That is enough to find a declaration by its full name, and far from parsing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from ..text.span import Span

# Raw strings, verbatim strings of C#, strings and characters with escapes. Each of them ends at
# the latest at the end of its line, or of the file where it may hold line ends.
COMMENTS_AND_STRINGS = (
    r"//[^\n\r]*"
    r"|/\*(?s:.*?)(?:\*/|\Z)"
    r'|"""(?s:.*?)(?:"""|\Z)'
    r'|\$?@\$?"[^"]*(?:""[^"]*)*"?'
    r'|"[^"\\\n\r]*(?:\\.[^"\\\n\r]*)*"?'
    r"|'[^'\\\n\r]*(?:\\.[^'\\\n\r]*)*'?"
)
# Nobody nests types as deep; without an end, names would grow with the square of the file.
_DEEPEST = 50
_BODY = re.compile(rf"""(?=[/"'$@{{}}])(?:{COMMENTS_AND_STRINGS}|(?P<open>\{{)|(?P<close>\}}))""")


class Declared(Struct, frozen=True):
    """A type (`method` is empty) or a method, with the span of its name.

    `package` is the package or namespace. `types` are the types around a method, outermost first;
    a type is the last of its own.
    """

    package: str
    types: tuple[str, ...]
    method: str
    span: Span


class Grammar(Struct, frozen=True):
    """What a language writes around its declarations.

    `tokens` has the groups `package` (for the rest of the file), `namespace` (for the braces that
    follow), `type`, `companion` (braces that belong to the type around them), `method` up to its
    parenthesis, `open` and `close` for braces, `enter` and `leave` for what nests otherwise,
    `equals` and `end` where values end with a statement; anything else is stepped over.
    `no_methods` are keywords in the place of a method's name. With `functions_outside_types` a
    method is told by a keyword and not by where it stands.
    """

    tokens: re.Pattern[str]
    no_methods: frozenset[str] = frozenset()
    functions_outside_types: bool = False


def declared_in(text: str, grammar: Grammar) -> Iterator[Declared]:
    """The types and methods of a file, in its order. The time is linear in the text."""
    scan = _Scan(grammar)
    position = 0
    while match := grammar.tokens.search(text, position):
        token = match.lastgroup
        position = match.end()
        if token == "open" and not scan.open():
            position = _after_body(text, position)
        elif token == "type":
            scan.announced = (*scan.types, match["type"])
            yield Declared(scan.package, scan.announced, "", Span(*match.span("type")))
        elif token == "method":
            if scan.declares(match["method"]):
                span = Span(*match.span("method"))
                yield Declared(scan.package, scan.types, match["method"], span)
            scan.begin_method()
        else:
            scan.step(token, match)


class _Scan(Struct):
    """Where a scan is: in which package and types, and what the next brace opens.

    `stack` holds the package and types around every open brace. `nesting` counts parentheses and
    brackets. `in_value` tells that names are used and not declared until the statement ends.
    """

    grammar: Grammar
    package: str = ""
    types: tuple[str, ...] = ()
    stack: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    announced: tuple[str, ...] | None = None
    announced_package: str | None = None
    nesting: int = 0
    in_value: bool = False

    def declares(self, name: str) -> bool:
        """Whether a method's name at this place is a declaration, and no constructor."""
        if self.nesting or name in self.grammar.no_methods or name in self.types[-1:]:
            return False
        if self.grammar.functions_outside_types:
            return True
        return bool(self.types) and self.announced is None and not self.in_value

    def begin_method(self) -> None:
        """Step into the parentheses of a method or call."""
        if self.grammar.functions_outside_types:
            # The keyword ends a type that was declared before it without braces.
            self.end()
        self.nesting += 1

    def open(self) -> bool:
        """Step into the braces of a type or namespace; False if they belong to something else."""
        nothing = self.announced is None and self.announced_package is None
        if self.nesting or nothing or len(self.stack) == _DEEPEST:
            return False
        self.stack.append((self.package, self.types))
        self.types = self.types if self.announced is None else self.announced
        self.package = self.package if self.announced_package is None else self.announced_package
        self.end()
        return True

    def end(self) -> None:
        """A statement or declaration is over."""
        self.announced = self.announced_package = None
        self.nesting = 0
        self.in_value = False

    def step(self, token: str | None, match: re.Match[str]) -> None:
        """Go past any other token."""
        if token == "close":
            self.package, self.types = self.stack.pop() if self.stack else (self.package, ())
            self.end()
        elif token == "end":
            self.end()
        elif token == "enter":
            self.nesting += 1
        elif token == "leave":
            self.nesting = max(0, self.nesting - 1)
        elif token == "equals":
            self.in_value = self.in_value or not self.nesting
        elif token == "package":
            self.package = match["package"]
        elif token == "namespace":
            self.announced_package = ".".join(filter(None, (self.package, match["namespace"])))
        elif token == "companion":
            self.announced = self.types


def _after_body(text: str, position: int) -> int:
    """The offset after the brace that closes the one before `position`."""
    depth = 1
    for match in _BODY.finditer(text, position):
        if match.lastgroup == "open":
            depth += 1
        elif match.lastgroup == "close":
            depth -= 1
            if not depth:
                return match.end()
    return len(text)
