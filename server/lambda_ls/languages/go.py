"""Go: a handler is the name of an executable; the program that it is built from can be found."""

from __future__ import annotations

import re

from ..model.handler import OpaqueName, ParsedHandler
from ..text.source import SourceText
from .base import Definition
from .programs import program_definitions, wanted_programs

_PACKAGE_MAIN = re.compile(r"^package[ \t]+main\b", re.MULTILINE)
_MAIN = re.compile(r"^func[ \t]+(?P<name>main)[ \t]*\(", re.MULTILINE)


class GoLanguage:
    """Go; implements `languages.base.SearchedLanguage`."""

    name = "go"
    extensions: tuple[str, ...] = (".go",)

    def parse_handler(self, handler: str) -> ParsedHandler:
        """Always opaque."""
        return OpaqueName(handler, "the handler is the name of an executable that a build makes")

    def wanted(self, handler: str) -> tuple[str, ...]:
        """The program in a folder of the handler's name, then any program."""
        return wanted_programs(handler)

    def definitions(self, source: SourceText, path: str) -> tuple[Definition, ...]:
        """The `main` function of a program."""
        if not _PACKAGE_MAIN.search(source.text):
            return ()
        return program_definitions(_MAIN, source, path)
