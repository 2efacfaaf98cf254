"""A bounded part of the fuzzing; the long one, guided by coverage, is `python -m tests.fuzz`."""

from __future__ import annotations

import pytest
from hypothesis import settings

from .readers import READERS, property_of

_EXAMPLES = 100
_FEWER = {"event-value": 40, "declared-handler": 40, "comment": 25, "arguments": 30}
"""Each of these takes the time of several others."""


@pytest.mark.parametrize("name", READERS)
def test_a_reader_has_an_answer_to_any_text(name: str) -> None:
    count = _FEWER.get(name, _EXAMPLES)
    chosen = settings(max_examples=count, derandomize=True, deadline=None)
    property_of(READERS[name], chosen)()
