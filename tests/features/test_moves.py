from __future__ import annotations

from pathlib import Path

import pytest
from lambda_ls.features.moves import files_renamed
from lambda_ls.model.finding import MoveFile

from tests.features.asked import ask, changed_lines

PROJECT = """
-- app/template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      CodeUri: ./src/
      Handler: orders/take.handler
  Returns:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      CodeUri: src/returns
      Handler: back.handler
  Nested:
    Type: AWS::Serverless::Application
    Properties:
      Location: nested/template.yaml
-- app/nested/template.yaml --
Resources:
  Deep:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      CodeUri: ../web
      Handler: index.handler
-- app/src/orders/take.py --
def handler(event, context):
    return None
-- app/src/returns/back.py --
def handler(event, context):
    return None
-- app/web/index.mjs --
export const handler = async () => 1;
"""


def check_moves(root: Path, moves: list[tuple[str, str]], expected: dict[str, list[str]]) -> None:
    asked = ask(PROJECT, str(root))
    changes = files_renamed(
        asked.snapshot, [MoveFile(asked.absolute(old), asked.absolute(new)) for old, new in moves]
    )
    found = {}
    for path, text in asked.after(changes).items():
        source = asked.snapshot.source(asked.absolute(path))
        assert source is not None
        found[path] = changed_lines(source.text, text)
    assert found == expected


TEMPLATE, NESTED = "app/template.yaml", "app/nested/template.yaml"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "app/src/orders/take.py",
            "app/src/orders/give.py",
            {TEMPLATE: ["Handler: orders/give.handler"]},
            id="a file gets another name",
        ),
        pytest.param(
            "app/src/orders/take.py",
            "app/src/take.py",
            {TEMPLATE: ["Handler: take.handler"]},
            id="a file goes to another folder of the code",
        ),
        pytest.param(
            "app/src/orders",
            "app/src/buy/now",
            {TEMPLATE: ["Handler: buy/now/take.handler"]},
            id="a folder within the code moves",
        ),
        pytest.param(
            "app/src",
            "app/lib",
            {TEMPLATE: ["CodeUri: ./lib/", "CodeUri: lib/returns"]},
            id="the code folder gets another name",
        ),
        pytest.param(
            "app/src/returns",
            "app/back",
            {TEMPLATE: ["CodeUri: back"]},
            id="the code folder moves",
        ),
        pytest.param("app", "shop", {}, id="everything moves together"),
        pytest.param(
            "app/nested",
            "app/deep/er",
            {
                TEMPLATE: ["Location: deep/er/template.yaml"],
                NESTED: ["CodeUri: ../../web"],
            },
            id="a nested template moves away from its code",
        ),
        pytest.param(
            "app/web/index.mjs", "app/other/index.mjs", {}, id="a file leaves its code folder"
        ),
        pytest.param(
            "app/src/orders/take.py", "app/src/orders/a b.py", {}, id="no handler can name it"
        ),
        pytest.param("app/sr", "app/other", {}, id="a name that only begins alike"),
    ],
)
def test_templates_follow_a_move(
    old: str, new: str, expected: dict[str, list[str]], tmp_path: Path
) -> None:
    check_moves(tmp_path, [(old, new)], expected)


def test_several_moves_are_seen_together(tmp_path: Path) -> None:
    check_moves(
        tmp_path,
        [("app/src", "app/lib"), ("app/src/orders/take.py", "app/lib/orders/give.py")],
        {TEMPLATE: ["CodeUri: ./lib/", "Handler: orders/give.handler", "CodeUri: lib/returns"]},
    )


def test_a_string_that_functions_with_different_code_share_stays(tmp_path: Path) -> None:
    asked = ask(
        """
-- template.yaml --
Globals:
  Function:
    Runtime: python3.13
    Handler: app.handler
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: one
  Two:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: two
-- one/app.py --
def handler(event, context):
    return None
-- two/app.py --
def handler(event, context):
    return None
""",
        str(tmp_path),
    )
    one = MoveFile(asked.absolute("one/app.py"), asked.absolute("one/main.py"))
    two = MoveFile(asked.absolute("two/app.py"), asked.absolute("two/main.py"))
    assert files_renamed(asked.snapshot, [one]) == ()
    assert len(files_renamed(asked.snapshot, [one, two])) == 1
