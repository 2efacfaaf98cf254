"""What a Python module offers to a handler string."""

from __future__ import annotations

from msgspec.structs import replace
from tree_sitter import Node

from ...model.module import Callability, Export, Module
from ...text.source import SourceText
from ..syntax import Grammar, SyntaxTree, parse
from .bindings import DEFINITIONS, Binding, Bindings, defined, module_bindings
from .describe import Description, describe_call, describe_definition, describe_lambda, one_line
from .openness import open_reason

_CERTAINLY_NOT_CALLABLE = frozenset(
    {
        "comparison_operator",
        "concatenated_string",
        "dictionary",
        "dictionary_comprehension",
        "ellipsis",
        "expression_list",
        "false",
        "float",
        "generator_expression",
        "integer",
        "list",
        "list_comprehension",
        "none",
        "not_operator",
        "set",
        "set_comprehension",
        "string",
        "true",
        "tuple",
    }
)
# How many names in a row are followed from `a = b` to `b = c`.
_LONGEST_CHAIN = 8


def read_module(source: SourceText) -> Module:
    """Everything that can be told of one file, however much of it is broken or half-typed."""
    tree = parse(Grammar.PYTHON, source)
    reader = _Reader(tree, tree.once(module_bindings))
    return Module(
        exports=reader.exports(),
        stars=tuple(reader.bound.stars),
        open_reason=open_reason(tree, reader.bound),
        broken=tree.broken,
        insertion=len(source),
    )


class _Reader:
    """Turns the bindings of one tree into exports."""

    def __init__(self, tree: SyntaxTree, bound: Bindings) -> None:
        self.tree = tree
        self.bound = bound
        self._decisive = {name: _decisive(bindings) for name, bindings in bound.names.items()}
        self._shown: dict[str, Binding] = {}

    def exports(self) -> dict[str, Export]:
        exports = {name: self._export(name) for name in self.bound.names}
        for name, statement in self.bound.rebound.items():
            if name not in exports:
                node = next(n for n in statement.named_children if self.tree.text(n) == name)
                exports[name] = Export(name, self.tree.span(node), self.tree.span(statement))
        return exports

    def _export(self, name: str) -> Export:
        binding = self._best(name)
        description = self._describe(name, binding)
        return Export(
            name=name,
            name_span=self.tree.span(binding.node),
            span=self.tree.span(binding.statement),
            callable=self._callability(name),
            signature=description.signature,
            documentation=description.documentation,
            parameters=description.parameters,
            is_async=description.is_async,
            wrapped_by=description.wrapped_by,
            imported=binding.imported,
        )

    def _best(self, name: str) -> Binding:
        """The binding to show: the last that is not a stand-in such as `handler = None`."""
        if name not in self._shown:
            latest = reversed(self._decisive[name])
            calls = (b for b in latest if self._callability_of(b, 0) is not Callability.NO)
            self._shown[name] = next(calls, self._decisive[name][-1])
        return self._shown[name]

    def _callability(self, name: str, followed: int = 0) -> Callability:
        """Whether the name can be called; unknown where its bindings disagree."""
        if name not in self.bound.names or name in self.bound.rebound:
            return Callability.UNKNOWN
        decisive = self._decisive[name]
        # Following several values of several names would take exponential time.
        if followed and len(decisive) > 1:
            return Callability.UNKNOWN
        answers = {self._callability_of(binding, followed) for binding in decisive}
        answer = answers.pop()
        # Where the tree is patched up, a value may not be the one that was meant.
        if answers or (self.tree.broken and answer is Callability.NO):
            return Callability.UNKNOWN
        return answer

    def _callability_of(self, binding: Binding, followed: int) -> Callability:
        if binding.statement.type in DEFINITIONS:
            return Callability.YES
        value = _without_brackets(binding.value)
        if value is None or followed > _LONGEST_CHAIN:
            return Callability.UNKNOWN
        if value.type == "identifier":
            return self._callability(self.tree.text(value), followed + 1)
        if value.type == "lambda":
            return Callability.YES
        never = value.type in _CERTAINLY_NOT_CALLABLE
        return Callability.NO if never else Callability.UNKNOWN

    def _describe(self, name: str, binding: Binding, followed: int = 0) -> Description:
        if binding.statement.type in DEFINITIONS:
            return describe_definition(self.tree, binding.statement)
        written = Description(one_line(self.tree, binding.statement))
        value = _without_brackets(binding.value)
        if value is None or followed > _LONGEST_CHAIN:
            return written
        if value.type == "lambda":
            return describe_lambda(self.tree, value, written)
        if value.type == "call":
            wrapped_by, inner = describe_call(self.tree, value)
            documentation = self._documentation(inner)
            return replace(written, documentation=documentation, wrapped_by=wrapped_by)
        target = self.tree.text(value) if value.type == "identifier" else name
        if target == name or target not in self.bound.names:
            return written
        return self._describe(target, self._best(target), followed + 1)

    def _documentation(self, function: Node | None) -> str:
        """The docstring of a function of this file that is passed to a wrapper."""
        name = self.tree.text(function) if function else ""
        if name not in self.bound.names:
            return ""
        statement = self._best(name).statement
        if defined(statement).type != "function_definition":
            return ""
        return describe_definition(self.tree, statement).documentation


def _decisive(bindings: list[Binding]) -> list[Binding]:
    """The bindings that can be the last: from the last certain one on."""
    certain = [index for index, binding in enumerate(bindings) if binding.certain]
    return bindings[certain[-1] :] if certain else bindings


def _without_brackets(value: Node | None) -> Node | None:
    while value is not None and value.type == "parenthesized_expression":
        inner = [child for child in value.named_children if child.type != "comment"]
        value = inner[0] if len(inner) == 1 else None
    return value
