"""Following the event and the context from a function through the functions of its file."""

from __future__ import annotations

from functools import partial

from tree_sitter import Node

from ....model.flow import HANDLER_ARGUMENTS, Flow, Start
from ....text.source import SourceText
from ...flows.catching import Catch
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

LONGEST_FILE = 1_000_000
_PLAIN = frozenset({"arrow_function", "function_declaration", "function_expression"})


def follow(source: SourceText, path: str, start: Start) -> Flow:
    """What a function of a module does with its arguments, and those of the file that it calls."""
    if len(source) > LONGEST_FILE:
        return Flow()
    grammar = grammar_of(path)
    tree = parse(grammar, source)
    changed = reassigned(tree)
    module = ModuleScope(tree, changed.anywhere)
    handler = handler_of(tree, module, start.symbol)
    if handler is None:
        return Flow()
    is_handler = start.arguments == HANDLER_ARGUMENTS
    file = _File(tree, grammar, Work(changed.inside, starts_with_handler=is_handler))
    file.enter(handler.function, called_with(handler, start), Catch.NOTHING)
    return file.work.run()


class _File:
    """The functions of one file, entered with what they are called with."""

    def __init__(self, tree: SyntaxTree, grammar: Grammar, work: Work) -> None:
        self._tree = tree
        self._grammar = grammar
        self.work = work
        self._readings = Readings(tree, work, self.enter, _is_lasting)

    def enter(self, function: Function, arguments: Arguments, caught: Catch) -> None:
        """Read a function later; without a value of the invocation there is nothing to be found."""
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


def _is_lasting(arguments: Arguments) -> bool:
    return all(map(is_lasting, arguments))


def _follows_from_text(tree: SyntaxTree, node: Node) -> bool:
    """Whether nothing around a function decides about it: no class, no call that it is given to."""
    body = node.child_by_field_name("body")
    is_plain = node.type in _PLAIN and body is not None and body.type == "statement_block"
    return is_plain and not tree.holds(node, "this", "super")
