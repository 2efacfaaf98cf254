"""Following the event and the context from a function through the functions of its file."""

from __future__ import annotations

import re
from functools import partial

from msgspec.structs import replace

from ....model.flow import HANDLER_ARGUMENTS, Catch, Flow, Start, Value
from ....model.flow import Arguments as PassedArguments
from ....text.source import SourceText
from ...flows.known import Function, Known
from ...flows.remembered import Readings
from ...flows.work import Work
from ...syntax import Grammar, SyntaxTree, parse
from .elsewhere import made_by, wrappers_elsewhere
from .module import ModuleScope
from .parameters import Arguments
from .readers import READERS
from .reading import Enter, Reading
from .wrappers import called_first

_NONLOCAL = re.compile(r"nonlocal\s+(\w+(?:\s*,\s*\w+)*)")


def follow(source: SourceText, start: Start) -> Flow:
    """What a function of a module does with its arguments, and those of the file that it calls."""
    tree = parse(Grammar.PYTHON, source)
    function = ModuleScope(tree).handler(start.symbol)
    if function is None:
        return Flow()
    if start.taking is not None:
        made = made_by(tree, function, start.taking)
        return _File(tree, start, made[1]).flow(made[0]) if made else Flow()
    around = list(wrappers_elsewhere(tree, function)) if start.is_handler else []
    if len(around) > start.through:
        return Flow(wrapping=around[start.through][1])
    seen_through = {decorator.id for decorator, _ in around}
    left = tuple(each for each in function.decorators if each.id not in seen_through)
    handler = replace(function, decorators=left)
    flow = _File(tree, start).flow(handler)
    reached = called_first(tree, handler) if start.is_handler else None
    return replace(
        flow,
        handed=(*(each.handed for _, each in around), *flow.handed),
        is_durable=reached is not None and reached.is_durable,
    )


def _arguments(start: Start) -> Arguments:
    given: dict[int | str, Known] = dict(start.arguments)
    positions = [key for key in given if isinstance(key, int)]
    return Arguments(
        positional=tuple(given.get(index) for index in range(max(positions, default=-1) + 1)),
        keywords={key: known for key, known in given.items() if isinstance(key, str)},
        is_complete=start.arguments == HANDLER_ARGUMENTS and not start.through,
    )


def _traced(arguments: Arguments) -> PassedArguments:
    """What of the invocation is among the arguments of a call."""
    given: dict[int | str, Known] = dict(enumerate(arguments.positional))
    given.update(arguments.keywords.items())
    return tuple((key, known) for key, known in given.items() if isinstance(known, Value))


def _is_lasting(arguments: Arguments) -> bool:
    return arguments.is_lasting


class _File:
    """The functions of one file, entered with what they are called with.

    `given` stands for the function that a wrapper of the file is given.
    """

    def __init__(self, tree: SyntaxTree, start: Start, given: Function | None = None) -> None:
        self._tree = tree
        self._start = start
        self._given = given
        self._passed: list[tuple[PassedArguments, Catch]] = []
        declared = _NONLOCAL.finditer(tree.source.text)
        shared = (name.strip() for match in declared for name in match[1].split(","))
        self.work = Work(shared, starts_with_handler=start.is_handler)
        self.work.facts.begin_after(start.places)
        self._readings = Readings(tree, self.work, self.enter, _is_lasting)

    def flow(self, function: Function) -> Flow:
        """What a function does that is called with what the start says, and all that it calls."""
        self.enter(function, _arguments(self._start), self._start.caught)
        flow = self.work.run()
        return replace(flow, passed=self.work.passed(self._passed)) if self._given else flow

    def enter(self, function: Function, arguments: Arguments, caught: Catch) -> None:
        """Read a function later, unless its wrappers can change what it is called with."""
        if self._given is not None and function.node.id == self._given.node.id:
            self._passed.append((_traced(arguments), caught))
            return
        reached = called_first(self._tree, function)
        if reached is None:
            return
        # Without a value of the invocation there is nothing to be found.
        if isinstance(reached.scope, ModuleScope) and not arguments.is_traced:
            return
        key = (arguments.key, reached.data_class, reached.is_durable, caught)
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
            function.is_durable,
            caught,
            self.work.is_handler(function),
        )
        self._readings.read(function, arguments, key, read)
