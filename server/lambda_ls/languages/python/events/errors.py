"""Reading `try` and `with`, in which errors of missing keys can be caught."""

from __future__ import annotations

from functools import partial

from tree_sitter import Node

from ....model.flow import Catch
from ...flows.catching import is_net
from ...flows.known import Known, Outside
from .names import named
from .reading import Reading
from .targets import assign

_ALL = frozenset({"BaseException", "Exception"})
# What reading a value raises that is not there.
_CAUGHT = _ALL | {"AttributeError", "IndexError", "KeyError", "LookupError", "TypeError"}


def read_try(reading: Reading, node: Node) -> Known:
    """`try` with its handlers: they start from any state that the body can have left."""
    handlers = [each for each in node.named_children if each.type.startswith("except")]
    others = [each for each in node.named_children if each.type == "else_clause"]
    last = [each for each in node.named_children if each.type == "finally_clause"]
    before = dict(reading.scope.values)
    region = reading.scope.enter()
    with reading.catching(_catch(reading, node, handlers)):
        reading.evaluate_all([node.child_by_field_name("body")])
    reading.scope.leave()
    done, was_dead = dict(reading.scope.values), reading.is_dead

    def completed() -> None:
        reading.scope.values, reading.is_dead = done, was_dead
        reading.evaluate_all(others)

    def failed(handler: Node) -> None:
        values = dict(before)
        for name, known in region.items():
            values[name] = known if values.get(name, known) == known else None
        reading.scope.values, reading.is_dead = values, False
        reading.evaluate(handler)

    reading.branches([completed, *(partial(failed, handler) for handler in handlers)])
    is_dead = reading.is_dead
    reading.evaluate_all(last)
    reading.is_dead = reading.is_dead or is_dead
    return None


def read_except(reading: Reading, node: Node) -> Known:
    """`except Error as name`, whose name is gone afterwards."""
    for child in node.named_children:
        alias = child.child_by_field_name("alias")
        if alias is not None:
            reading.scope.forget(reading.text(each) for each in alias.named_children)
    reading.evaluate_all(node.named_children)
    return None


def read_with(reading: Reading, node: Node) -> Known:
    """`with`, of which `suppress` catches errors."""
    clauses = [child for child in node.named_children if child.type == "with_clause"]
    items = [item for clause in clauses for item in clause.named_children]
    is_suppressed = False
    for item in items:
        value = item.child_by_field_name("value")
        alias = value.child_by_field_name("alias") if value else None
        opened = value.named_children[0] if value and alias else value
        reading.evaluate_all([opened])
        is_suppressed = is_suppressed or _suppresses(reading, opened)
        if alias is not None:
            assign(reading, alias, None)
    with reading.catching(Catch.PROVISION if is_suppressed else Catch.NOTHING):
        reading.evaluate_all([node.child_by_field_name("body")])
    return None


def _catch(reading: Reading, node: Node, handlers: list[Node]) -> Catch:
    """What the `except` clauses of a `try` are to a missing key."""
    caught = {handler: _classes(reading, handler) & _CAUGHT for handler in handlers}
    catching = [handler for handler, classes in caught.items() if classes]
    if not catching:
        return Catch.NOTHING
    is_for_all = all(caught[handler] <= _ALL for handler in catching)
    return Catch.NET if is_for_all and is_net(reading, node, catching) else Catch.PROVISION


def _classes(reading: Reading, handler: Node) -> frozenset[str]:
    """The classes that an `except` clause names; without a name it catches all of them."""
    caught = [child for child in handler.named_children if child.type not in {"block", "comment"}]
    if not caught:
        return _ALL
    written = caught[0]
    if written.type == "as_pattern" and written.named_children:
        written = written.named_children[0]
    classes = written.named_children if written.type == "tuple" else [written]
    return frozenset(map(reading.text, classes))


def _suppresses(reading: Reading, opened: Node | None) -> bool:
    function = opened.child_by_field_name("function") if opened else None
    arguments = opened.child_by_field_name("arguments") if opened else None
    if function is None or arguments is None:
        return False
    called = named(reading.scope, reading.text(function))
    is_suppress = isinstance(called, Outside) and called.name == "contextlib.suppress"
    return is_suppress and any(reading.text(each) in _CAUGHT for each in arguments.named_children)
