"""Following the event and the context from a function through the functions of its file."""

from __future__ import annotations

from functools import partial

from ....model.flow import Flow, Start
from ....text.source import SourceText
from ...flows.known import Function
from ...flows.values import is_traced
from ...flows.work import Work
from ...syntax import SyntaxTree, parse
from ..files import grammar_of
from .functions import run
from .handler import called_with, handler_of
from .module import ModuleScope
from .readers import READERS
from .reading import Arguments, Reading
from .reassigned import reassigned

LONGEST_FILE = 1_000_000


def follow(source: SourceText, path: str, start: Start) -> Flow:
    """What a function of a module does with its arguments, and those of the file that it calls."""
    if len(source) > LONGEST_FILE:
        return Flow()
    tree = parse(grammar_of(path), source)
    changed = reassigned(tree)
    module = ModuleScope(tree, changed.anywhere)
    handler = handler_of(tree, module, start.symbol)
    if handler is None:
        return Flow()
    file = _File(tree, Work(changed.inside))
    file.enter(handler.function, called_with(handler, start), False)
    return file.work.run()


class _File:
    """The functions of one file, entered with what they are called with."""

    def __init__(self, tree: SyntaxTree, work: Work) -> None:
        self._tree = tree
        self.work = work

    def enter(self, function: Function, arguments: Arguments, guarded: bool) -> None:
        """Read a function later; without a value of the invocation there is nothing to be found."""
        if not isinstance(function.scope, ModuleScope) or any(map(is_traced, arguments)):
            key = (arguments, guarded)
            self.work.add(function, key, partial(self._read, function, arguments, guarded))

    def _read(self, function: Function, arguments: Arguments, guarded: bool) -> None:
        reading = Reading(self._tree, self.work, READERS, self.enter, function, guarded=guarded)
        run(reading, arguments)
