"""Programs whose executable a handler names."""

from __future__ import annotations

import os
import re

from ..text.source import SourceText
from ..text.span import Span
from .base import Definition

_ANY = "#main"


def wanted_programs(handler: str) -> tuple[str, ...]:
    """The keys of the program with the name of the executable, and of any program."""
    name = os.path.splitext(handler.rpartition("/")[2])[0]
    return (f"{name}{_ANY}", _ANY) if name else (_ANY,)


def program_definitions(
    main: re.Pattern[str], source: SourceText, path: str
) -> tuple[Definition, ...]:
    """Where a program starts, by the name of its file or else of its folder."""
    match = main.search(source.text)
    if not match:
        return ()
    span = Span(*match.span("name"))
    folder, file = os.path.split(path)
    stem = os.path.splitext(file)[0]
    name = os.path.basename(folder) if stem == "main" else stem
    return (Definition(f"{name}{_ANY}", span), Definition(_ANY, span))
