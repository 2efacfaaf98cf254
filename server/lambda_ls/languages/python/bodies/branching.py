"""How Python branches, and how its conditions say that something is not there."""

from __future__ import annotations

import re

from ...conditions import Branching

_NOTHING = r"(?:0\b|None\b|\[\]|\{\})"

BRANCHING = Branching(
    conditions={
        "if_statement": "condition",
        "elif_clause": "condition",
        "while_statement": "condition",
        "match_statement": "subject",
    },
    leaving=frozenset({"return_statement", "raise_statement", "continue_statement"}),
    functions=frozenset({"function_definition", "lambda"}),
    negates=re.compile(rf"\bnot\b|!=|\bis\s+None\b|==\s*{_NOTHING}|<\s*1\b"),
    unclear=re.compile(
        rf"\band\b|\bor\b|\bnot\s+None\b|!=\s*{_NOTHING}|\b(?:False|True)\b|\bin\s*[(\[{{]"
    ),
)
