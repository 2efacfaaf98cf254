"""Helpers for the tests of languages that are searched by name."""

from __future__ import annotations

from textwrap import dedent

from lambda_ls.languages.base import SearchedLanguage
from lambda_ls.model.handler import MalformedName, OpaqueName
from lambda_ls.text.source import SourceText


def found(language: SearchedLanguage, path: str, text: str) -> dict[str, str]:
    """The key of every definition with the line from its name on."""
    source = SourceText(dedent(text))
    return {
        one.key: source.text[one.span.start :].partition("\n")[0]
        for one in language.definitions(source, path)
    }


def keys(language: SearchedLanguage, path: str, text: str) -> list[str]:
    """The keys of all definitions, in the order of the file."""
    return list(found(language, path, text))


def malformed(language: SearchedLanguage, handler: str) -> MalformedName:
    """What is wrong with a handler string, which must be refused."""
    parsed = language.parse_handler(handler)
    assert isinstance(parsed, MalformedName)
    assert parsed.text == handler
    return parsed


def reason(language: SearchedLanguage, handler: str) -> str:
    """Why a handler string cannot be decided on, which must be so."""
    parsed = language.parse_handler(handler)
    assert isinstance(parsed, OpaqueName)
    return parsed.reason
