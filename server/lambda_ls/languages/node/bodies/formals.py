"""The parameters of a function, as calls see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.body import Formal
from ..parameters import is_rest, parameter_nodes, target_and_default

if TYPE_CHECKING:
    from .terms import Terms

_LONGEST_PATTERN = 40


def formals_of(terms: Terms, function: Node) -> tuple[Formal, ...]:
    """The parameters of a function; a pattern has its text for a name."""
    return tuple(
        _formal(terms, position, parameter)
        for position, parameter in enumerate(parameter_nodes(function))
    )


def formal_name(terms: Terms, parameter: Node) -> str:
    """The name of a parameter: its own, or the text of its pattern, shortened."""
    target, _ = target_and_default(parameter)
    inner = target.named_children[0] if target.type == "rest_pattern" else target
    return " ".join(terms.text(inner).split())[:_LONGEST_PATTERN]


def _formal(terms: Terms, position: int, parameter: Node) -> Formal:
    _, value = target_and_default(parameter)
    default = terms.of(value) if value is not None else None
    return Formal(formal_name(terms, parameter), position, default, is_rest(parameter))
