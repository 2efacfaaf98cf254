"""What holds for any text of an importing file; the forms stand in the tests of the features."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lambda_ls.languages.base import Language, Move, NameChange
from lambda_ls.languages.node.language import NodeLanguage
from lambda_ls.languages.python.language import PythonLanguage
from lambda_ls.model.module import Import
from lambda_ls.text.edits import apply_edits
from lambda_ls.text.source import SourceText

from tests.effort import at_most

LANGUAGES: tuple[tuple[Language, str], ...] = ((PythonLanguage(), "a.py"), (NodeLanguage(), "a.js"))
WORDS = st.sampled_from(
    """
    from app import handler|import app|app.handler|handler|as|import *|def f():|(|)|}
    import { handler } from './app';|require('./app')|const app =|{ handler }|export * from './app'
    jest.mock('./app', () => ({|🙂|\n|\r\n|  |typeof import('./app')|import * as app from './app'
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)


def means(imported: Import) -> bool | None:
    return imported.module in ("app", "./app")


def check_reading(language: Language, path: str, text: str) -> None:
    """Whatever the answer is, the edits fit the text."""
    source = SourceText(text)
    move = Move("app" + path[1:], "lib/take" + path[1:])
    for edits in (
        language.rename_imports(source, path, means, NameChange("handler", "run")),
        language.move_imports(source, Move(path, path), move, means),
    ):
        if edits is not None:
            assert list(edits) == sorted(edits, key=lambda edit: edit.span)
            apply_edits(text, edits)


@pytest.mark.parametrize(("language", "path"), LANGUAGES)
@given(text=st.lists(WORDS, max_size=12).map(" ".join))
def test_edits_of_any_text_fit_it(language: Language, path: str, text: str) -> None:
    check_reading(language, path, text)


@pytest.mark.parametrize(
    ("index", "text"),
    [
        (0, "import app\n" * 5_000 + "app.handler()\n" * 5_000),
        (0, "from app import handler\n" * 40 + "handler()\n" * 5_000),
        (0, "import app\n" * 40 + "app.handler()\n" * 5_000),
        (0, "from " * 50_000 + "app"),
        (0, "import app\n" + "app.handler(" * 5_000),
        (0, "from app import (" + "handler," * 20_000),
        (1, "const { handler } = require('./app');\n" * 5_000),
        (1, "x(require('./app').handler);\n" * 40 + "handler();\n" * 5_000),
        (1, "'./app" * 100_000),
        (1, "import * as app from './app';\n" + "app.handler(" * 5_000),
        (1, "import './app'; // handler\n" + "typeof import(" * 50_000),
    ],
)
def test_long_files_are_not_read_again_and_again(index: int, text: str) -> None:
    with at_most(10_000_000):
        check_reading(*LANGUAGES[index], text)
