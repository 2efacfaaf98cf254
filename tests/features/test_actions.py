from __future__ import annotations

from pathlib import Path

from lambda_ls.features.actions import code_actions, fix_all, offered_fixes, safe_changes
from lambda_ls.features.results import CodeAction
from lambda_ls.model.finding import Change, CreateFile, Finding, Fix, Replace, Severity
from lambda_ls.model.place import Place
from lambda_ls.text.span import Span

from tests.features.asked import Asked, ask
from tests.fixture import parse
from tests.workbench import bench

TEXT = "-- template.yaml --\nResources:\n  One: 1\n  Two: 2\n"


def place(asked: Asked, text: str) -> Place:
    source = asked.snapshot.source(asked.path)
    assert source is not None
    start = source.text.index(text)
    return Place(asked.path, "", Span(start, start + len(text)))


def replacement(asked: Asked, old: str, new: str, safe: bool = True) -> Fix:
    return Fix(f"{old} to {new}", safe, (Replace(place(asked, old), new),))


def finding(asked: Asked, text: str, *fixes: Fix) -> Finding:
    return Finding("some-rule", Severity.ERROR, "wrong", place(asked, text), None, fixes)


def check_actions(asked: Asked, findings: list[Finding], at: str, *expected: str) -> None:
    found = code_actions(asked.snapshot, findings, asked.path, place(asked, at).span)
    assert tuple(described(action) for action in found) == expected


def described(action: CodeAction) -> str:
    return f"{action.kind}{' (preferred)' if action.preferred else ''}: {action.title}"


def test_fixes_are_offered_where_their_finding_is(tmp_path: Path) -> None:
    asked = ask(TEXT, str(tmp_path))
    findings = [
        finding(
            asked,
            "One",
            replacement(asked, "One", "Uno"),
            replacement(asked, "1", "one", safe=False),
        ),
        finding(asked, "Two", replacement(asked, "Two", "Due")),
    ]
    check_actions(
        asked,
        findings,
        "One: 1",
        "quickfix (preferred): One to Uno",
        "quickfix: 1 to one",
        "quickfix: Ignore `some-rule` here",
    )
    check_actions(asked, findings, "Resources")


def test_ignoring_is_offered_below_all_fixes(tmp_path: Path) -> None:
    asked = ask(TEXT, str(tmp_path))
    fixes = [replacement(asked, text, "new", safe=False) for text in ("One", "1")]
    findings = [finding(asked, "One: 1", fix) for fix in fixes]
    ignored = "quickfix: Ignore `some-rule` here"
    mended = ("quickfix: One to new", "quickfix: 1 to new")
    check_actions(asked, findings, "One", *mended, ignored, ignored)


def test_a_fix_that_changes_nothing_is_not_offered(tmp_path: Path) -> None:
    asked = ask(TEXT, str(tmp_path))
    useless = finding(asked, "One", Fix("Nothing", True, ()))
    check_actions(asked, [useless], "One", "quickfix: Ignore `some-rule` here")


def test_an_action_edits_files_before_it_makes_others(tmp_path: Path) -> None:
    asked = ask(TEXT, str(tmp_path))
    changes: tuple[Change, ...] = (
        CreateFile(asked.absolute("new.py"), "x = 1\n"),
        Replace(place(asked, "2"), "two"),
        Replace(place(asked, "1"), "one"),
    )
    fix = Fix("All", False, changes)
    action, _ = code_actions(
        asked.snapshot, [finding(asked, "One", fix)], asked.path, place(asked, "One").span
    )
    assert asked.after(action.changes) == {
        "template.yaml": "Resources:\n  One: one\n  Two: two\n",
        "new.py": "x = 1\n",
    }
    assert isinstance(action.changes[-1], CreateFile)


def check_safe(asked: Asked, findings: list[Finding], expected: str | None) -> None:
    after = asked.after(safe_changes(asked.snapshot, findings))
    assert after == ({} if expected is None else {"template.yaml": expected})
    action = fix_all(asked.snapshot, findings, asked.path)
    assert (action is None) == (expected is None)


def test_all_safe_fixes_are_made_together_and_others_not(tmp_path: Path) -> None:
    asked = ask(TEXT, str(tmp_path))
    findings = [
        finding(asked, "One", replacement(asked, "One", "Uno")),
        finding(asked, "Two", replacement(asked, "Two", "Due", safe=False)),
        finding(asked, "2", replacement(asked, "2", "two")),
    ]
    check_safe(asked, findings, "Resources:\n  Uno: 1\n  Two: two\n")


def test_of_two_fixes_of_the_same_text_the_first_is_made(tmp_path: Path) -> None:
    asked = ask(TEXT, str(tmp_path))
    findings = [
        finding(asked, "One", replacement(asked, "One", "Uno")),
        finding(asked, "One", replacement(asked, "One: 1", "Eins: 1")),
    ]
    check_safe(asked, findings, "Resources:\n  Uno: 1\n  Two: 2\n")


def test_a_change_that_two_findings_want_alike_is_made_once(tmp_path: Path) -> None:
    asked = ask(TEXT, str(tmp_path))
    findings = [finding(asked, "One", replacement(asked, "One", "Uno"))] * 2
    check_safe(asked, findings, "Resources:\n  Uno: 1\n  Two: 2\n")


def test_without_safe_fixes_there_is_nothing_to_do(tmp_path: Path) -> None:
    asked = ask(TEXT, str(tmp_path))
    check_safe(asked, [finding(asked, "One", replacement(asked, "One", "Uno", safe=False))], None)


def test_a_function_that_another_handler_names_is_not_renamed_away(tmp_path: Path) -> None:
    template = """
-- template.yaml --
Resources:
  Right:
    Type: AWS::Serverless::Function
    Properties: {Handler: HANDLER, Runtime: python3.13}
  Wrong:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handlr, Runtime: python3.13}
-- app.py --
def handler(event, context): ...
"""
    titles = {}
    for name, handler in {"used": "app.handler", "free": "app.other"}.items():
        (tmp_path / name).mkdir()
        there = bench(parse(template.replace("HANDLER", handler)).files, str(tmp_path / name))
        wrong = [each for each in there.findings() if "handlr" in each.message]
        titles[name] = [fix.title for each in wrong for fix in offered_fixes(there.snapshot, each)]
    renaming = "Rename the function `handler` to `handlr`"
    assert (renaming in titles["used"], renaming in titles["free"]) == (False, True)
