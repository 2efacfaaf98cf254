from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from lambda_ls.features.lenses import code_lenses
from lambda_ls.features.links import document_links
from lambda_ls.features.results import Symbol
from lambda_ls.features.symbols import document_symbols, workspace_symbols

from tests.features.asked import Asked, ask

PROJECT = """
-- template.yaml --
Globals:
  Function:
    Runtime: python3.13
    Environment:
      Variables:
        STAGE: test
Resources:
  OrdersFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Environment:
        Variables:
          TABLE: orders
      Events:
        Queue:
          Type: SQS
          Properties:
            Queue: !GetAtt OrdersQueue.Arn
  ReturnsFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: src/app.handler
  MissingFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.absent
  Nested:
    Type: AWS::Serverless::Application
    Properties:
      Location: nested/template.yaml
-- nested/template.yaml --
Resources:
  Api:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      CodeUri: ../src
      Handler: app.api
      Events:
        Get:
          Type: Api
          Properties: {Path: /orders, Method: get}
        Post:
          Type: Api
          Properties: {Path: /orders, Method: post}
        Put:
          Type: Api
          Properties: {Path: /orders, Method: put}
-- src/app.py --
def handler(event, context):
    return None


def api(event, context):
    return helper(event)


def helper(event):
    return None
"""


def check_symbols(asked: Asked, path: str, expected: list[str]) -> None:
    found = document_symbols(asked.snapshot, asked.absolute(path))
    assert list(outlined(found)) == expected
    for parent in found:
        for symbol in (parent, *parent.children):
            assert symbol.span.start <= symbol.selection.start
            assert symbol.selection.end <= symbol.span.end
            assert parent.span.start <= symbol.span.start <= symbol.span.end <= parent.span.end


def outlined(symbols: Iterable[Symbol], depth: int = 0) -> Iterator[str]:
    for symbol in symbols:
        yield f"{'  ' * depth}{symbol.kind} {symbol.name}: {symbol.detail}"
        yield from outlined(symbol.children, depth + 1)


def check_lenses(asked: Asked, path: str, expected: dict[str, list[str]]) -> None:
    """`expected` has for each lens's place and title the places that it lists."""
    absolute = asked.absolute(path)
    found = {
        f"{asked.shown(absolute, lens.span)} | {lens.title}": [
            asked.shown(each.path, each.span) for each in lens.locations
        ]
        for lens in code_lenses(asked.snapshot, absolute)
    }
    assert found == expected


def check_links(asked: Asked, path: str, expected: dict[str, str]) -> None:
    absolute = asked.absolute(path)
    links = document_links(asked.snapshot, absolute)
    found = {asked.shown(absolute, each.span): asked.bench.relative(each.path) for each in links}
    assert found == expected


def test_the_outline_of_a_template_is_its_functions(tmp_path: Path) -> None:
    check_symbols(
        ask(PROJECT, str(tmp_path)),
        "template.yaml",
        [
            "function OrdersFunction: python3.13",
            "  handler app.handler: handler",
            "  event Queue: SQS OrdersQueue",
            "  variable TABLE: ",
            "function ReturnsFunction: python3.13",
            "  handler src/app.handler: handler",
            "function MissingFunction: python3.13",
            "  handler app.absent: handler",
        ],
    )


def test_a_source_file_has_no_outline_of_ours(tmp_path: Path) -> None:
    check_symbols(ask(PROJECT, str(tmp_path)), "src/app.py", [])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("OrdFun", ["OrdersFunction"]),
        ("ofn", ["OrdersFunction"]),
        ("api", ["Api", "api"]),
        ("handler", ["handler"]),
        ("xyz", []),
    ],
)
def test_functions_and_handlers_are_found_by_letters_in_order(
    query: str, expected: list[str], tmp_path: Path
) -> None:
    asked = ask(PROJECT, str(tmp_path))
    assert sorted(each.name for each in workspace_symbols(asked.snapshot, query)) == expected


def test_an_empty_query_gives_everything_once(tmp_path: Path) -> None:
    asked = ask(PROJECT, str(tmp_path))
    found = [
        f"{each.kind} {each.name} in {each.container}"
        for each in workspace_symbols(asked.snapshot, "")
    ]
    assert sorted(found) == [
        "function Api in nested/template.yaml",
        "function MissingFunction in template.yaml",
        "function OrdersFunction in template.yaml",
        "function ReturnsFunction in template.yaml",
        "handler api in src/app.py",
        "handler handler in src/app.py",
    ]


def test_only_functions_that_a_template_names_have_a_lens(tmp_path: Path) -> None:
    check_lenses(
        ask(PROJECT, str(tmp_path)),
        "src/app.py",
        {
            "src/app.py:1: handler | OrdersFunction · SQS OrdersQueue · 2 functions": [
                "template.yaml:8: OrdersFunction",
                "template.yaml:21: ReturnsFunction",
            ],
            "src/app.py:5: api | Api · API Gateway REST GET /orders · API Gateway REST POST /orders"
            " · 3 triggers": ["nested/template.yaml:2: Api"],
        },
    )


def test_a_template_has_no_lens(tmp_path: Path) -> None:
    check_lenses(ask(PROJECT, str(tmp_path)), "template.yaml", {})


def test_handler_strings_and_nested_templates_open_their_files(tmp_path: Path) -> None:
    check_links(
        ask(PROJECT, str(tmp_path)),
        "template.yaml",
        {
            "template.yaml:12: app": "src/app.py",
            "template.yaml:25: src/app": "src/app.py",
            "template.yaml:30: app": "src/app.py",
            "template.yaml:34: nested/template.yaml": "nested/template.yaml",
        },
    )


def test_inline_code_opens_nothing(tmp_path: Path) -> None:
    text = """
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: index.handler
      InlineCode: |
        def handler(event, context):
          return None
"""
    check_links(ask(text, str(tmp_path)), "template.yaml", {})
