"""Which decorators and wrappers call a function with what they are called with themselves."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import Struct
from msgspec.structs import replace
from tree_sitter import Node

from ....aws.data import as_list, as_object, as_optional_text, as_texts, packaged
from ...flows.known import Class, Function, Instance, Outside
from ...flows.scope import Scope
from ...syntax import SyntaxTree
from ..bindings import bindings_of, defined, statements
from .methods import decorators_of
from .names import named
from .parameters import Arguments, parameters

_MOST_WRAPPERS = 16


class Wrapper(Struct, frozen=True):
    """A wrapper that hands its arguments on unchanged.

    With one of the keyword arguments `unless` it does not. `data_class` is the keyword argument
    that names the class that it wraps the event in. Where it `is_durable`, the context is that of a
    durable execution behind it.
    """

    unless: tuple[str, ...] = ()
    data_class: str | None = None
    is_durable: bool = False


def wrapped(tree: SyntaxTree, scope: Scope, wrapper: Node, inner: Function) -> Function | None:
    """What is reached first when `wrapper(inner)` is called; None where it cannot be told."""
    known = named(scope, name_of(tree, wrapper))
    if isinstance(known, Function):
        maker = returned(tree, known, Arguments()) if wrapper.type == "call" else known
        return returned(tree, maker, Arguments((inner,))) if maker else None
    rule = known_wrapper(tree, scope, wrapper)
    return _seen_through(rule, _keywords(tree, wrapper), inner) if rule else None


def name_of(tree: SyntaxTree, wrapper: Node) -> str:
    """What a decorator or wrapper is called as written, without what it is called with."""
    called = wrapper.child_by_field_name("function") if wrapper.type == "call" else wrapper
    return tree.text(called) if called is not None else ""


def known_wrapper(tree: SyntaxTree, scope: Scope, wrapper: Node) -> Wrapper | None:
    """What is known of a wrapper of a library; None where it is none, or an unknown one."""
    called = name_of(tree, wrapper)
    owner, _, method = called.rpartition(".")
    if isinstance(named(scope, owner), Class | Instance):
        return None
    known = named(scope, called)
    name = known.name if isinstance(known, Outside) else ""
    return _by_name().get(name) or (_by_method().get(method) if owner else None)


def called_first(tree: SyntaxTree, function: Function) -> Function | None:
    """What is reached first when a function is called, behind all of its decorators.

    None where that cannot be told.
    """
    first: Function | None = function
    for _ in range(_MOST_WRAPPERS):
        if first is None or not first.decorators:
            return first
        first = _unwrapped(tree, first)
    return None


def returned(tree: SyntaxTree, maker: Function, arguments: Arguments) -> Function | None:
    """The function inside another one that this plainly returns, called with arguments."""
    body = maker.node.child_by_field_name("body")
    if body is None or maker.decorators or maker.node.type != "function_definition":
        return None
    scope = Scope(maker.scope)
    for name, known in parameters(tree, maker, arguments):
        scope.bind(tree.text(name), known)
    results: list[Node] = []
    for statement, certain in statements(body):
        if statement.type == "return_statement":
            results.append(statement)
        for binding in bindings_of(tree, statement, certain):
            name_text = tree.text(binding.node)
            is_function = defined(statement).type == "function_definition" and certain
            is_new = name_text not in scope.values
            function = Function(defined(statement), scope, decorators_of(statement))
            scope.bind(name_text, function if is_function and is_new else None)
    if len(results) != 1 or len(results[0].named_children) != 1:
        return None
    value = results[0].named_children[0]
    if value.type == "lambda":
        return Function(value, scope)
    known = scope.values.get(tree.text(value))
    return known if isinstance(known, Function) and known.scope is scope else None


def _unwrapped(tree: SyntaxTree, function: Function) -> Function | None:
    """What the decorators of a function give, which can have some of its own."""
    inner: Function | None = replace(function, decorators=())
    for decorator in reversed(function.decorators):
        inner = wrapped(tree, function.scope, decorator, inner) if inner else None
    return inner


def _seen_through(rule: Wrapper, given: Mapping[str, str], inner: Function) -> Function | None:
    if any(keyword in given for keyword in rule.unless):
        return None
    if rule.is_durable:
        return replace(inner, is_durable=True)
    if rule.data_class is None:
        return inner
    name = given.get(rule.data_class)
    return replace(inner, data_class=name.rpartition(".")[2]) if name else None


def _keywords(tree: SyntaxTree, wrapper: Node) -> dict[str, str]:
    """The keyword arguments of a decorator as written."""
    arguments = wrapper.child_by_field_name("arguments")
    found: dict[str, str] = {}
    for argument in arguments.named_children if arguments else ():
        name, value = argument.child_by_field_name("name"), argument.child_by_field_name("value")
        if argument.type == "keyword_argument" and name is not None and value is not None:
            found[tree.text(name)] = tree.text(value)
    return found


@cache
def _by_name() -> Mapping[str, Wrapper]:
    return _table("names")


@cache
def _by_method() -> Mapping[str, Wrapper]:
    return _table("methods")


def _table(section: str) -> Mapping[str, Wrapper]:
    table: dict[str, Wrapper] = {}
    for row in as_list(
        packaged("lambda_ls.languages.python", "data", "event-wrappers.json")["wrappers"]
    ):
        fields = as_object(row)
        wrapper = Wrapper(
            unless=as_texts(fields.get("unless", ())),
            data_class=as_optional_text(fields.get("data_class")),
            is_durable=bool(fields.get("durable")),
        )
        table.update(dict.fromkeys(as_texts(fields.get(section, ())), wrapper))
    return table
