from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st
from lambda_ls.text import offsets
from lambda_ls.text.offsets import Offsets

NUMBERS = st.integers(0, 40)
EDITS = st.lists(st.tuples(NUMBERS, st.integers(0, 9), NUMBERS, st.integers(0, 9)), max_size=8)


@given(st.lists(NUMBERS, min_size=1).map(sorted), EDITS)
def test_edited_offsets_are_those_of_a_list(
    known: list[int], edits: list[tuple[int, int, int, int]]
) -> None:
    edited = Offsets.of(tuple(known))
    with patch.object(offsets, "_RUN", 2):
        for low, removed, added, growth in edits:
            # The first one stays, as that of a text does.
            low = 1 + min(low, len(known) - 1)
            high = min(low + removed, len(known))
            new = [known[low - 1]] * added
            known = [*known[:low], *new, *(each + growth for each in known[high:])]
            edited = edited.edited(low, high, new, growth)
            assert [*edited] == known
            assert len(edited) == len(known)
            assert [edited[number] for number in range(len(known))] == known
            for offset in range(-1, known[-1] + 2):
                assert edited.until(offset) == sum(each <= offset for each in known)
