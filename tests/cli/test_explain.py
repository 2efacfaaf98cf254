from __future__ import annotations

import pytest
from lambda_ls.rules.registry import RULES

from tests.cli.command import Command


def test_without_a_rule_there_is_a_line_for_each(command: Command) -> None:
    found = command("explain")
    assert (found.code, found.err) == (0, "")
    rows = [line.split(maxsplit=2) for line in found.out.splitlines()]
    assert [(name, severity) for name, severity, _ in rows] == [
        (rule.name, rule.severity.value) for rule in RULES
    ]
    assert all(sentence.endswith(".") for _, _, sentence in rows)


@pytest.mark.parametrize("name", [rule.name for rule in RULES])
def test_a_rule_shows_its_page(command: Command, name: str) -> None:
    found = command("explain", name)
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith(f"# {name}\n")
    assert "## " in found.out
    assert found.out.endswith("\n")
    assert not found.out.endswith("\n\n")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("handler-module-notfound", "did you mean `handler-module-not-found`?"),
        ("zzz", "`lambda-ls explain` lists all rules"),
    ],
)
def test_a_rule_that_does_not_exist_is_refused(command: Command, name: str, hint: str) -> None:
    found = command("explain", name)
    assert (found.code, found.out) == (2, "")
    assert found.err == f"lambda-ls: there is no rule `{name}`; {hint}\n"
