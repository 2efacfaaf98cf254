"""Definitions in words for people: signature, docstring, parameters, wrappers."""

from __future__ import annotations

import inspect
from functools import cache

from msgspec import Struct
from msgspec.structs import replace
from tree_sitter import Node

from ...text.memo import Memo
from ..syntax import SyntaxTree
from .bindings import defined

_LONGEST_LINE = 120
_CHARACTERS_REMEMBERED = 1_000_000
# What may stand between the parts of anything.
_EXTRAS = frozenset({"comment", "line_continuation"})
_SEPARATORS = frozenset({"keyword_separator", "positional_separator"})


class Description(Struct, frozen=True):
    """The parts of an `Export` that tell about its definition, with the same meaning."""

    signature: str
    documentation: str = ""
    parameters: tuple[str, ...] | None = None
    is_async: bool = False
    wrapped_by: tuple[str, ...] = ()


def describe_definition(tree: SyntaxTree, statement: Node) -> Description:
    """Tell about a function or class, with or without decorators; its text decides about it."""
    if statement.has_error:
        return _definition(tree, statement)
    return _described().get(tree.text(statement), lambda: _definition(tree, statement))


def describe_lambda(tree: SyntaxTree, node: Node, written: Description) -> Description:
    """Add the parameters of a lambda to what is told of the assignment around it."""
    return replace(written, parameters=_names(tree, node.child_by_field_name("parameters")))


def describe_call(tree: SyntaxTree, call: Node) -> tuple[tuple[str, ...], Node | None]:
    """The wrappers in `outer(inner(function, ...))`, and the node of a bare name in the middle."""
    wrappers: list[str] = []
    current: Node | None = call
    while current is not None and current.type == "call":
        function = current.child_by_field_name("function")
        arguments = current.child_by_field_name("arguments")
        wrappers.append(one_line(tree, function) if function else "")
        current = next(iter(_parts(arguments)), None)
    return tuple(wrappers), current if current and current.type == "identifier" else None


def one_line(tree: SyntaxTree, node: Node) -> str:
    """The source of a node on one line, which may be its beginning only."""
    start, end = tree.span(node)
    # Ten lines' worth is looked at, so that a table of a megabyte costs as much as a name.
    return clipped(tree.source.text[start : min(end, start + 10 * _LONGEST_LINE)])


def clipped(text: str) -> str:
    """A text on one line of a length that people read."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1]}…"


@cache
def _described() -> Memo[str, Description]:
    """What is told of definitions, by their text: an edit leaves most of a file as it was."""
    return Memo(_CHARACTERS_REMEMBERED, lambda text, _: len(text))


def _definition(tree: SyntaxTree, statement: Node) -> Description:
    node = defined(statement)
    decorators = [child for child in statement.named_children if child.type == "decorator"]
    described = _function(tree, node) if node.type == "function_definition" else _class(tree, node)
    wrapped_by = tuple(_decorator(tree, decorator) for decorator in decorators)
    return replace(described, wrapped_by=wrapped_by)


def _function(tree: SyntaxTree, node: Node) -> Description:
    parameters = node.child_by_field_name("parameters")
    returned = node.child_by_field_name("return_type")
    is_async = node.children[0].type == "async"
    head = "async def " if is_async else "def "
    tail = f" -> {one_line(tree, returned)}" if returned else ""
    signature = f"{head}{_name(tree, node)}({_written(tree, parameters)}){tail}"
    names = _names(tree, parameters)
    return Description(clipped(signature), _docstring(tree, node), names, is_async)


def _class(tree: SyntaxTree, node: Node) -> Description:
    bases = node.child_by_field_name("superclasses")
    signature = f"class {_name(tree, node)}{f'({_written(tree, bases)})' if bases else ''}"
    return Description(clipped(signature), _docstring(tree, node))


def _name(tree: SyntaxTree, node: Node) -> str:
    name = node.child_by_field_name("name")
    return tree.text(name) if name else ""


def _written(tree: SyntaxTree, items: Node | None) -> str:
    """Parameters or bases as written, without comments and line breaks."""
    return ", ".join(one_line(tree, item) for item in _parts(items))


def _names(tree: SyntaxTree, parameters: Node | None) -> tuple[str, ...]:
    listed = _parts(parameters)
    return tuple(_parameter(tree, item) for item in listed if item.type not in _SEPARATORS)


def _parameter(tree: SyntaxTree, parameter: Node) -> str:
    """The name of a parameter, with its stars: `*args`."""
    name = parameter.child_by_field_name("name")
    if name is None and parameter.type == "typed_parameter":
        name = parameter.named_children[0]
    return tree.text(name or parameter)


def _decorator(tree: SyntaxTree, decorator: Node) -> str:
    """`@logger.inject(x)` is `logger.inject`."""
    expression = decorator.named_children[0] if decorator.named_children else decorator
    function = expression.child_by_field_name("function") if expression.type == "call" else None
    return one_line(tree, function or expression)


def _docstring(tree: SyntaxTree, node: Node) -> str:
    """The text of the docstring, without its common indentation; escapes stay as written."""
    body = node.child_by_field_name("body")
    first = next(iter(_parts(body)), None)
    if first is None or first.type != "expression_statement" or not first.named_children:
        return ""
    string = first.named_children[0]
    parts = string.named_children
    if string.type != "string" or any(part.type == "interpolation" for part in parts):
        return ""
    start, end = tree.span(parts[0]).end, tree.span(parts[-1]).start
    return inspect.cleandoc(tree.source.text[start:end])


def _parts(node: Node | None) -> list[Node]:
    return [child for child in node.named_children if child.type not in _EXTRAS] if node else []
