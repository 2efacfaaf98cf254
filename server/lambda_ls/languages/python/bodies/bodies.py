"""The pieces of code of a Python file: its functions, and its top level."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from tree_sitter import Node

from ....model.body import Formal, Returned
from ....model.conduct import Care, Conduct
from ....model.environment import Environment, merged
from ....model.term import Called, Constant, Local
from ....text.source import SourceText
from ....text.span import Span
from ...flows.known import Function
from ...syntax import Grammar, SyntaxTree, ancestors, parse
from ..events.module import ModuleScope
from ..events.wrappers import called_first
from .callees import callees_of
from .calls import read_call
from .certain import is_certain
from .conduct import care_of, conduct_of
from .environ import names_environment
from .names import Names
from .parameters import defaults_of, formals_of
from .reached import is_for_scripts
from .returns import returned_by
from .terms import Terms
from .variables import environment_of

_NOT_OWN = ("function_definition", "if_statement")


class PythonBodies:
    """The pieces of code of one file; each is read when it is first asked for."""

    def __init__(self, source: SourceText, path: str) -> None:
        self.path = path
        self.tree: SyntaxTree = parse(Grammar.PYTHON, source)
        self.module = ModuleScope(self.tree)
        self._bodies: list[PythonBody] = [PythonBody(self, Local(0), None, None)]
        self._numbers: dict[tuple[int, int], int] = {}

    @property
    def top(self) -> PythonBody:
        """What is executed when the file is imported."""
        return self._bodies[0]

    def entry(self, symbol: str) -> PythonBody | None:
        """The function that runs when a name of the module is called."""
        function = self.module.handler(symbol)
        reached = called_first(self.tree, function) if function else None
        return self.body(reached, None) if reached else None

    def local(self, local: Local) -> PythonBody | None:
        """A function of the file."""
        return self._bodies[local.number] if local.number < len(self._bodies) else None

    @cached_property
    def environment(self) -> Environment:
        """What the top level and every `def` do with `os.environ`."""
        return merged(each.environment for each in self._everything())

    def _everything(self) -> tuple[PythonBody, ...]:
        if not names_environment(self.tree.source):
            return ()
        found: dict[int, PythonBody] = {}
        for node in self.tree.find(self.tree.root, "function_definition"):
            around = (found.get(parent.id) for parent, _ in ancestors(node))
            outer = next((each for each in around if each is not None), None)
            found[node.id] = self.body(Function(node, self.module), outer)
        return (self.top, *found.values())

    def constant(self, name: str) -> Constant | None:
        """The string or number that a name of the module always holds."""
        variable = self.top.names.module_variable(name)
        bindings = variable.bindings if variable is not None else ()
        value = bindings[0].value if len(bindings) == 1 else None
        term = self.top.terms.of(value) if value is not None else None
        return term if isinstance(term, Constant) else None

    def body(self, function: Function, outer: PythonBody | None) -> PythonBody:
        """A function with the names that it sees, `outer` being the function around it."""
        key = function.node.id, id(function.scope)
        number = self._numbers.setdefault(key, len(self._bodies))
        if number == len(self._bodies):
            self._bodies.append(PythonBody(self, Local(number), function, outer))
        return self._bodies[number]


class PythonBody:
    """A function, or the top level of a file. Implements the Protocol `Body`."""

    def __init__(
        self,
        file: PythonBodies,
        local: Local,
        function: Function | None,
        outer: PythonBody | None,
    ) -> None:
        self.file = file
        self.local = local
        self.function = function
        self.outer = outer

    @property
    def node(self) -> Node:
        """The definition, the lambda, or the whole file."""
        return self.function.node if self.function else self.file.tree.root

    @cached_property
    def name(self) -> str:
        """The function's name."""
        name = self.node.child_by_field_name("name")
        return self.file.tree.text(name) if name else ""

    @property
    def span(self) -> Span:
        """All of it."""
        return self.file.tree.span(self.node)

    @cached_property
    def formals(self) -> tuple[Formal, ...]:
        """Its parameters; that of a method for its object is none."""
        return formals_of(self.terms, self.function) if self.function else ()

    @cached_property
    def returned(self) -> tuple[Returned, ...] | None:
        """Every place where it gives its result; None where it gives something else than that."""
        return returned_by(self.terms, self.function.node) if self.function else None

    @cached_property
    def calls(self) -> tuple[Called, ...]:
        """The calls in it of functions that can be looked up."""
        found = (read_call(self.terms, node) for node in self.own("call"))
        return tuple(each for each in found if isinstance(each, Called))

    @cached_property
    def callees(self) -> tuple[Called, ...]:
        """The same calls without what they pass."""
        return callees_of(self)

    @cached_property
    def conduct(self) -> Conduct:
        """What it does to the process and to what outlives an invocation."""
        return conduct_of(self)

    @cached_property
    def care(self) -> Care:
        """Where calls in it do less harm than elsewhere."""
        return care_of(self)

    @cached_property
    def environment(self) -> Environment:
        """What it does with `os.environ`."""
        return environment_of(self)

    def is_certain(self, span: Span) -> bool:
        """Whether it certainly comes to a place in it once it is called."""
        node = self.file.tree.node_at(span)
        return node is not None and is_certain(self, node)

    @cached_property
    def names(self) -> Names:
        """What names mean in it."""
        return Names(self.file.module, self.function, self.outer.names if self.outer else None)

    @cached_property
    def terms(self) -> Terms:
        """What expressions in it give."""
        return Terms(self.file, self)

    def own(self, *types: str) -> list[Node]:
        """The nodes of these types that are executed with it.

        Those in functions that it defines are not, but for the defaults of their parameters, and
        neither is what only a script does (`if __name__ == "__main__"`); those in lambdas and
        comprehensions are.
        """
        wanted: list[Node] = []
        inner_end = -1
        for node in self._candidates(*types, *_NOT_OWN):
            if node.start_byte < inner_end:
                continue
            if node.type == "function_definition":
                inner_end = node.end_byte
                for default in defaults_of(node):
                    wanted.extend(self.file.tree.find(default, *types))
            elif node.type == "if_statement" and is_for_scripts(node):
                inner_end = node.end_byte
            elif node.type in types:
                wanted.append(node)
        return wanted

    def _candidates(self, *types: str) -> Iterator[Node]:
        """The nodes of these types in it, without those of functions that a file only defines."""
        parts = [self.node.child_by_field_name("body") or self.node]
        if self.function is None:
            parts = [part for each in self.node.named_children for part in _executed(each)]
        for part in parts:
            yield from self.file.tree.find(part, *types)


def _executed(statement: Node) -> Iterator[Node]:
    """What of a statement of the top level is executed when the file is loaded."""
    if statement.type == "function_definition":
        yield from defaults_of(statement)
    else:
        yield statement
