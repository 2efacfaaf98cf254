from itertools import chain

from hypothesis import given
from hypothesis import strategies as st
from lambda_ls.text.series import Groups, Selected, Series

ITEMS = [object() for _ in range(4)]
GROUPS = st.lists(st.lists(st.sampled_from(ITEMS), max_size=8).map(tuple), min_size=1, max_size=3)
SEQUENCES = st.lists(GROUPS.map(tuple), max_size=6)


@given(SEQUENCES)
def test_a_series_gives_what_computing_everything_gives(
    sequences: list[Groups[object]],
) -> None:
    series: Series[object, int] = Series()
    for groups in sequences:
        assert series.get(groups, id) == tuple(tuple(map(id, group)) for group in groups)


def test_a_series_computes_what_has_changed_and_nothing_around_it() -> None:
    first, second, third, new = ITEMS
    asked: list[object] = []
    series: Series[object, None] = Series()
    series.get(((first, second, third), (first,)), lambda _: None)
    series.get(((first, new, third), (first,)), asked.append)
    series.get(((first, new, second, third), (first,)), asked.append)
    series.get(((first, third), (first,)), asked.append)
    assert asked == [new, second]


def test_a_group_stays_the_same_object_while_its_values_do() -> None:
    first, second, third, new = ITEMS
    series: Series[object, str] = Series()
    before = series.get(((first, second), (third,)), lambda _: "same")
    after = series.get(((first, new), (third,)), lambda _: "same")
    other = series.get(((first, second), (third,)), lambda _: "other")
    assert [old is now for old, now in zip(before, after, strict=True)] == [True, True]
    assert [old is now for old, now in zip(after, other, strict=True)] == [False, True]


def test_a_series_does_not_take_what_is_equal_for_the_same() -> None:
    series: Series[list[int], list[int]] = Series()
    series.get((([1],),), list)
    item = [1]
    assert series.get(((item,),), lambda each: each)[0][0] is item


def test_a_series_in_another_context_is_computed_again() -> None:
    series: Series[object, str] = Series()
    groups = (tuple(ITEMS),)
    assert series.get(groups, lambda _: "old", "old") == (("old",) * 4,)
    assert series.get(groups, lambda _: "new", "new") == (("new",) * 4,)


def test_only_what_is_outdated_in_a_series_is_renewed() -> None:
    series: Series[int, str] = Series()
    groups = ((1, 2), (3,))
    series.get(groups, str)
    assert series.renew(lambda value: value == "2", lambda _: "new") == (("1", "new"), ("3",))
    assert series.get(groups, lambda _: "other") == (("1", "new"), ("3",))


@given(SEQUENCES)
def test_the_items_are_selected_of_which_something_holds(
    sequences: list[Groups[object]],
) -> None:
    wanted = ITEMS[:2]
    selected: Selected[object] = Selected(lambda each: each in wanted)
    for groups in sequences:
        expected = [each for each in chain.from_iterable(groups) if each in wanted]
        assert [*chain.from_iterable(selected.get(groups))] == expected
