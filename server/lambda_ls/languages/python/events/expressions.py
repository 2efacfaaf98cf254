"""Reading expressions: names, subscripts, attributes, arithmetic, comprehensions, lambdas."""

from __future__ import annotations

from tree_sitter import Node

from ....model.flow import Form, NameUse, Value
from ...flows.known import Class, Each, Function, Instance, Known, Outside, Plain, Several, Text
from ...flows.values import below, each, item_of, step_of
from .methods import method_of
from .reading import Reading, is_whole
from .strings import key_span
from .targets import assign


def read_identifier(reading: Reading, node: Node) -> Known:
    """A name."""
    name = reading.text(node)
    known = reading.scope.find(name)
    if isinstance(known, Value):
        reading.facts.names.append(NameUse(name, reading.tree.span(node), known))
    return known


def read_inner(reading: Reading, node: Node) -> Known:
    """What is in brackets or behind `await`."""
    inner = [child for child in node.named_children if child.type != "comment"]
    if len(inner) == 1:
        return reading.evaluate(inner[0])
    reading.evaluate_all(inner)
    return None


def read_subscript(reading: Reading, node: Node) -> Known:
    """`owner[key]`."""
    owner_node = node.child_by_field_name("value")
    keys = node.children_by_field_name("subscript")
    owner = reading.evaluate(owner_node) if owner_node else None
    if len(keys) != 1 or owner_node is None:
        reading.evaluate_all(keys)
        return None
    return subscripted(reading, node, owner_node, owner, keys[0])


def subscripted(
    reading: Reading, node: Node, owner_node: Node, owner: Known, key_node: Node
) -> Known:
    """What a subscript of a value gives."""
    if key_node.type == "slice":
        reading.evaluate_all(key_node.named_children)
        item = item_of(owner)
        return None if item is None else each(item)
    key = reading.evaluate(key_node)
    if isinstance(owner, Several | Each):
        return _item_at(reading, owner, key_node) if key is Plain.NUMBER else None
    if not isinstance(owner, Value):
        return None
    span = key_span(reading.tree, key_node)
    if span and isinstance(key, Text) and key.text:
        tree = reading.tree
        spans = (span, tree.span(owner_node), tree.span(node))
        return reading.take(owner, key.text, Form.SUBSCRIPT, spans)
    return below(owner, step_of(key))


def read_attribute(reading: Reading, node: Node) -> Known:
    """`owner.name` that is not called."""
    owner = node.child_by_field_name("object")
    known = reading.evaluate(owner) if owner else None
    return attribute_of(reading, node, known, is_called=False)


def attribute_of(reading: Reading, node: Node, owner: Known, *, is_called: bool) -> Known:
    """What an attribute of a value gives."""
    owner_node = node.child_by_field_name("object")
    name_node = node.child_by_field_name("attribute")
    if owner_node is None or name_node is None:
        return None
    name = reading.text(name_node)
    if isinstance(owner, Outside):
        return Outside(f"{owner.name}.{name}", owner.imported)
    if isinstance(owner, Class | Instance):
        return method_of(reading.tree, owner, name)
    if not isinstance(owner, Value) or not name or not is_whole(node, name_node):
        return None
    tree = reading.tree
    spans = (tree.span(name_node), tree.span(owner_node), tree.span(node))
    return reading.take(owner, name, Form.ATTRIBUTE, spans, is_called=is_called)


def read_walrus(reading: Reading, node: Node) -> Known:
    """`name := value`, which binds a name of the function even in a comprehension."""
    name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
    known = reading.evaluate(value) if value else None
    if name is not None:
        reading.bind(name, known, is_own=True)
    return known


def read_binary(reading: Reading, node: Node) -> Known:
    """Arithmetic; long sums of strings nest on the left, so they are read in a loop."""
    rights: list[Node | None] = []
    left: Node | None = node
    while left is not None and left.type == "binary_operator":
        rights.append(left.child_by_field_name("right"))
        left = left.child_by_field_name("left")
    values = [reading.evaluate(part) if part else None for part in (left, *reversed(rights))]
    if any(isinstance(value, Text) for value in values):
        return Plain.NOTHING
    is_number = Plain.NUMBER in values and all(value in (Plain.NUMBER, None) for value in values)
    return Plain.NUMBER if is_number else None


def read_unary(reading: Reading, node: Node) -> Known:
    """`-1`, an index from the end."""
    return Plain.NUMBER if read_inner(reading, node) is Plain.NUMBER else None


def read_comprehension(reading: Reading, node: Node) -> Known:
    """A list, set, dictionary or generator made of a loop."""
    body = node.child_by_field_name("body")
    with reading.inner_scope():
        for clause in node.named_children:
            if clause.type == "for_in_clause":
                _read_clause(reading, clause)
            elif clause.type == "if_clause":
                reading.mark_tested(read_inner(reading, clause))
        known = reading.evaluate(body) if body else None
    return None if node.type == "dictionary_comprehension" else each(known)


def read_lambda(reading: Reading, node: Node) -> Known:
    """A lambda, whose body is read when it is known what it is called with."""
    function = Function(node, reading.scope, defaults=defaults_of(reading, node))
    reading.define(function)
    return function


def defaults_of(reading: Reading, function: Node) -> dict[str, Known]:
    """What is known of the defaults of parameters, which are read where a function is defined."""
    parameters = function.child_by_field_name("parameters")
    found: dict[str, Known] = {}
    for parameter in parameters.named_children if parameters else ():
        name, value = parameter.child_by_field_name("name"), parameter.child_by_field_name("value")
        if name is not None and value is not None:
            found[reading.text(name)] = reading.evaluate(value)
    return found


def _read_clause(reading: Reading, clause: Node) -> None:
    left, right = clause.child_by_field_name("left"), clause.child_by_field_name("right")
    known = item_of(reading.evaluate(right)) if right else None
    if left is not None:
        assign(reading, left, known)


def _item_at(reading: Reading, owner: Several | Each, key: Node) -> Known:
    if isinstance(owner, Each):
        return owner.item
    index = reading.text(key)
    is_inside = index.isdecimal() and len(index) < 4 and int(index) < len(owner.items)
    return owner.items[int(index)] if is_inside else item_of(owner)
