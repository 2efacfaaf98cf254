"""Reading `try` and `with`, in which errors of missing keys can be caught."""

from __future__ import annotations

from functools import partial

from tree_sitter import Node

from ...flows.known import Known, Outside
from .names import named
from .reading import Reading
from .targets import assign

_CAUGHT = frozenset(
    {
        "AttributeError",
        "BaseException",
        "Exception",
        "IndexError",
        "KeyError",
        "LookupError",
        "TypeError",
    }
)


def read_try(reading: Reading, node: Node) -> Known:
    """`try` with its handlers: they start from any state that the body can have left."""
    handlers = [each for each in node.named_children if each.type.startswith("except")]
    others = [each for each in node.named_children if each.type == "else_clause"]
    last = [each for each in node.named_children if each.type == "finally_clause"]
    before = dict(reading.scope.values)
    region = reading.scope.enter()
    with reading.guarded(any(_catches(reading, handler) for handler in handlers)):
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
    is_guarded = False
    for item in items:
        value = item.child_by_field_name("value")
        alias = value.child_by_field_name("alias") if value else None
        opened = value.named_children[0] if value and alias else value
        reading.evaluate_all([opened])
        is_guarded = is_guarded or _suppresses(reading, opened)
        if alias is not None:
            assign(reading, alias, None)
    with reading.guarded(is_guarded):
        reading.evaluate_all([node.child_by_field_name("body")])
    return None


def _catches(reading: Reading, handler: Node) -> bool:
    """Whether an `except` clause catches what a missing key raises."""
    caught = [child for child in handler.named_children if child.type not in {"block", "comment"}]
    if not caught:
        return True
    written = caught[0]
    if written.type == "as_pattern" and written.named_children:
        written = written.named_children[0]
    classes = written.named_children if written.type == "tuple" else [written]
    return any(reading.text(each) in _CAUGHT for each in classes)


def _suppresses(reading: Reading, opened: Node | None) -> bool:
    function = opened.child_by_field_name("function") if opened else None
    arguments = opened.child_by_field_name("arguments") if opened else None
    if function is None or arguments is None:
        return False
    called = named(reading.scope, reading.text(function))
    is_suppress = isinstance(called, Outside) and called.name == "contextlib.suppress"
    return is_suppress and any(reading.text(each) in _CAUGHT for each in arguments.named_children)
