"""A bounded part of the fuzzing; the long one, guided by coverage, is `python -m tests.fuzz`."""

from __future__ import annotations

import pytest
from hypothesis import settings

from .readers import READERS, property_of

_EXAMPLES = {
    "event-value": 40,
    "declared-handler": 40,
    "comment": 15,
    "arguments": 20,
    "project": 80,
}


@pytest.mark.parametrize("name", READERS)
def test_a_reader_has_an_answer_to_any_text(name: str) -> None:
    chosen = settings(max_examples=_EXAMPLES.get(name, 60), derandomize=True, deadline=None)
    property_of(READERS[name], chosen)()
