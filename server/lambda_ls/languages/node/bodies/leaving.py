"""Calls that do not come back, as what they call ends the process or throws."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tree_sitter import Node

from ...flows.known import Function
from ..functions import is_async
from ..inside import innermost_function
from ..nodes import bare, callee_name, field_text, text_of
from .ends import can_end
from .library import never_returns
from .methods import method_called

if TYPE_CHECKING:
    from .terms import Terms

_DEEPEST = 6
# What functions are called that may do nothing but throw.
_THROWING = re.compile(
    r"(?:^|_|(?<=[a-z\d]))(?:abort|bail|die|fail|panic|raise|reject|rethrow|throw)s?(?=[A-Z_]|$)"
    r"|(?<=[a-z\d])(?:Abort|Bail|Die|Fail|Panic|Raise|Reject|Rethrow|Throw)s?(?=[A-Z_]|$)"
)


class Leaving:
    """Tells of the calls in one function whether they do not come back, or may never do so."""

    def __init__(self, terms: Terms, depth: int = 0) -> None:
        self._terms = terms
        self._depth = depth

    def __call__(self, call: Node) -> bool:
        """Whether a call does not come back, as far as its function or its name tells."""
        callee = call.child_by_field_name("function")
        if callee is None:
            return False
        function = bare(callee)
        known = self._terms.named(function) or method_called(self._terms, function)
        if isinstance(known, Function):
            return self._depth < _DEEPEST and self._always_throws(known, call)
        name = field_text(function, "property") or text_of(function)
        return never_returns(callee_name(call)) or bool(_THROWING.search(name))

    def _always_throws(self, function: Function, call: Node) -> bool:
        node = function.node
        is_awaited = call.parent is not None and call.parent.type == "await_expression"
        block = node.child_by_field_name("body")
        if block is None or block.type != "statement_block" or (is_async(node) and not is_awaited):
            return False
        body = self._terms.file.body(function)
        if any(innermost_function(each) == node for each in body.own("return_statement")):
            return False
        return not can_end(block, Leaving(body.terms, self._depth + 1))
