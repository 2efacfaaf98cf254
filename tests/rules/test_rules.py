from __future__ import annotations

import os
from pathlib import Path

import pytest
from lambda_ls.model.finding import Finding, Fix
from lambda_ls.rules.base import Rule
from lambda_ls.rules.pages import has_fixes, page
from lambda_ls.rules.registry import RULES, by_name

from tests.fixture import parse
from tests.markdown import Fence, Heading, read
from tests.rules.cases import Case, all_cases, case_files
from tests.workbench import Bench, bench, check_fixture

HEADINGS = ["What it does", "Why it matters", "Example", "Use instead", "Fix", "References"]
FEWEST_CASES = 4


def id_of(item: Case | Rule) -> str:
    return f"{item.rule}: {item.title}" if isinstance(item, Case) else item.name


@pytest.mark.parametrize("case", all_cases(), ids=id_of)
def test_a_case_gives_its_findings_and_fixes_and_no_other(case: Case, tmp_path: Path) -> None:
    fixture, before = check_fixture(case.fixture, os.fspath(tmp_path / "before"))
    assert {each.rule for each in fixture.expectations} <= {case.rule}
    for number, (title, expected) in enumerate(case.fixed.items()):
        finding, fix = the_fix(before, title)
        changed = before.after(fix)
        assert changed == parse(expected).files
        files = {**fixture.files, **changed}
        assert_mended(before, finding, bench(files, os.fspath(tmp_path / f"after-{number}")))


def the_fix(there: Bench, title: str) -> tuple[Finding, Fix]:
    """The fix of that title, with the finding it mends."""
    offered = [(finding, fix) for finding in there.findings() for fix in finding.fixes]
    found = [(finding, fix) for finding, fix in offered if fix.title == title]
    assert found, f"no fix {title!r} among {[fix.title for _, fix in offered]}"
    return found[0]


def assert_mended(before: Bench, mended: Finding, after: Bench) -> None:
    """Assert that a finding is gone and that nothing new is wrong."""
    said_before = sorted((each.path, each.rule, each.message) for each in before.found())
    gone = before.stated(mended)
    said_before.remove((gone.path, gone.rule, gone.message))
    said_after = sorted((each.path, each.rule, each.message) for each in after.found())
    assert said_after == said_before


@pytest.mark.parametrize("rule", RULES, ids=id_of)
def test_the_example_of_a_page_raises_its_rule_and_what_to_use_instead_raises_none(
    rule: Rule, tmp_path: Path
) -> None:
    fixtures = fixtures_of_page(rule)
    example, _ = check_fixture(fixtures["Example"], os.fspath(tmp_path / "example"))
    assert [each.rule for each in example.expectations] == [rule.name]
    instead, _ = check_fixture(fixtures["Use instead"], os.fspath(tmp_path / "instead"))
    assert instead.expectations == ()


def fixtures_of_page(rule: Rule) -> dict[str, str]:
    """The fixtures of a rule's page by their headings."""
    fixtures: dict[str, str] = {}
    heading = ""
    for part in read(page(rule)):
        if isinstance(part, Heading):
            heading = part.text
        elif isinstance(part, Fence):
            assert part.kind == "fixture"
            fixtures[heading] = part.text
    return fixtures


@pytest.mark.parametrize("rule", RULES, ids=id_of)
def test_a_page_has_its_headings_in_their_order(rule: Rule) -> None:
    headings = [part.text for part in read(page(rule)) if isinstance(part, Heading)]
    expected = HEADINGS if has_fixes(rule) else [each for each in HEADINGS if each != "Fix"]
    assert headings == [rule.name, *expected]


@pytest.mark.parametrize("rule", RULES, ids=id_of)
def test_a_rule_has_cases_with_and_without_a_finding(rule: Rule) -> None:
    cases = [case for case in all_cases() if case.rule == rule.name]
    found = [bool(parse(case.fixture).expectations) for case in cases]
    assert len(cases) >= FEWEST_CASES
    assert any(found)
    assert not all(found)
    assert all(case.prose for case in cases), "a case says in a sentence what it shows"
    assert has_fixes(rule) == any(case.fixed for case in cases)


def test_every_file_of_cases_belongs_to_a_rule() -> None:
    assert set(case_files()) == {rule.name for rule in RULES}


def test_a_rule_is_found_by_its_name() -> None:
    assert all(by_name(rule.name) is rule for rule in RULES)
    assert by_name("no-such-rule") is None


@pytest.mark.parametrize("rule", RULES, ids=id_of)
def test_a_rule_has_exactly_one_check(rule: Rule) -> None:
    checks = (rule.check_function, rule.check_template, rule.check_comments)
    assert sum(check is not None for check in checks) == 1
