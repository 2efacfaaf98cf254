from lambda_ls.text.memo import Bounded, Memo, Newest


def test_a_result_is_computed_once() -> None:
    memo: Memo[str, object] = Memo(2)
    first = memo.get("a", object)
    assert memo.get("a", object) is first


def test_what_was_not_used_for_longest_goes_first() -> None:
    memo: Memo[str, int] = Memo(2)
    memo.get("a", lambda: 1)
    memo.get("b", lambda: 2)
    memo.get("a", lambda: 0)
    memo.get("c", lambda: 3)
    assert (memo.get("a", lambda: 0), memo.get("b", lambda: 0)) == (1, 0)


def test_a_result_that_computes_others_is_remembered_with_them() -> None:
    memo: Memo[int, int] = Memo(100)

    def count(number: int) -> int:
        return 0 if number == 0 else memo.get(number - 1, lambda: count(number - 1)) + 1

    assert memo.get(50, lambda: count(50)) == 50
    assert len(memo) == 51


def test_weights_bound_what_is_remembered_but_the_last_stays_whatever_it_weighs() -> None:
    memo: Memo[str, str] = Memo(10, lambda key, value: len(key) + len(value))
    for key in ("a", "b", "c", "d"):
        memo.get(key, lambda: "xxx")
    assert len(memo) == 2
    memo.get("large", lambda: "x" * 100)
    assert len(memo) == 1
    memo.get("small", lambda: "")
    assert len(memo) == 1
    assert memo.get("small", lambda: "again") == ""


def test_a_value_that_is_replaced_or_discarded_weighs_nothing() -> None:
    values: Bounded[str, str] = Bounded(10, lambda _, value: len(value))
    for _ in range(100):
        values["a"] = "12345"
    values["b"] = "12345"
    assert list(values) == ["a", "b"]
    values.discard("a")
    values.discard("never there")
    values["c"] = "12345"
    assert list(values) == ["b", "c"]
    assert values.get("a") is None
    assert "c" in values


def test_only_the_newest_state_of_a_thing_is_remembered() -> None:
    newest: Newest[str, object, object] = Newest(10)
    old, new = object(), object()
    first = newest.get("a", old, object)
    assert newest.get("a", old, object) is first
    second = newest.get("a", new, object)
    assert second is not first
    assert newest.get("a", old, object) is not first
    assert len(newest) == 1


def test_states_that_are_equal_but_not_the_same_count_as_two() -> None:
    newest: Newest[str, list[int], int] = Newest(10)
    assert newest.get("a", [1], lambda: 1) == 1
    assert newest.get("a", [1], lambda: 2) == 2


def test_states_are_weighed_with_their_keys() -> None:
    newest: Newest[str, str, int] = Newest(10, lambda key, state: len(key) + len(state))
    for key in ("a", "b", "c"):
        newest.get(key, "xxx", lambda: 1)
    assert len(newest) == 2
