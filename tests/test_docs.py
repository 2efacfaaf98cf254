from __future__ import annotations

import os

import pytest
from lambda_ls.rules.base import Rule
from lambda_ls.rules.pages import page, summary, table
from lambda_ls.rules.registry import RULES

from tools import docs


def test_the_pages_in_the_repository_are_up_to_date() -> None:
    assert docs.stale_pages() == (), "run python -m tools.docs"
    assert docs.main(["--check"]) == 0


def test_every_rule_has_a_page_at_the_place_it_names() -> None:
    missing = [
        rule.name for rule in RULES if not os.path.isfile(os.path.join(docs.ROOT, rule.page))
    ]
    assert missing == []


def test_a_changed_and_a_forgotten_page_are_stale(
    tmp_path: os.PathLike[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(docs, "ROOT", os.fspath(tmp_path))
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0
    folder = os.path.join(docs.ROOT, "docs", "rules")
    for name in ("duplicate-key.md", "a-rule-of-old.md"):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write("something else\n")
    assert docs.stale_pages() == ("docs/rules/a-rule-of-old.md", "docs/rules/duplicate-key.md")
    assert docs.main(["--check"]) == 1
    assert "docs/rules/duplicate-key.md is not up to date" in capsys.readouterr().err


def test_the_table_lists_every_rule_in_one_row() -> None:
    rows = table().splitlines()
    assert all(sum(f"[`{rule.name}`]" in row for row in rows) == 1 for rule in RULES)


def test_a_page_starts_with_the_name_the_severity_and_the_sentence() -> None:
    rule = next(rule for rule in RULES if rule.name == "runtime-end-of-life")
    title, facts, sentence = [line for line in page(rule).splitlines() if line][:3]
    assert title == "# runtime-end-of-life"
    assert facts == "warning · since 0.1.0 · offers fixes"
    assert sentence == summary(rule) == "The function's runtime is deprecated, or does not exist."


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_page_cites_its_sources(rule: Rule) -> None:
    assert "https://" in page(rule).split("## References", 1)[1]
