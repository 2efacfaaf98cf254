"""The line of the user's code that a run has ended at."""

from __future__ import annotations

from pathlib import Path

import pytest
from lambda_ls.aws.data import Json
from lambda_ls.runtime.outcome import Outcome
from lambda_ls.runtime.raised import raised_at

_ROOT = "/shop"


@pytest.mark.parametrize(
    ("frame", "path"),
    [
        ("    at handler (/shop/src/app.js:3:9)", "/shop/src/app.js"),
        ("    at async Runtime.handler (file:///shop/src/a%20b.mjs:3:9)", "/shop/src/a b.mjs"),
        ("    at async /shop/src/app.js:3:9", "/shop/src/app.js"),
        ("    at Object.<anonymous> (/shop/(old)/app.js:3:9)", "/shop/(old)/app.js"),
        ("    at /shop/a (b)/app.js:3:9", "/shop/a (b)/app.js"),
        ("/shop/src/app.js:3", "/shop/src/app.js"),
    ],
)
def test_a_frame_of_node_names_the_file_and_the_line(frame: str, path: str) -> None:
    found = raised_at(_failed(["Error: no", "    at node:internal/x:1:1", frame]), (_ROOT,))
    assert found is not None
    assert (found.path, found.line) == (path, 3)


def test_packages_and_code_elsewhere_are_not_the_users_own() -> None:
    frames = ["    at f (/shop/node_modules/p/i.js:1:1)", "    at g (/opt/layer.js:2:2)"]
    assert raised_at(_failed(frames), (_ROOT,)) is None


def test_a_line_that_node_names_after_following_links_is_that_of_the_linked_folder(
    tmp_path: Path,
) -> None:
    real, link = tmp_path.resolve() / "real", tmp_path.resolve() / "link"
    real.mkdir()
    link.symlink_to(real)
    frames = [f"    at f ({tmp_path.resolve()}/else.js:1:1)", f"    at g ({real}/src/app.js:3:9)"]
    found = raised_at(_failed(frames), (str(link),))
    assert found is not None
    assert (found.path, found.line) == (str(link / "src" / "app.js"), 3)


def _failed(trace: list[str]) -> Outcome:
    error: Json = {"errorType": "Error", "errorMessage": "no", "trace": [*trace]}
    return Outcome("", {}, "error", "", None, error, False, None, 1.0, 1, 128, 1, "", "")
