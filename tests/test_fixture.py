from __future__ import annotations

import pytest
from lambda_ls.text.source import SourceText
from lambda_ls.text.span import Span

from tests.fixture import Cursor, Expectation, FixtureError, at, differences, parse

EXAMPLE = """\
-- template.yaml --
Resources:
  Orders:
    Handler: app.handlr
             ^^^^^^^^^^ error[handler-function-not-found]: `app` has no function `handlr`; ...
             ^^^ hint[first-of-two]: Another one
-- src/app.py --
def handler(event, context):
    event["<|>"]
"""


def expectation(message: str, *, line: int = 2) -> Expectation:
    return Expectation("template.yaml", line, 13, 23, "error", "some-rule", message)


def test_marks_and_cursor_are_taken_out_of_the_files() -> None:
    assert parse(EXAMPLE).files == {
        "template.yaml": "Resources:\n  Orders:\n    Handler: app.handlr\n",
        "src/app.py": 'def handler(event, context):\n    event[""]\n',
    }


def test_carets_mark_the_line_above_them_and_several_may_follow_one_line() -> None:
    first, second = parse(EXAMPLE).expectations
    assert (second.line, second.start, second.end) == (2, 13, 23)
    assert (first.line, first.start, first.end) == (2, 13, 16)
    assert (second.severity, second.rule) == ("error", "handler-function-not-found")
    assert first.message == "Another one"


def test_the_cursor_counts_code_points() -> None:
    assert parse("-- a.py --\n# 😀\nx<|>y\n").cursor == Cursor("a.py", 5)
    assert parse("-- a.py --\nx\n").cursor is None


def test_a_mark_counts_without_the_cursor_in_its_line() -> None:
    fixture = parse("-- a.py --\na<|>bc\n  ^ hint[some-rule]: x\n")
    assert fixture.expectations == (Expectation("a.py", 0, 2, 3, "hint", "some-rule", "x"),)


def test_only_line_feeds_end_a_line() -> None:
    assert parse("-- a.py --\na\u2028b\x0cc\n").files == {"a.py": "a\u2028b\x0cc\n"}


@pytest.mark.parametrize(
    "text",
    [
        "Resources:\n-- a.yaml --\n",
        "-- a.yaml --\n^^ error[some-rule]: there is no line above\n",
        "-- a.yaml --\nab\n^^^ error[some-rule]: wider than the line\n",
        "-- a.yaml --\n<|>a<|>\n",
        "-- a.yaml --\n<|>\n-- b.yaml --\n<|>\n",
    ],
)
def test_a_fixture_that_does_not_follow_the_language_is_refused(text: str) -> None:
    with pytest.raises(FixtureError):
        parse(text)


def test_findings_are_compared_exhaustively() -> None:
    listed, also_listed, unlisted = expectation("a"), expectation("b"), expectation("c")
    assert differences([listed, also_listed], [unlisted, listed]) == ([also_listed], [unlisted])
    assert differences([listed], [listed, listed]) == ([], [listed])


def test_a_shortened_message_may_go_on_and_a_whole_one_may_not() -> None:
    assert expectation("no module ...").allows(expectation("no module `app`"))
    assert not expectation("no module").allows(expectation("no module `app`"))
    assert not expectation("no module ...").allows(expectation("no module `app`", line=3))


def test_a_range_of_several_lines_is_marked_in_its_first_line() -> None:
    source = SourceText("ab: |\n  text\nnext\n")
    assert at("a.yaml", source, Span(1, 12)) == ("a.yaml", 0, 1, 5)
    assert at("a.yaml", source, Span(2, 2)) == ("a.yaml", 0, 2, 2)
