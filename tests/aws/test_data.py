from __future__ import annotations

import os
import re

import lambda_ls.aws
import pytest
from lambda_ls.aws.data import (
    Json,
    as_list,
    as_object,
    as_optional_text,
    as_text,
    as_texts,
    packaged,
)

FOLDER = os.path.join(os.path.dirname(lambda_ls.aws.__file__), "data")


@pytest.mark.parametrize("name", sorted(os.listdir(FOLDER)))
def test_every_file_of_facts_says_when_it_was_checked_and_where_the_facts_are_from(
    name: str,
) -> None:
    facts = packaged("lambda_ls.aws", "data", name)
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", as_text(facts["checked"]))
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        assert "https://" in file.read()


@pytest.mark.parametrize(
    ("read", "value"),
    [(as_object, []), (as_list, "text"), (as_text, 1), (as_texts, [None]), (as_optional_text, {})],
)
def test_a_fact_of_another_type_is_an_error(read: object, value: Json) -> None:
    assert callable(read)
    with pytest.raises(TypeError):
        read(value)


def test_a_missing_fact_may_be_none() -> None:
    assert as_optional_text(None) is None
    assert as_optional_text("x") == "x"
