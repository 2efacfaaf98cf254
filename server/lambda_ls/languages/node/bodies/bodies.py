"""The pieces of code of a file: its functions, and its top level."""

from __future__ import annotations

from functools import cached_property

from tree_sitter import Node

from ....model.body import Formal, Returned
from ....model.conduct import Care, Conduct
from ....model.environment import UNUSED_ENVIRONMENT, Environment
from ....model.term import Called, Constant, Local
from ....text.source import SourceText
from ....text.span import Span
from ...flows.known import Function
from ...syntax import SyntaxTree, ancestors, parse
from ..events.follow import LONGEST_FILE
from ..events.handler import handler_of
from ..events.unwrapping import AS_GIVEN
from ..files import grammar_of
from ..nodes import FUNCTIONS, field_text
from .calls import callees_in, calls_in
from .conduct import care_of, conduct_of
from .environment import environment_of
from .formals import formals_of
from .inline import boundaries, is_inline, loaded_parts
from .names import FileNames
from .process_env import TYPES, names_environment
from .returns import returned_by
from .terms import Terms

_NAMED_BY = {"assignment_expression": "left", "pair": "key", "variable_declarator": "name"}
_DEEPEST = 64


class NodeBodies:
    """The pieces of code of one file; each is read when it is first asked for."""

    def __init__(self, source: SourceText, path: str) -> None:
        self.path = path
        self.grammar = grammar_of(path)
        # Nothing is said about a file that is too long to be read in time.
        read = source if len(source) <= LONGEST_FILE else SourceText("")
        self.tree: SyntaxTree = parse(self.grammar, read)
        self.names = FileNames(self.tree, self.grammar)
        self._bodies: list[NodeBody] = [NodeBody(self, Local(0), None)]
        self._numbers: dict[tuple[int, int, bool], int] = {}
        self._entries: dict[str, NodeBody | None] = {}

    @property
    def top(self) -> NodeBody:
        """What is executed when the file is loaded."""
        return self._bodies[0]

    def entry(self, symbol: str) -> NodeBody | None:
        """The function that runs when an export is called, and whose result the caller gets."""
        if symbol not in self._entries:
            self._entries[symbol] = self._entry(symbol)
        return self._entries[symbol]

    def local(self, local: Local) -> NodeBody | None:
        """A function of the file."""
        return self._bodies[local.number] if local.number < len(self._bodies) else None

    @cached_property
    def environment(self) -> Environment:
        """What all code of the file does with `process.env`."""
        if not names_environment(self.tree.source):
            return UNUSED_ENVIRONMENT
        nodes = self.tree.find(self.tree.root, *TYPES)
        return environment_of((self.around(node), node) for node in nodes)

    def constant(self, name: str) -> Constant | None:
        """The string or number that a name of the top level always holds."""
        value = self.names.module.value_of(name)
        term = self.top.terms.of(value) if value is not None else None
        return term if isinstance(term, Constant) else None

    def around(self, node: Node) -> NodeBody:
        """The function in which a node stands, whatever else is around that."""
        for parent, _ in ancestors(node):
            if parent.type in FUNCTIONS:
                return self.body(Function(parent, self.names.module))
        return self.top

    def body(self, function: Function, *, is_entry: bool = False) -> NodeBody:
        """A function; as an entry it can also give its result to a callback."""
        key = function.node.id, id(function.scope), is_entry
        number = self._numbers.setdefault(key, len(self._bodies))
        if number == len(self._bodies):
            self._bodies.append(NodeBody(self, Local(number), function, is_entry))
        return self._bodies[number]

    def _entry(self, symbol: str) -> NodeBody | None:
        handler = handler_of(self.tree, self.names.module, symbol)
        if handler is None or not handler.keeps_result or handler.order[:1] != AS_GIVEN[:1]:
            return None
        return self.body(handler.function, is_entry=True)


class NodeBody:
    """A function, or the top level of a file. Implements the Protocol `Body`."""

    def __init__(
        self, file: NodeBodies, local: Local, function: Function | None, is_entry: bool = False
    ) -> None:
        self.file = file
        self.local = local
        self.function = function
        self.is_entry = is_entry

    @property
    def node(self) -> Node:
        """The function, or the whole file."""
        return self.function.node if self.function else self.file.tree.root

    @cached_property
    def name(self) -> str:
        """The function's own name, or that of what it is assigned to."""
        own = field_text(self.node, "name")
        parent = self.node.parent
        field = _NAMED_BY.get(parent.type) if parent else None
        if own or parent is None or field is None:
            return own
        target = parent.child_by_field_name(field)
        member = target.child_by_field_name("property") if target else None
        name = member or target
        return self.file.tree.text(name) if name else ""

    @property
    def span(self) -> Span:
        """All of it."""
        return self.file.tree.span(self.node)

    @cached_property
    def formals(self) -> tuple[Formal, ...]:
        """Its parameters."""
        return formals_of(self.terms, self.function.node) if self.function else ()

    @cached_property
    def returned(self) -> tuple[Returned, ...] | None:
        """Every place where it gives its result; None where it can give others."""
        return returned_by(self.terms, self.function.node) if self.function else None

    @cached_property
    def calls(self) -> tuple[Called, ...]:
        """The calls in it of functions that can be looked up."""
        return tuple(calls_in(self.terms))

    @cached_property
    def callees(self) -> tuple[Called, ...]:
        """The same calls without what they pass."""
        return tuple(callees_in(self.terms))

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
        """What it does with `process.env`."""
        if not names_environment(self.file.tree.source):
            return UNUSED_ENVIRONMENT
        return environment_of((self, node) for node in self.own(*TYPES))

    def is_certain(self, span: Span) -> bool:
        """Not told: nothing fails in JavaScript where a variable is not set."""
        return False

    @property
    def names(self) -> FileNames:
        """What names mean, in it and elsewhere in the file."""
        return self.file.names

    @cached_property
    def terms(self) -> Terms:
        """What expressions in it give."""
        return Terms(self.file, self)

    def own(self, *types: str) -> list[Node]:
        """The nodes of these types that are executed with it.

        Those in functions with names, and in methods, are not; those in callbacks are. At the top
        level only what surely runs when the file is loaded counts.
        """
        if self.function is not None:
            return self._own(self.function.node, types)
        return [node for part in loaded_parts(self.node) for node in self._own(part, types)]

    def _own(self, within: Node, types: tuple[str, ...]) -> list[Node]:
        inner = boundaries(self.file.grammar)
        wanted: list[Node] = []
        around: list[int] = []
        inner_end = -1
        for node in self.file.tree.find(within, *dict.fromkeys((*types, *sorted(inner)))):
            if node.start_byte < inner_end:
                continue
            while around and around[-1] <= node.start_byte:
                around.pop()
            is_other = node.type in inner and node != self.node
            # A look at what is around a node takes the longer the deeper it stands.
            is_deep = len(around) >= _DEEPEST
            if is_other and (is_deep or not is_inline(node, is_certain=self.function is None)):
                inner_end = node.end_byte
                continue
            if is_other:
                around.append(node.end_byte)
            if node.type in types:
                wanted.append(node)
        return wanted
