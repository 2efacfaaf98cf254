"""The function behind an exported name, and what its wrappers call it with."""

from __future__ import annotations

from tree_sitter import Node

from ....model.flow import Root, Start, Value
from ....model.module import Callability
from ...flows.known import Function, Known
from ...syntax import SyntaxTree, ancestors
from ..collect import FoundExport, collect_exports
from ..members import decorators
from ..nodes import FUNCTIONS, bare, has_token, text_of
from .module import ModuleScope
from .unwrapping import AS_GIVEN, DURABLE, Elsewhere, Handler, binds_more, unwrapped
from .wrappers import is_seen_through

_FIELDS = frozenset({"field_definition", "public_field_definition"})
_KEYED = {"variable_declarator": "value", "pair": "value", "assignment_expression": "right"}


def handler_of(
    tree: SyntaxTree, module: ModuleScope, symbol: str, elsewhere: Elsewhere | None = None
) -> Handler | None:
    """The function that runs when an export, or a top-level function, is called.

    Wrappers of other files are seen through as far as `elsewhere` says.
    """
    # Compilers declare exports with `exports.handler = void 0` before they give them a value.
    found = [
        each
        for each in tree.once(collect_exports).found
        if each.name == symbol and each.value.callable is not Callability.NO
    ]
    if len(found) == 1:
        return _of_export(tree, module, found[0], elsewhere)
    if found:
        return _only([_of_export(tree, module, each) for each in found])
    known = module.known(symbol) if symbol in module.bindings else None
    return Handler(known) if isinstance(known, Function) else None


def called_with(handler: Handler, start: Start) -> tuple[Known, ...]:
    """The arguments of a function by position."""
    given: dict[int | str | None, Known] = dict(start.arguments)
    if start.is_handler:
        given[DURABLE] = Value(Root.DURABLE)
        return tuple(given.get(position) for position in handler.order)
    if handler.order != AS_GIVEN:
        return ()
    positions = [position for position in given if isinstance(position, int)]
    return tuple(given.get(position) for position in range(max(positions, default=-1) + 1))


def _only(handlers: list[Handler | None]) -> Handler | None:
    """The handler that all values of an export give."""
    first = handlers[0]
    nodes = {each.function.node.id if each else None for each in handlers}
    return first if len(nodes) == 1 else None


def _of_export(
    tree: SyntaxTree, module: ModuleScope, found: FoundExport, elsewhere: Elsewhere | None = None
) -> Handler | None:
    binding = module.bindings.get(text_of(found.key))
    is_changed = binding is not None and not module.is_fixed(text_of(found.key), binding)
    if is_changed or found.value.imported is not None:
        return None
    expression = _expression(found)
    if expression is not None and binds_more(bare(expression)):
        return None
    handler = unwrapped(tree, module, expression, elsewhere) if expression else None
    return handler or _of_member(module, found)


def _of_member(module: ModuleScope, found: FoundExport) -> Handler | None:
    """A method of an object or an instance, which `bind` leaves as it is."""
    method = found.value.function
    if method is None or (method.type != "method_definition" and not _is_field(method)):
        return None
    decorated = decorators(method)
    is_plain = set(found.value.wrapped_by) <= set(decorated)
    is_plain = is_plain and all(map(is_seen_through, decorated))
    return Handler(Function(method, module)) if is_plain else None


def _is_field(function: Node) -> bool:
    """Whether a function is a field of a class without decorators."""
    field = function.parent
    return field is not None and field.type in _FIELDS and not has_token(field, "decorator")


def _expression(found: FoundExport) -> Node | None:
    """What an export is given, climbing from its name."""
    if found.key.type == "shorthand_property_identifier":
        return found.key
    for parent, child in ancestors(found.key):
        field = _KEYED.get(parent.type)
        if field is not None:
            value = parent.child_by_field_name(field)
            return value if value != child else child
        if parent.type in FUNCTIONS:
            return parent
        if parent.type == "export_specifier":
            return parent.child_by_field_name("name")
        if parent.type == "export_statement":
            named = ("value", "declaration")
            return next(
                (each for name in named if (each := parent.child_by_field_name(name))), None
            )
        if parent == found.extent and parent.type != "member_expression":
            break
    return found.value.function
