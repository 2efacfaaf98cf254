"""Environment variables that do not come from a template, or that no handler code reads."""

from __future__ import annotations

import re
from functools import cache

from ..text.source import SourceText, read_once
from .data import as_object, as_text, as_texts, packaged

_ANY_ENDING = "*"


def reserved_for(name: str) -> str | None:
    """What Lambda sets a reserved variable to, as half a sentence; None if it is not reserved."""
    text = as_object(packaged(__package__, "data", "reserved-environment.json")["reserved"])
    return as_text(text[name]) if name in text else None


def is_set_by_lambda(name: str) -> bool:
    """Whether a variable can be there although no template sets it."""
    return _names("set_by_lambda").fullmatch(name) is not None


def is_read_by_libraries(name: str) -> bool:
    """Whether a variable can have an effect although no code of the project reads it."""
    return _names("read_by_libraries").fullmatch(name) is not None


@read_once
def names_settings_library(source: SourceText) -> bool:
    """Whether a text names a package that reads or sets variables by itself."""
    return _libraries().search(source.text) is not None


def leaves_environment(plugins: frozenset[str]) -> bool:
    """Whether none of these plugins of the Serverless Framework can add variables."""
    return plugins <= frozenset(_texts("quiet_plugins"))


@cache
def _names(section: str) -> re.Pattern[str]:
    names = (re.escape(each).replace(re.escape(_ANY_ENDING), r"\w*") for each in _texts(section))
    return re.compile("|".join(names))


@cache
def _libraries() -> re.Pattern[str]:
    names = "|".join(map(re.escape, _texts("settings_libraries")))
    return re.compile(rf"(?<![\w-])(?:{names})(?![\w-])")


@cache
def _texts(section: str) -> tuple[str, ...]:
    return tuple(as_texts(packaged(__package__, "data", "environment.json")[section]))
