"""Following the event and the context from a function through the functions of its file."""

from __future__ import annotations

import re
from functools import partial

from ....model.flow import HANDLER_ARGUMENTS, Flow, Start
from ....text.source import SourceText
from ...flows.catching import Catch
from ...flows.known import Function, Known
from ...flows.remembered import Readings
from ...flows.work import Work
from ...syntax import Grammar, SyntaxTree, parse
from .module import ModuleScope
from .parameters import Arguments
from .readers import READERS
from .reading import Enter, Reading
from .wrappers import unwrapped

_MOST_WRAPPERS = 16
_NONLOCAL = re.compile(r"nonlocal\s+(\w+(?:\s*,\s*\w+)*)")


def follow(source: SourceText, start: Start) -> Flow:
    """What a function of a module does with its arguments, and those of the file that it calls."""
    tree = parse(Grammar.PYTHON, source)
    function = ModuleScope(tree).handler(start.symbol)
    if function is None:
        return Flow()
    file = _File(tree, starts_with_handler=start.arguments == HANDLER_ARGUMENTS)
    file.enter(function, _arguments(start), Catch.NOTHING)
    return file.work.run()


def _arguments(start: Start) -> Arguments:
    given: dict[int | str, Known] = dict(start.arguments)
    positions = [key for key in given if isinstance(key, int)]
    return Arguments(
        positional=tuple(given.get(index) for index in range(max(positions, default=-1) + 1)),
        keywords={key: known for key, known in given.items() if isinstance(key, str)},
        is_complete=start.arguments == HANDLER_ARGUMENTS,
    )


def _is_lasting(arguments: Arguments) -> bool:
    return arguments.is_lasting


class _File:
    """The functions of one file, entered with what they are called with."""

    def __init__(self, tree: SyntaxTree, *, starts_with_handler: bool) -> None:
        self._tree = tree
        declared = _NONLOCAL.finditer(tree.source.text)
        shared = (name.strip() for match in declared for name in match[1].split(","))
        self.work = Work(shared, starts_with_handler=starts_with_handler)
        self._readings = Readings(tree, self.work, self.enter, _is_lasting)

    def enter(self, function: Function, arguments: Arguments, caught: Catch) -> None:
        """Read a function later, unless its wrappers can change what it is called with."""
        reached: Function | None = function
        for _ in range(_MOST_WRAPPERS):
            if reached is None or not reached.decorators:
                break
            reached = unwrapped(self._tree, reached)
        if reached is None or reached.decorators:
            return
        # Without a value of the invocation there is nothing to be found.
        if isinstance(reached.scope, ModuleScope) and not arguments.is_traced:
            return
        key = (arguments.key, reached.data_class, caught)
        self.work.add(reached, key, partial(self._read, reached, arguments, caught))

    def _read(self, function: Function, arguments: Arguments, caught: Catch) -> None:
        def read(enter: Enter) -> None:
            reading = Reading(self._tree, self.work, READERS, enter, function, caught=caught)
            reading.run(arguments)

        if function.is_method or function.defaults:
            read(self.enter)
            return
        key = (
            Grammar.PYTHON,
            arguments.key,
            arguments.is_complete,
            function.data_class,
            caught,
            self.work.is_handler(function),
        )
        self._readings.read(function, arguments, key, read)
