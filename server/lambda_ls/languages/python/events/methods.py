"""The methods of the classes of a file."""

from __future__ import annotations

from tree_sitter import Node

from ...flows.known import Class, Function, Instance
from ...syntax import SyntaxTree
from ..bindings import defined


def method_of(tree: SyntaxTree, owner: Class | Instance, name: str) -> Function | None:
    """The method of a class or an instance; None where the class does not plainly define it."""
    of = owner.of if isinstance(owner, Instance) else owner
    body = of.node.child_by_field_name("body")
    found = [
        statement
        for statement in (body.named_children if body else ())
        if defined(statement).type == "function_definition"
        and (node := defined(statement).child_by_field_name("name"))
        and tree.text(node) == name
    ]
    return _method(tree, owner, of, found[0]) if len(found) == 1 else None


def decorators_of(statement: Node) -> tuple[Node, ...]:
    """The expressions of a definition's decorators, the outermost first."""
    decorators = (child for child in statement.named_children if child.type == "decorator")
    return tuple(each.named_children[0] for each in decorators if each.named_children)


def _method(
    tree: SyntaxTree, owner: Class | Instance, of: Class, statement: Node
) -> Function | None:
    decorators = decorators_of(statement)
    kinds = {tree.text(decorator) for decorator in decorators}
    if "property" in kinds:
        return None
    bound = of if "classmethod" in kinds else owner if isinstance(owner, Instance) else None
    if "staticmethod" in kinds:
        bound = None
    rest = tuple(
        each for each in decorators if tree.text(each) not in {"classmethod", "staticmethod"}
    )
    return Function(defined(statement), of.scope, rest, bound=bound, is_method=True)
