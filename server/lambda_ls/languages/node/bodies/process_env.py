"""The expressions that stand for `process.env`, and those that name a variable in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.term import OPAQUE, Constant, Imported, Parameter, Term
from ....text.source import SourceText, read_once
from ....text.span import Span
from ...flows.known import Outside
from ..nodes import bare, field_text, text_of

if TYPE_CHECKING:
    from .bodies import NodeBody

TYPES = ("identifier", "member_expression")
"""The nodes that can be `process.env`."""

_ENV, _PROCESS = "process.env", "process"


@read_once
def names_environment(source: SourceText) -> bool:
    """Whether anything in a text can be about the environment; much cheaper than to read it."""
    return "process" in source.text and "env" in source.text


def is_env(body: NodeBody, node: Node) -> bool:
    """Whether an expression is `process.env`, also by another name."""
    if node.type == "member_expression":
        return field_text(node, "property") == "env" and _outside(body, node) == _ENV
    parent = node.parent
    if parent is None or node.type != "identifier" or node == parent.child_by_field_name("name"):
        return False
    if _outside(body, node) == _ENV:
        return parent.type not in {"import_specifier", "import_clause"}
    variable = body.names.variable(node)
    if variable is None or len(variable.declared) != 1 or not variable.is_fixed:
        return False
    declared = variable.declared[0]
    value = bare(declared.value) if declared.value is not None else None
    if value is None or declared.name == node:
        return False
    meant = {(): _ENV, ("env",): _PROCESS}.get(declared.keys)
    return meant is not None and _outside(body, value) == meant


def _outside(body: NodeBody, node: Node) -> str:
    is_name = node.type in TYPES
    known = body.terms.named(node) if is_name else None
    return known.name if isinstance(known, Outside) else ""


def name_given(body: NodeBody, key: Node) -> Term | Imported:
    """The variable that an expression names; opaque if it may be any."""
    term = body.terms.of(key)
    is_text = isinstance(term, Constant) and isinstance(term.value, str)
    if is_text or isinstance(term, Parameter):
        return term
    known = body.terms.named(key) if key.type in TYPES else None
    if isinstance(known, Outside) and known.imported is not None:
        return Imported(known.imported, text_of(key))
    return OPAQUE


def inside(body: NodeBody, key: Node) -> Span:
    """The range of a name without its quotes."""
    span = body.terms.span(key)
    is_quoted = key.type in {"string", "template_string"} and span.end - span.start > 1
    return Span(span.start + 1, span.end - 1) if is_quoted else span
