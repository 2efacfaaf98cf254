"""Making a synchronous handler of a coroutine function."""

from __future__ import annotations

import re

from tree_sitter import Node

from ...model.declaration import Rewrite
from ...model.module import Import
from ...text.edits import TextEdit
from ...text.span import Span
from ..syntax import SyntaxTree
from .bindings import Bindings
from .insertion import added_import

_RUNNER = "asyncio"
_BLANK = re.compile(r"[ \t]*")
_USUAL_INDENTATION = "    "


def synchronous(tree: SyntaxTree, bound: Bindings, definition: Node) -> Rewrite:
    """What makes a coroutine function of the module one that a plain function runs.

    The coroutine function gets another name, and what decorates it goes to the plain function.
    Empty where the file names the function elsewhere too, or where it has not just two parameters.
    """
    name = definition.child_by_field_name("name")
    parameters = definition.child_by_field_name("parameters")
    given = _names(tree, parameters) if parameters else ()
    if name is None or parameters is None or len(given) != 2:
        return ()
    imported = _import_of_runner(tree, bound)
    coroutine = f"_{tree.text(name)}_async"
    if imported is None or coroutine in tree.source.text or not _is_named_once(tree, name):
        return ()
    return (
        *imported,
        *_undecorated(tree, definition),
        TextEdit(tree.span(name), coroutine),
        _runner(tree, definition, f"{_RUNNER}.run({coroutine}({', '.join(given)}))"),
    )


def _names(tree: SyntaxTree, parameters: Node) -> tuple[str, ...]:
    """The names of parameters that are all plain; empty where one is not."""
    listed = [each for each in parameters.named_children if each.type != "comment"]
    plain = (each.named_children[0] if each.type == "typed_parameter" else each for each in listed)
    names = tuple(tree.text(each) for each in plain if each.type == "identifier")
    return names if len(names) == len(listed) else ()


def _is_named_once(tree: SyntaxTree, name: Node) -> bool:
    return len(re.findall(rf"\b{re.escape(tree.text(name))}\b", tree.source.text)) == 1


def _import_of_runner(tree: SyntaxTree, bound: Bindings) -> Rewrite | None:
    """The import that is needed; None where its name means something else."""
    bindings = bound.names.get(_RUNNER)
    if bindings is None:
        return (added_import(tree, f"import {_RUNNER}"),)
    is_runner = all(each.certain and each.imported == Import(_RUNNER, None) for each in bindings)
    return () if is_runner else None


def _undecorated(tree: SyntaxTree, definition: Node) -> Rewrite:
    decorators = _decorators(tree, definition)
    return (TextEdit(decorators, ""),) if decorators.start < decorators.end else ()


def _decorators(tree: SyntaxTree, definition: Node) -> Span:
    """The lines of the decorators, down to the definition itself."""
    statement = definition.parent
    is_decorated = statement is not None and statement.type == "decorated_definition"
    first = statement if statement is not None and is_decorated else definition
    return Span(tree.span(first).start, tree.span(definition).start)


def _runner(tree: SyntaxTree, definition: Node, call: str) -> TextEdit:
    """The plain function, below the coroutine function."""
    source = tree.source
    name, body = (definition.child_by_field_name(field) for field in ("name", "body"))
    colon = next(child for child in definition.children if child.type == ":")
    # Parameters and what is returned stay as they are written.
    signature = source.text[tree.span(name or colon).start : tree.span(colon).end]
    head = f"{source.slice(_decorators(tree, definition))}def {signature}"
    last = source.line_span(source.position(tree.span(definition).end).line).end
    lines = ("", "", "", head, f"{_indentation(tree, body)}return {call}")
    return TextEdit(Span(last, last), source.line_end.join(lines))


def _indentation(tree: SyntaxTree, body: Node | None) -> str:
    """The indentation of the first statement, where it has a line of its own."""
    if body is None:
        return _USUAL_INDENTATION
    position = tree.source.position(tree.span(body).start)
    before = tree.source.line_text(position.line)[: position.column]
    return before if before and _BLANK.fullmatch(before) else _USUAL_INDENTATION
