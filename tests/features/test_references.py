from __future__ import annotations

from pathlib import Path

from lambda_ls.features.references import references

from tests.features.asked import ask

PROJECT = """
-- a/template.yaml --
Globals:
  Function:
    Runtime: python3.13
    Handler: {inherited}
Resources:
  First:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ../src
  Second:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ../src
-- template.yaml --
Resources:
  Third:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      CodeUri: .
      Handler: {own}
  Other:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      CodeUri: src
      Handler: app.other
-- src/app.py --
def {code}(event, context):
    return None


def other(event, context):
    return None
"""


def check_references(text: str, root: Path, *expected: str, declaration: bool = False) -> None:
    asked = ask(text, str(root))
    found = references(asked.snapshot, asked.path, asked.offset, declaration)
    assert sorted(asked.shown(each.path, each.span) for each in found) == sorted(expected)


STRINGS = ("a/template.yaml:4: app.handler", "template.yaml:7: src/app.handler")


def test_a_handler_is_named_by_strings_of_all_templates_each_once(tmp_path: Path) -> None:
    text = PROJECT.format(inherited="app.handler", own="src/app.handler", code="hand<|>ler")
    check_references(text, tmp_path, *STRINGS)


def test_a_handler_string_finds_the_others_and_the_code(tmp_path: Path) -> None:
    text = PROJECT.format(inherited="app.handler", own="src/app.hand<|>ler", code="handler")
    check_references(text, tmp_path, *STRINGS, "src/app.py:1: handler", declaration=True)


def test_a_string_that_leads_nowhere_finds_itself(tmp_path: Path) -> None:
    text = PROJECT.format(inherited="app.handler", own="src/none.hand<|>ler", code="handler")
    check_references(text, tmp_path, "template.yaml:7: src/none.handler", declaration=True)


def test_a_name_that_no_template_names_has_no_references(tmp_path: Path) -> None:
    text = PROJECT.format(inherited="app.handler", own="app.handler", code="handler")
    check_references(text.replace("def other", "def unn<|>amed"), tmp_path)
