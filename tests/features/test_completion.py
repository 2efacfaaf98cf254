from __future__ import annotations

from pathlib import Path

import pytest
from lambda_ls.features.completion import complete
from lambda_ls.features.results import Completion
from lambda_ls.text.edits import TextEdit, apply_edits

from tests.features.asked import ask

CODE = """
-- src/app.py --
import os
from helpers import shared

LIMIT = 3

def handler(event, context):
    return None

def clean(text):
    return text

def _private():
    return None

class Thing:
    pass
-- src/orders/take.py --
def run(event, context):
    return None
-- src/readme.md --
-- src/__pycache__/app.py --
-- web/index.mjs --
export const handler = async () => 1;
-- web/index.test.mjs --
export const handler = async () => 1;
"""

SAM = """
-- template.yaml --
Globals:
  Function:
    {globals}
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: {runtime}
      CodeUri: {code}
      {handler}
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      {other}
"""


def sam(handler: str, **holes: str) -> str:
    defaults = {"globals": "Timeout: 3", "runtime": "python3.13", "code": "src", "other": "A: b"}
    return SAM.format(handler=handler, **{**defaults, **holes}) + CODE


def offered(text: str, root: Path) -> tuple[Completion, ...]:
    asked = ask(text, str(root))
    found = complete(asked.snapshot, asked.path, asked.offset)
    return tuple(sorted(found, key=lambda item: item.sort))


def check_completion(text: str, root: Path, *expected: str) -> None:
    assert tuple(item.text for item in offered(text, root)) == expected


@pytest.mark.parametrize(
    ("handler", "expected"),
    [
        ("Handler: <|>", ["app.handler", "app.clean", "app.", "orders/"]),
        ("Handler: ap<|>", ["app.handler", "app.clean", "app.", "orders/"]),
        ("Handler: app.<|>", ["app.handler", "app.clean", "app."]),
        ("Handler: app.hand<|>ler", ["app.handler", "app.clean", "app."]),
        ("Handler: 'app.<|>'", ["app.handler", "app.clean", "app."]),
        ("Handler: orders/<|>", ["orders/take.run", "orders/take."]),
        ("Handler: orders.<|>", ["orders.take.run", "orders.take."]),
        ("Handler: orders/take.<|>", ["orders/take.run", "orders/take."]),
        ("Handler: other.<|>", []),
        ("Handler: nowhere/<|>", []),
        ("Handler: ../<|>", []),
    ],
)
def test_a_handler_is_offered_from_the_code_folder(
    handler: str, expected: list[str], tmp_path: Path
) -> None:
    check_completion(sam(handler), tmp_path, *expected)


def test_the_whole_value_is_replaced(tmp_path: Path) -> None:
    asked = ask(sam('Handler: "app.ha<|>nd" # old'), str(tmp_path))
    found = complete(asked.snapshot, asked.path, asked.offset)
    assert {asked.shown(asked.path, item.replace) for item in found} == {
        "template.yaml:10: app.hand"
    }


def test_a_function_comes_with_its_signature(tmp_path: Path) -> None:
    first = offered(sam("Handler: app.<|>"), tmp_path)[0]
    assert (first.kind, first.detail) == ("function", "def handler(event, context)")


def test_a_space_is_written_where_the_colon_has_none(tmp_path: Path) -> None:
    check_completion(
        sam("Handler:<|>"), tmp_path, " app.handler", " app.clean", " app.", " orders/"
    )


def test_only_modules_of_the_runtime_are_offered(tmp_path: Path) -> None:
    text = sam("Handler: <|>", runtime="nodejs22.x", code="web")
    check_completion(text, tmp_path, "index.handler", "index.")


def test_a_half_typed_json_template_has_handlers(tmp_path: Path) -> None:
    text = """
-- template.json --
{"Resources": {"Orders": {"Type": "AWS::Serverless::Function", "Properties": {
  "Runtime": "python3.13", "CodeUri": "src",
  "Handler": {value}}}}}
"""
    quoted = text.replace("{value}", '"app.<|>"') + CODE
    check_completion(quoted, tmp_path / "a", "app.handler", "app.clean", "app.")
    open_quote = text.replace("{value}", '"app.<|>\n') + CODE
    check_completion(open_quote, tmp_path / "b", "app.handler", "app.clean", "app.")
    bare = text.replace("{value}", "<|>\n") + CODE
    check_completion(bare, tmp_path / "c", '"app.handler"', '"app.clean"', '"app."', '"orders/"')


