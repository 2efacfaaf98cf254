"""Which of the things that can be typed as a handler come first."""

from __future__ import annotations

import re
from enum import Enum

from ..model.module import Export

# The names that AWS's own examples and its console give to handlers.
_USUAL_NAMES = {
    "python": frozenset({"lambda_handler", "handler"}),
    "node": frozenset({"handler", "lambdaHandler"}),
}
_TEST_FOLDERS = frozenset({"__mocks__", "__tests__", "spec", "test", "tests"})
_WITHOUT_HANDLERS = re.compile(r"(?:test_.*|.*_test|conftest|setup)\Z")


class Rank(Enum):
    """The places in the list, the first one best."""

    USUAL_HANDLER = "0"
    LIKELY_HANDLER = "1"
    FUNCTION = "2"
    MODULE_OF_HANDLERS = "3"
    MODULE = "4"
    FOLDER = "5"
    TESTS = "6"


def function_rank(export: Export, module: str, language: str) -> Rank:
    """The rank of a function of a module; `language` is its family's name."""
    if _is_for_tests(module):
        return Rank.TESTS
    if export.name in _USUAL_NAMES.get(language, ()):
        return Rank.USUAL_HANDLER
    takes_event = (export.parameters or ())[:1] == ("event",)
    likely = takes_event or "handler" in export.name.lower()
    return Rank.LIKELY_HANDLER if likely else Rank.FUNCTION


def module_rank(module: str, functions: list[Rank]) -> Rank:
    """The rank of a module with functions of these ranks."""
    if _is_for_tests(module):
        return Rank.TESTS
    likely = {Rank.USUAL_HANDLER, Rank.LIKELY_HANDLER}.intersection(functions)
    return Rank.MODULE_OF_HANDLERS if likely else Rank.MODULE


def folder_rank(name: str) -> Rank:
    """The rank of a folder."""
    return Rank.TESTS if name in _TEST_FOLDERS else Rank.FOLDER


def _is_for_tests(module: str) -> bool:
    return bool(_WITHOUT_HANDLERS.match(module.rpartition("/")[2]))
