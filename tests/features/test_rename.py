from __future__ import annotations

from pathlib import Path

import pytest
from lambda_ls.features.rename import prepare_rename, rename
from lambda_ls.features.results import FileEdits, Refusal, Rename, Renameable
from lambda_ls.model.finding import MoveFile

from tests.features.asked import Asked, ask, changed_lines

PROJECT = """
-- template.yaml --
Globals:
  Function:
    Runtime: python3.13
    Handler: app.{inherited}
Resources:
  First:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
  Second:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
  Third:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: "src.app.handler"
  Wrapped:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: datadog_lambda.handler.handler
      Environment:
        Variables:
          DD_LAMBDA_HANDLER: src/app.handler
-- other/template.json --
{{"Resources": {{"Fourth": {{"Type": "AWS::Serverless::Function", "Properties":
  {{"Runtime": "python3.13", "CodeUri": "../src",
    "Handler": "app.handler"}}}}}}}}
-- src/app.py --
def {code}(event, context):
    return None


def other(event, context):
    return handler(event, context)
"""

NODE = """
-- serverless.yml --
service: shop
provider:
  name: aws
  runtime: nodejs22.x
functions:
  orders:
    handler: src/{handler}
-- src/orders.js --
{code}
"""


def check_rename(asked: Asked, new_name: str, **expected: list[str]) -> None:
    """`expected` gives the changed lines of files, named by their stems."""
    answer = rename(asked.snapshot, asked.path, asked.offset, new_name)
    assert isinstance(answer, Rename)
    found = {}
    for path, text in asked.after(answer.changes).items():
        source = asked.snapshot.source(asked.absolute(path))
        assert source is not None
        lines = [text] if text.startswith("-> ") else changed_lines(source.text, text)
        found[path] = lines
    assert {
        key.replace("/", "_").rpartition(".")[0]: each for key, each in found.items()
    } == expected


def check_refusal(asked: Asked, new_name: str, *words: str) -> None:
    answer = rename(asked.snapshot, asked.path, asked.offset, new_name)
    assert isinstance(answer, Refusal)
    for word in words:
        assert word in answer.reason


@pytest.mark.parametrize(
    "holes",
    [
        {"inherited": "hand<|>ler", "code": "handler"},
        {"inherited": "handler", "code": "<|>handler"},
    ],
    ids=["from the template", "from the code"],
)
def test_a_function_gets_its_name_in_the_code_and_all_templates(
    holes: dict[str, str], tmp_path: Path
) -> None:
    asked = ask(PROJECT.format(**holes), str(tmp_path))
    prepared = prepare_rename(asked.snapshot, asked.path, asked.offset)
    assert isinstance(prepared, Renameable)
    assert prepared.placeholder == "handler"
    assert asked.shown(asked.path, prepared.span).endswith(": handler")
    check_rename(
        asked,
        "run",
        template=["Handler: app.run", 'Handler: "src.app.run"', "DD_LAMBDA_HANDLER: src/app.run"],
        other_template=['"Handler": "app.run"}}}}'],
        src_app=["def run(event, context):", "return run(event, context)"],
    )


@pytest.mark.parametrize(
    ("new_name", "word"),
    [("class", "class"), ("a b", "a b"), ("", "name"), ("1st", "1st"), ("other", "already")],
)
def test_a_name_that_the_file_cannot_have_is_refused(
    new_name: str, word: str, tmp_path: Path
) -> None:
    text = PROJECT.format(inherited="handler", code="<|>handler")
    check_refusal(ask(text, str(tmp_path)), new_name, word)


def test_a_function_that_is_taken_from_elsewhere_is_refused_with_the_reason(tmp_path: Path) -> None:
    text = PROJECT.format(inherited="hand<|>ler", code="handler")
    text = text.replace("-- src/app.py --", "-- src/impl.py --")
    text += "-- src/app.py --\nfrom impl import handler\n"
    check_refusal(ask(text, str(tmp_path)), "run", "another module")


def test_functions_that_share_a_string_but_not_the_code_are_refused(tmp_path: Path) -> None:
    text = PROJECT.format(inherited="handler", code="<|>handler")
    text = text.replace("CodeUri: src\n  Second", "CodeUri: lib\n  Second")
    text += "-- lib/app.py --\ndef handler(event, context):\n    return None\n"
    check_refusal(ask(text, str(tmp_path)), "run", "`First` shares")