def test_serverless_handlers_count_from_the_service(tmp_path: Path) -> None:
    text = """
-- serverless.yml --
service: shop
provider:
  name: aws
  runtime: nodejs22.x
functions:
  orders:
    handler: web/<|>
"""
    check_completion(text + CODE, tmp_path, "web/index.handler", "web/index.")


def test_inline_code_offers_its_own_functions(tmp_path: Path) -> None:
    text = sam("Handler: <|>").replace(
        "CodeUri: src", "InlineCode: |\n        def main(event, context):\n          return 1"
    )
    check_completion(text, tmp_path, "index.main")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("<|>", ["src/", "web/"]),
        ("src/<|>", ["src/orders/"]),
        ("./s<|>", ["./src/", "./web/"]),
    ],
)
def test_code_folders_are_offered(code: str, expected: list[str], tmp_path: Path) -> None:
    check_completion(sam("Handler: app.handler", code=code), tmp_path, *expected)


def test_runtimes_of_the_family_come_first_and_newest(tmp_path: Path) -> None:
    found = offered(sam("Handler: app.handler", runtime="python3<|>.13"), tmp_path)
    texts = [item.text for item in found]
    assert texts[:3] == ["python3.15", "python3.14", "python3.13"]
    old = next(item for item in found if item.text == "python3.8")
    assert old.deprecated
    assert old.detail == "deprecated since 2024-10-14"
    assert [item.deprecated for item in found] == sorted(item.deprecated for item in found)


def test_globals_have_runtimes_and_handlers(tmp_path: Path) -> None:
    found = offered(sam("Handler: app.handler", globals="Runtime: <|>"), tmp_path / "a")
    assert "python3.13" in {item.text for item in found}
    found = offered(sam("Timeout: 3", globals="Handler: <|>"), tmp_path / "b")
    assert {item.text for item in found} == {"src/", "web/"}


@pytest.mark.parametrize(
    "text",
    [
        sam("Handler: app.handler", other="Handler: <|>"),
        sam("# Handler: <|>"),
        sam("Timeout: <|>"),
        sam("Handler: app.handler", runtime="java21").replace("app.handler", "<|>"),
        "-- values.yaml --\nHandler: <|>\n",
    ],
    ids=["another resource", "a comment", "another property", "an unread language", "no template"],
)
def test_nothing_is_offered_elsewhere(text: str, tmp_path: Path) -> None:
    check_completion(text, tmp_path)


MANY = """
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      CodeUri: src
      Handler: <|>
-- src/zeta.py --
def lambda_handler(event, context): ...
def aaa(text): ...
-- src/alpha.py --
def clean(text): ...
-- src/beta.py --
def orders_handler(event, context): ...
def on_event(event, context): ...
-- src/test_zeta.py --
def handler(event, context): ...
-- src/setup.py --
def handler(event, context): ...
-- src/tests/a.py --
-- src/lib/a.py --
-- src/.venv/a.py --
-- src/venv/pyvenv.cfg --
-- src/site-packages/a.py --
-- src/node_modules/a.py --
"""


def test_what_is_most_likely_meant_comes_first_and_what_tools_fill_never(tmp_path: Path) -> None:
    check_completion(
        MANY,
        tmp_path,
        "zeta.lambda_handler",
        "beta.on_event",
        "beta.orders_handler",
        "alpha.clean",
        "zeta.aaa",
        "beta.",
        "zeta.",
        "alpha.",
        "lib/",
        "setup.",
        "setup.handler",
        "test_zeta.",
        "test_zeta.handler",
        "tests/",
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Handler: '<|>'", "Handler: 'app.handler'"),
        ('Handler: "app.<|>"  # 🙂', 'Handler: "app.handler"  # 🙂'),
        ("Description: 🙂🙂\n      Handler: app.<|>", "Handler: app.handler"),
        ("Handler: app.ha<|>ndl\r\n      Timeout: 3\r", "Handler: app.handler\r"),
        ("Handler:<|>\r", "Handler: app.handler\r"),
    ],
)
def test_a_chosen_handler_stands_where_it_was_typed(
    before: str, after: str, tmp_path: Path
) -> None:
    asked = ask(sam(before), str(tmp_path))
    source = asked.snapshot.source(asked.path)
    found = complete(asked.snapshot, asked.path, asked.offset)
    assert source is not None
    first = min(found, key=lambda item: item.sort)
    text = apply_edits(source.text, [TextEdit(first.replace, first.text)])
    assert after in [line.strip(" ") for line in text.split("\n")]
