"""How the code of a custom resource answers CloudFormation."""

from __future__ import annotations

import re
from functools import cache

from .data import as_texts, packaged


def may_answer(text: str) -> bool:
    """Whether a text mentions anything that answers CloudFormation."""
    return bool(_words().search(text))


@cache
def _words() -> re.Pattern[str]:
    data = packaged("lambda_ls.aws", "data", "custom-resource-answers.json")
    # Names are written with and without hyphens and underscores: `cfn-response`, `cfn_response`.
    words = ("[-_]?".join(map(re.escape, word)) for word in as_texts(data["words"]))
    return re.compile("|".join(words), re.IGNORECASE)
