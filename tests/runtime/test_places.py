"""The lines of code that stacks and logs name."""

from __future__ import annotations

import pytest
from lambda_ls.runtime.places import places_in


def test_stacks_of_python_and_of_node_name_lines() -> None:
    text = (
        'File "/shop/my app.py", line 9\n'
        " at handler (file:///shop/a%20b.mjs:3:9)\n"
        " at /shop/c.js:4:1"
    )
    assert [(each.text, each.path, each.line) for each in places_in(text)] == [
        ('File "/shop/my app.py", line 9', "/shop/my app.py", 9),
        ("file:///shop/a%20b.mjs:3:9", "/shop/a b.mjs", 3),
        ("/shop/c.js:4:1", "/shop/c.js", 4),
    ]


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("    at handler (/my shop/app.js:3:9)", "/my shop/app.js"),
        ("    at handler (/shop (old)/app.js:3:9)", "/shop (old)/app.js"),
        ("    at /shop (old)/app.js:3:9", "/shop (old)/app.js"),
        ("    at async /my shop/app.js:3:9", "/my shop/app.js"),
        ("    at async Runtime.handler (file:///my%20shop/app.mjs:3:9) {", "/my shop/app.mjs"),
        ("/my shop/app.js:3", "/my shop/app.js"),
        ('  File "/my shop (old)/app.py", line 3', "/my shop (old)/app.py"),
        (r'{"stackTrace": ["  File \"/my shop/app.py\", line 3, in f"]}', "/my shop/app.py"),
    ],
)
def test_blanks_and_brackets_are_part_of_a_path(line: str, path: str) -> None:
    found = places_in(f"Error: no\n{line}\nEND")
    assert [(each.path, each.line) for each in found] == [(path, 3)]


def test_lines_of_code_in_the_midst_of_a_text_are_found() -> None:
    text = (
        '{"stack":["Error: no","    at handler (/shop/app.js:3:9)"]} '
        "of /shop/b.js:4 and (/shop/c.js:5:1)"
    )
    assert [each.text for each in places_in(text)] == [
        "/shop/app.js:3:9",
        "/shop/b.js:4",
        "/shop/c.js:5:1",
    ]


def test_addresses_and_times_are_no_lines_of_code() -> None:
    text = "https://example.com:443/a node:internal/modules:12:3 at 12:30:01"
    assert list(places_in(text)) == []


def test_a_long_line_takes_no_long_time_and_hides_no_place() -> None:
    text = " at f (" * 100_000 + " /shop/app.js:3:9"
    assert [each.text for each in places_in(text)] == ["/shop/app.js:3:9"]