@pytest.mark.parametrize(
    ("code", "after"),
    [
        ("exports.handler = async () => 1;", "exports.run = async () => 1;"),
        ("export const handler = async () => 1;", "export const run = async () => 1;"),
        ("export async function handler() {}", "export async function run() {}"),
    ],
)
def test_a_node_function_gets_its_name(code: str, after: str, tmp_path: Path) -> None:
    asked = ask(NODE.format(handler="orders.hand<|>ler", code=code), str(tmp_path))
    check_rename(asked, "run", serverless=["handler: src/orders.run"], src_orders=[after])


def test_a_string_that_is_not_written_out_is_refused(tmp_path: Path) -> None:
    text = PROJECT.format(inherited="handler", code="handler")
    text = text.replace('"src.app.handler"', '"src.app\\x2ehand<|>ler"')
    asked = ask(text, str(tmp_path))
    assert isinstance(prepare_rename(asked.snapshot, asked.path, asked.offset), Refusal)
    check_refusal(asked, "run", "not written out")


def test_one_string_that_is_not_written_out_holds_up_the_rename_of_all(tmp_path: Path) -> None:
    text = PROJECT.format(inherited="handler", code="<|>handler")
    text = text.replace('"src.app.handler"', '"src.app\\x2ehandler"')
    check_refusal(ask(text, str(tmp_path)), "run", "`Third`")


def test_a_file_gets_its_name_and_every_handler_string_follows(tmp_path: Path) -> None:
    text = PROJECT.format(inherited="handler", code="handler")
    asked = ask(text.replace("Handler: app", "Handler: a<|>pp"), str(tmp_path))
    prepared = prepare_rename(asked.snapshot, asked.path, asked.offset)
    assert isinstance(prepared, Renameable)
    assert prepared.placeholder == "app"
    check_rename(
        asked,
        "orders",
        template=[
            "Handler: orders.handler",
            'Handler: "src.orders.handler"',
            "DD_LAMBDA_HANDLER: src/orders.handler",
        ],
        other_template=['"Handler": "orders.handler"}}}}'],
        src_app=["-> src/orders.py"],
    )


def test_templates_are_edited_before_the_file_moves(tmp_path: Path) -> None:
    asked = ask(NODE.format(handler="or<|>ders.run", code="exports.run = () => 1"), str(tmp_path))
    answer = rename(asked.snapshot, asked.path, asked.offset, "returns")
    assert isinstance(answer, Rename)
    assert [type(change) for change in answer.changes] == [FileEdits, MoveFile]


@pytest.mark.parametrize("new_name", ["a/b", "..", "a.b", "", " a", "a\\b", "a b", "a'b"])
def test_a_file_name_that_a_handler_cannot_name_is_refused(new_name: str, tmp_path: Path) -> None:
    asked = ask(NODE.format(handler="or<|>ders.run", code="exports.run = () => 1"), str(tmp_path))
    check_refusal(asked, new_name)


def test_a_file_does_not_take_the_place_of_another(tmp_path: Path) -> None:
    text = NODE.format(handler="or<|>ders.run", code="exports.run = () => 1")
    text += "-- src/returns.js --\n"
    check_refusal(ask(text, str(tmp_path)), "returns", "`src/returns.js` already")


def test_folders_of_a_handler_string_are_not_renamed_from_it(tmp_path: Path) -> None:
    text = NODE.format(handler="orders.run", code="exports.run = () => 1")
    asked = ask(text.replace("handler: src", "handler: s<|>rc"), str(tmp_path))
    answer = prepare_rename(asked.snapshot, asked.path, asked.offset)
    assert isinstance(answer, Refusal)
    assert "folder" in answer.reason


def test_other_text_has_nothing_to_rename(tmp_path: Path) -> None:
    text = NODE.format(handler="orders.run", code="exports.run = () => 1")
    asked = ask(text.replace("service", "ser<|>vice"), str(tmp_path))
    assert prepare_rename(asked.snapshot, asked.path, asked.offset) is None
    check_refusal(asked, "run")
