from __future__ import annotations

from pathlib import Path

import pytest
from lambda_ls.features.completion import complete
from lambda_ls.features.definition import definitions
from lambda_ls.features.hover import hover
from lambda_ls.features.lenses import code_lenses
from lambda_ls.features.links import document_links
from lambda_ls.features.markdown import block, code
from lambda_ls.features.references import references
from lambda_ls.features.rename import prepare_rename, rename
from lambda_ls.features.symbols import document_symbols
from lambda_ls.features.template_text import in_style_of, is_plain
from lambda_ls.features.typed import typed_at
from lambda_ls.text.source import SourceText
from lambda_ls.workspace.workspace import Workspace, WorkspaceSnapshot

from tests.features.asked import ask

FILES = """
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: "app.handler"  # 🙂
      Environment: {Variables: {A: 1}}
      Events: {Q: {Type: SQS}}
-- app.py --
def handler(event, context):
    return None
"""


def ask_everything(snapshot: WorkspaceSnapshot, path: str, offset: int) -> None:
    hover(snapshot, path, offset)
    definitions(snapshot, path, offset)
    references(snapshot, path, offset, declaration=True)
    complete(snapshot, path, offset)
    prepare_rename(snapshot, path, offset)
    rename(snapshot, path, offset, "other")
    document_links(snapshot, path)
    document_symbols(snapshot, path)
    code_lenses(snapshot, path)


def test_every_question_has_an_answer_at_every_offset(tmp_path: Path) -> None:
    asked = ask(FILES, str(tmp_path))
    for path in (asked.path, asked.absolute("app.py"), asked.absolute("absent.py")):
        source = asked.snapshot.source(path)
        for offset in range(-1, (len(source) if source else 0) + 2):
            ask_everything(asked.snapshot, path, offset)


def test_every_question_has_an_answer_while_the_template_is_typed(tmp_path: Path) -> None:
    asked = ask(FILES, str(tmp_path))
    source = asked.snapshot.source(asked.path)
    assert source is not None
    workspace = Workspace((str(tmp_path),))
    for end in range(0, len(source), 3):
        workspace.open(asked.path, source.text[:end])
        ask_everything(workspace.snapshot(), asked.path, end)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Handler: a|", ("Handler", "a", "a")),
        ("  Handler:   app.h|and # x", ("Handler", "app.h", "app.hand")),
        ("handler: |", ("handler", "", "")),
        ('"Handler": "ap|p.x", "Runtime": "y"', ("Handler", "ap", "app.x")),
        ("{Handler: a.|b, Runtime: c}", ("Handler", "a.", "a.b")),
        ("Runtime: 'py|", ("Runtime", "py", "py")),
        ("- CodeUri: ./s|rc/", ("CodeUri", "./s", "./src/")),
        ("MyHandler: a|", None),
        ("# Handler: a|", None),
        ("Handler: a # b|", None),
        ("Handler: [a|]", None),
        ("Description: x|", None),
    ],
)
def test_the_value_being_typed_is_seen(line: str, expected: tuple[str, str, str] | None) -> None:
    source = SourceText(line.replace("|", ""))
    typed = typed_at(source, line.index("|"))
    found = (typed.key, typed.text, source.slice(typed.span)) if typed else None
    assert found == expected


def test_of_a_very_long_line_only_what_is_near_the_cursor_is_looked_at() -> None:
    near, far = (SourceText("Handler: " + " " * gap) for gap in (900, 1_000))
    assert typed_at(near, len(near))
    assert typed_at(far, len(far)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", "`a`"),
        ("a`b", "``a`b``"),
        ("`a", "`` `a ``"),
        ("a\n\nb", "`a b`"),
        ("", ""),
        ("x" * 300, f"`{'x' * 199}…`"),
    ],
)
def test_a_code_span_holds_any_text(text: str, expected: str) -> None:
    assert code(text) == expected


def test_a_block_has_a_longer_fence_than_its_text() -> None:
    assert block("a\n`````\nb", "python") == "``````python\na\n`````\nb\n``````"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("src/app.handler", True),
        ("./a-b/c", True),
        ("a b/c.d", True),
        ("a: b", False),
        ("a:", False),
        ("a #b", False),
        ("1.5", False),
        ("a'b", False),
        ("-a", False),
        ("@a", False),
        ("", False),
        ("a ", False),
        ("a\nb", False),
    ],
)
def test_only_text_that_means_the_same_in_any_quotes_is_written(text: str, plain: bool) -> None:
    assert is_plain(text) is plain


@pytest.mark.parametrize(
    ("like", "path", "expected"),
    [
        ("src", "lib", "lib"),
        ("./src/", "lib", "./lib/"),
        ("./src", "../lib", "../lib"),
        ("src/", "lib/", "lib/"),
    ],
)
def test_a_path_keeps_the_style_of_the_one_before(like: str, path: str, expected: str) -> None:
    assert in_style_of(like, path) == expected
