from __future__ import annotations

from pathlib import Path

from lambda_ls.features.definition import definitions

from tests.features.asked import ask


def check_definitions(text: str, root: Path, *expected: str) -> None:
    asked = ask(text, str(root))
    found = definitions(asked.snapshot, asked.path, asked.offset)
    assert tuple(asked.shown(each.path, each.span) for each in found) == expected
    for each in found:
        assert each.full.start <= each.span.start <= each.span.end <= each.full.end
        assert each.origin.start <= asked.offset <= each.origin.end


SERVERLESS = """
-- serverless.yml --
service: shop
provider:
  name: aws
  runtime: nodejs22.x
functions:
  orders:
    handler: src/orders.{template}
  returns:
    handler: src/orders.main
-- src/orders.ts --
export const {code} = async (event: object) => ({{}});
"""


def test_a_handler_string_leads_to_the_function(tmp_path: Path) -> None:
    text = SERVERLESS.format(template="ma<|>in", code="main")
    check_definitions(text, tmp_path, "src/orders.ts:1: main")


def test_a_handler_leads_to_every_function_of_the_templates(tmp_path: Path) -> None:
    text = SERVERLESS.format(template="main", code="ma<|>in")
    check_definitions(text, tmp_path, "serverless.yml:6: orders", "serverless.yml:8: returns")


def test_a_handler_string_without_its_function_leads_to_the_file(tmp_path: Path) -> None:
    text = SERVERLESS.format(template="absent<|>", code="main")
    check_definitions(text, tmp_path, "src/orders.ts:1: ")


def test_inline_code_is_found_in_the_template(tmp_path: Path) -> None:
    check_definitions(
        """
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: index.<|>run
      Code:
        ZipFile: |
          import os
          def run(event, context):
              return None
""",
        tmp_path,
        "template.yaml:10: run",
    )


def test_a_nested_template_is_opened(tmp_path: Path) -> None:
    check_definitions(
        """
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Application
    Properties:
      Location: orders/<|>template.yaml
-- orders/template.yaml --
Resources: {}
""",
        tmp_path,
        "orders/template.yaml:1: ",
    )


def test_other_text_leads_nowhere(tmp_path: Path) -> None:
    check_definitions(SERVERLESS.format(template="main", code="main"), tmp_path)
