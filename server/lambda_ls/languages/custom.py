"""Runtimes of the function's own (`provided`): the handler means what the bootstrap makes of it."""

from __future__ import annotations

import re

from ..model.handler import OpaqueName, ParsedHandler
from ..text.source import SourceText
from .base import Definition
from .go import GoLanguage
from .programs import program_definitions, wanted_programs

_RUST_MAIN = re.compile(
    r"^(?:pub[ \t]+)?(?:async[ \t]+)?fn[ \t]+(?P<name>main)[ \t]*\(", re.MULTILINE
)


class CustomLanguage:
    """Go and Rust programs on `provided` runtimes; implements `languages.base.SearchedLanguage`."""

    name = "custom"
    extensions: tuple[str, ...] = (".go", ".rs")

    def __init__(self) -> None:
        self._go = GoLanguage()

    def parse_handler(self, handler: str) -> ParsedHandler:
        """Always opaque."""
        reason = "on a custom runtime the handler means what the function's bootstrap makes of it"
        return OpaqueName(handler, reason)

    def wanted(self, handler: str) -> tuple[str, ...]:
        """The program of the handler's name, then any program."""
        return wanted_programs(handler)

    def definitions(self, source: SourceText, path: str) -> tuple[Definition, ...]:
        """The `main` function of a program."""
        if path.endswith(".go"):
            return self._go.definitions(source, path)
        return program_definitions(_RUST_MAIN, source, path)
