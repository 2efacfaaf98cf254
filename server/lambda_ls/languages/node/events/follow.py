"""Following the event and the context from a function through the functions of its file."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from tree_sitter import Node

from ....model.flow import Arguments as PassedArguments
from ....model.flow import Catch, Flow, Start, Value
from ....text.source import SourceText
from ...flows.known import Function
from ...flows.remembered import Readings, is_lasting
from ...flows.values import is_traced
from ...flows.work import Work
from ...syntax import Grammar, SyntaxTree, parse
from ..files import grammar_of
from .functions import run
from .handler import called_with, handler_of
from .module import ModuleScope
from .readers import READERS
from .reading import Arguments, Enter, Reading
from .reassigned import reassigned
from .unwrapping import AS_GIVEN, Elsewhere, Handler, made_by

LONGEST_FILE = 1_000_000
_PLAIN = frozenset({"arrow_function", "function_declaration", "function_expression"})


def follow(source: SourceText, path: str, start: Start) -> Flow:
    """What a function of a module does with its arguments, and those of the file that it calls."""
    if len(source) > LONGEST_FILE:
        return Flow()
    grammar = grammar_of(path)
    tree = parse(grammar, source)
    changed = tree.once(reassigned)
    module = ModuleScope(tree, changed.anywhere)
    elsewhere = Elsewhere(start.through) if start.is_handler and not start.taking else None
    handler = handler_of(tree, module, start.symbol, elsewhere)
    if elsewhere is not None and elsewhere.next is not None:
        return Flow(wrapping=elsewhere.next)
    if handler is None:
        return Flow()
    file = _File(tree, grammar, Work(changed.inside, starts_with_handler=start.is_handler), start)
    if elsewhere is not None:
        flow = file.flow(handler)
        handed = (*(each.handed for each in elsewhere.seen), *flow.handed)
        return replace(flow, handed=handed, is_durable=handler.is_durable)
    if start.taking is None:
        return file.flow(handler)
    made = made_by(tree, handler.function, start.taking) if handler.order == AS_GIVEN else None
    return file.flow(*made) if made is not None else Flow()


class _File:
    """The functions of one file, entered with what they are called with."""

    def __init__(self, tree: SyntaxTree, grammar: Grammar, work: Work, start: Start) -> None:
        self._tree = tree
        self._grammar = grammar
        self._start = start
        self._given: Function | None = None
        self._passed: list[tuple[PassedArguments, Catch]] = []
        self.work = work
        self._readings = Readings(tree, work, self.enter, _is_lasting)

    def flow(self, handler: Handler, given: Function | None = None) -> Flow:
        """What a handler does that is called with what the start says, and all that it calls.

        `given` stands for the function that a wrapper of the file is given.
        """
        self._given = given
        self.work.facts.begin_after(self._start.places | handler.places)
        self.enter(handler.function, called_with(handler, self._start), self._start.caught)
        flow = self.work.run()
        return replace(flow, passed=self.work.passed(self._passed)) if given else flow

    def enter(self, function: Function, arguments: Arguments, caught: Catch) -> None:
        """Read a function later; without a value of the invocation there is nothing to be found."""
        if self._given is not None and function.node.id == self._given.node.id:
            self._passed.append((_traced(arguments), caught))
            return
        if not isinstance(function.scope, ModuleScope) or any(map(is_traced, arguments)):
            key = (arguments, caught)
            self.work.add(function, key, partial(self._read, function, arguments, caught))

    def _read(self, function: Function, arguments: Arguments, caught: Catch) -> None:
        def read(enter: Enter) -> None:
            reading = Reading(self._tree, self.work, READERS, enter, function, caught=caught)
            run(reading, arguments)

        if _follows_from_text(self._tree, function.node):
            key = self._grammar, arguments, caught, self.work.is_handler(function)
            self._readings.read(function, arguments, key, read)
        else:
            read(self.enter)


def _traced(arguments: Arguments) -> PassedArguments:
    """What of the invocation is among the arguments of a call."""
    return tuple((at, known) for at, known in enumerate(arguments) if isinstance(known, Value))


def _is_lasting(arguments: Arguments) -> bool:
    return all(map(is_lasting, arguments))


def _follows_from_text(tree: SyntaxTree, node: Node) -> bool:
    """Whether nothing around a function decides about it: no class, no call that it is given to."""
    body = node.child_by_field_name("body")
    is_plain = node.type in _PLAIN and body is not None and body.type == "statement_block"
    return is_plain and not tree.holds(node, "this", "super")
