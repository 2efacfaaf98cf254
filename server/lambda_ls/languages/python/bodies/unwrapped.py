"""The function of a file that is reached first when a decorated one is called."""

from __future__ import annotations

from ...flows.known import Function
from ...syntax import SyntaxTree
from ..events.wrappers import unwrapped

_MOST_WRAPPERS = 16


def called_first(tree: SyntaxTree, function: Function) -> Function | None:
    """The function without its decorators, or that of a wrapper; None where it cannot be told."""
    reached: Function | None = function
    for _ in range(_MOST_WRAPPERS):
        if reached is None or not reached.decorators:
            return reached
        reached = unwrapped(tree, reached)
    return None
