"""Making JSON text of a JavaScript expression."""

from __future__ import annotations

from tree_sitter import Node

from ...text.edits import TextEdit
from ...text.source import SourceText
from ...text.span import Span
from ..flows.known import Function
from .bodies import NodeBodies
from .expressions import is_shorthand
from .functions import is_async
from .inside import innermost_function
from .nodes import bare

_JSON = "JSON"


def json_text(source: SourceText, path: str, value: Span) -> tuple[TextEdit, ...]:
    """The edit that makes an expression its JSON text; a promise is waited for first.

    Empty where the file has a `JSON` of its own, and where a promise cannot be waited for.
    """
    bodies = NodeBodies(source, path)
    node = bodies.tree.node_at(value)
    if node is None or bodies.names.meant(_JSON, node) is not None:
        return ()
    around = innermost_function(node)
    is_promise = _may_be_promise(bodies, node)
    if is_promise and not (around is not None and is_async(around)):
        return ()
    text = source.slice(value)
    made = f"JSON.stringify({'await ' if is_promise else ''}{text})"
    entry = f"{text}: {made}" if is_shorthand(source.text, value) else made
    return (TextEdit(value, entry),)


def _may_be_promise(bodies: NodeBodies, node: Node) -> bool:
    """Whether an expression is a call of what may be async, or a name for what one gives."""
    node = bare(node)
    if node.type in {"identifier", "shorthand_property_identifier"}:
        variable = bodies.names.variable(node)
        value = variable.declared[0].value if variable is not None else None
        is_whole = variable is not None and not variable.declared[0].keys
        return value is not None and is_whole and _is_unawaited(bodies, bare(value))
    return _is_unawaited(bodies, node)


def _is_unawaited(bodies: NodeBodies, node: Node) -> bool:
    callee = node.child_by_field_name("function") if node.type == "call_expression" else None
    if callee is None:
        return False
    known = bodies.around(node).terms.named(callee)
    return not isinstance(known, Function) or is_async(known.node)
