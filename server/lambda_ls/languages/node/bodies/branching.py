"""How JavaScript branches, and how its conditions say that something is not there."""

from __future__ import annotations

import re

from ...conditions import Branching
from ..nodes import FUNCTIONS

_NOTHING = r"(?:0\b|null\b|undefined\b|['\"]undefined|\[\]|\{\})"

BRANCHING = Branching(
    conditions={
        "if_statement": "condition",
        "while_statement": "condition",
        "switch_statement": "value",
    },
    leaving=frozenset({"return_statement", "throw_statement", "continue_statement"}),
    functions=frozenset(FUNCTIONS),
    negates=re.compile(rf"!(?!=)|!==?|={{2,3}}\s*{_NOTHING}|<\s*1\b"),
    unclear=re.compile(rf"&&|\|\||\?|!==?\s*{_NOTHING}|\b(?:false|true)\b"),
)
