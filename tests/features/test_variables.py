"""Environment variables in the editor: hover, completion, definition, references, rename."""

from __future__ import annotations

from pathlib import Path

import pytest
from lambda_ls.features.completion import complete
from lambda_ls.features.definition import definitions
from lambda_ls.features.hover import hover
from lambda_ls.features.references import references
from lambda_ls.features.rename import prepare_rename, rename
from lambda_ls.features.results import Refusal, Rename, Renameable

from tests.features.asked import Asked, ask, changed_lines

SAM = """
-- template.yaml --
Globals:
  Function:
    Runtime: python3.13
    Environment:
      Variables:
        STAGE: !Ref Stage
Parameters:
  Stage:
    Type: String
    Default: dev
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.orders
      Environment:
        Variables:
          {table}: orders
  Payments:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.payments
-- settings.py --
import os

QUEUE = "QUEUE_URL"


def env(name):
    return os.environ[name]
-- app.py --
import os
from os import environ

import settings

{head}


def orders(event, context):
    {orders}


def payments(event, context):
    return None
"""
NODE = """
-- serverless.yml --
service: shop
provider:
  name: aws
  runtime: nodejs22.x
  environment:
    STAGE: dev
functions:
  orders:
    handler: index.handler
    environment:
      TABLE: orders
  payments:
    handler: other.handler
-- other.mjs --
import {{ stage }} from "./shared.mjs";
export const handler = async () => stage;
-- shared.mjs --
export const stage = process.env.STAGE;
-- index.mjs --
import {{ env }} from "node:process";
import {{ stage }} from "./shared.mjs";
{code}
"""


def python(
    root: Path,
    *,
    table: str = "TABLE",
    head: str = "",
    orders: str = "return None",
) -> Asked:
    text = SAM.format(table=table, head=head, orders=orders)
    return ask(text, str(root))


def node(code: str, root: Path) -> Asked:
    return ask(NODE.format(code=code), str(root))


def shown(asked: Asked) -> str:
    found = hover(asked.snapshot, asked.path, asked.offset)
    return found.markdown if found else ""


def offered(asked: Asked) -> dict[str, str]:
    """The labels, with the text of the line as it would be."""
    source = asked.snapshot.source(asked.path)
    assert source is not None
    line = source.line_span(source.position(asked.offset).line)
    items = complete(asked.snapshot, asked.path, asked.offset)
    return {
        item.label: (
            source.text[line.start : item.replace.start]
            + item.text
            + source.text[item.replace.end : line.end]
        ).strip()
        for item in items
    }


def renamed(asked: Asked, new_name: str) -> dict[str, list[str]] | str:
    found = rename(asked.snapshot, asked.path, asked.offset, new_name)
    if isinstance(found, Refusal):
        return found.reason
    assert isinstance(found, Rename)
    return {
        path: changed_lines(before.text, after)
        for path, after in asked.after(found.changes).items()
        if (before := asked.snapshot.source(asked.absolute(path)))
    }


def test_hover_in_code_shows_the_value_for_the_function_that_reads_it(tmp_path: Path) -> None:
    asked = python(tmp_path, orders='return os.environ["TA<|>BLE"]')
    assert shown(asked) == (
        "**Environment variable** `TABLE`\n\n- `Orders`: `orders` · `template.yaml:18`"
    )


def test_hover_in_code_tells_why_a_value_is_not_known(tmp_path: Path) -> None:
    asked = python(tmp_path, head='STAGE = environ.get("STA<|>GE")')
    line = (
        "not known before the deployment, by default `dev`: "
        "parameter `Stage` can be set at deployment · `template.yaml:6`"
    )
    assert shown(asked).splitlines()[2:] == [f"- `Orders`: {line}", f"- `Payments`: {line}"]


def test_hover_in_code_tells_where_a_variable_is_not_declared(tmp_path: Path) -> None:
    asked = python(tmp_path, head='TABLE = os.environ["<|>TABLE"]')
    assert shown(asked).endswith("\n- `Payments`: **not declared**")


def test_hover_on_what_is_passed_to_a_helper(tmp_path: Path) -> None:
    asked = python(tmp_path, orders='return settings.env("TAB<|>LE")')
    assert "`Orders`: `orders`" in shown(asked)


def test_hover_on_a_variable_of_lambda(tmp_path: Path) -> None:
    asked = python(tmp_path, orders='return os.environ["AWS_<|>REGION"]')
    assert "Lambda sets it to the region that the function runs in." in shown(asked)


def test_hover_in_code_that_no_handler_is_seen_to_come_to(tmp_path: Path) -> None:
    asked = python(tmp_path, head='class A:\n    def b(self):\n        return environ["TA<|>BLE"]')
    assert "`Payments`: **not declared**" in shown(asked)


def test_hover_in_a_template_shows_who_reads(tmp_path: Path) -> None:
    asked = python(tmp_path, table="TAB<|>LE", orders='return settings.env("TABLE")')
    assert shown(asked) == (
        "**Environment variable** `TABLE`\n\nFor `Orders`, read in:\n\n- `app.py:10`"
    )


def test_hover_in_a_template_tells_that_nothing_reads(tmp_path: Path) -> None:
    assert "No code is seen to read it." in shown(python(tmp_path, table="TAB<|>LE"))


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ('os.environ["<|>"]', 'os.environ["TABLE"]'),
        ('os.environ["<|>', 'os.environ["TABLE"]'),
        ("os.environ[<|>]", 'os.environ["TABLE"]'),
        ('return environ["TA<|>"]', 'return environ["TABLE"]'),
        ('x = os.environ.get("<|>")', 'x = os.environ.get("TABLE")'),
        ('x = os.environ.get("<|>", None)', 'x = os.environ.get("TABLE", None)'),
        ('x = os.getenv("<|>")', 'x = os.getenv("TABLE")'),
        ('x = os.getenv("<|>', 'x = os.getenv("TABLE")'),
        ("x = os.getenv(<|>)", 'x = os.getenv("TABLE")'),
        ('if "<|>" in os.environ:', 'if "TABLE" in os.environ:'),
    ],
)
def test_names_are_offered_in_python(typed: str, line: str, tmp_path: Path) -> None:
    found = offered(python(tmp_path, orders=typed))
    assert found.keys() == {"STAGE", "TABLE"}
    assert found["TABLE"] == line


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("process.env.<|>", "process.env.TABLE"),
        ("process.env.<|>;", "process.env.TABLE;"),
        ("const x = process.env.TA<|>;", "const x = process.env.TABLE;"),
        ('const x = process.env["<|>"];', 'const x = process.env["TABLE"];'),
        ('const x = process.env["<|>', 'const x = process.env["TABLE"]'),
        ("const { <|> } = process.env;", "const { TABLE } = process.env;"),
        ("const { A, <|> } = process.env;", "const { A, TABLE } = process.env;"),
        ("env.<|>", "env.TABLE"),
    ],
)
def test_names_are_offered_in_javascript(typed: str, line: str, tmp_path: Path) -> None:
    asked = node(f"export const handler = async () => {{\n  {typed}\n}};", tmp_path)
    found = offered(asked)
    assert found.keys() == {"STAGE", "TABLE"}
    assert found["TABLE"] == line


def test_an_offered_name_comes_with_its_value(tmp_path: Path) -> None:
    asked = python(tmp_path, head='os.environ["<|>"]')
    items = complete(asked.snapshot, asked.path, asked.offset)
    assert {item.label: item.detail for item in items} == {"STAGE": "dev", "TABLE": "orders"}


@pytest.mark.parametrize("typed", ['settings["<|>"]', 'event.get("<|>")', "os.environ.<|>"])
def test_nothing_is_offered_elsewhere(typed: str, tmp_path: Path) -> None:
    assert offered(python(tmp_path, head='A = os.environ["A"]', orders=typed)) == {}


def test_inline_code(tmp_path: Path) -> None:
    text = """
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: python3.13
      Environment:
        Variables:
          TABLE: orders
      Code:
        ZipFile: |
          import os
          def handler(event, context):
            return {typed}
"""
    typed = ask(text.format(typed='os.environ["<|>"]'), str(tmp_path / "typed"))
    assert offered(typed) == {"TABLE": 'return os.environ["TABLE"]'}
    read = ask(text.format(typed='os.environ["TA<|>BLE"]'), str(tmp_path / "read"))
    assert "`Orders`: `orders`" in shown(read)
    assert renamed(read, "ORDERS") == {
        "template.yaml": ["ORDERS: orders", 'return os.environ["ORDERS"]']
    }


def test_definition_leads_to_the_template(tmp_path: Path) -> None:
    asked = python(tmp_path, orders='return environ.get("STA<|>GE")')
    (found,) = definitions(asked.snapshot, asked.path, asked.offset)
    assert asked.shown(found.path, found.span) == "template.yaml:6: STAGE"
    assert asked.shown(found.path, found.full) == "template.yaml:6: STAGE: !Ref Stage"


def test_references_of_a_template_are_in_code(tmp_path: Path) -> None:
    asked = python(
        tmp_path,
        table="TAB<|>LE",
        head='TABLE = os.environ["TABLE"]',
        orders='return settings.env("TABLE")',
    )
    found = references(asked.snapshot, asked.path, asked.offset, True)
    assert [asked.shown(each.path, each.span) for each in found] == [
        "template.yaml:18: TABLE",
        "app.py:6: TABLE",
        "app.py:10: TABLE",
    ]


def test_references_in_code(tmp_path: Path) -> None:
    asked = node("const a = env.STA<|>GE;\nexport const handler = async () => a;", tmp_path)
    found = references(asked.snapshot, asked.path, asked.offset, False)
    assert [asked.shown(each.path, each.span) for each in found] == [
        "index.mjs:3: STAGE",
        "shared.mjs:1: STAGE",
    ]


def test_a_rename_in_a_template_changes_code(tmp_path: Path) -> None:
    asked = python(
        tmp_path,
        table="<|>TABLE",
        head='NAME = "TABLE"',
        orders='return environ["TABLE"], settings.env("TABLE"), os.environ[NAME]',
    )
    prepared = prepare_rename(asked.snapshot, asked.path, asked.offset)
    assert isinstance(prepared, Renameable)
    assert prepared.placeholder == "TABLE"
    assert renamed(asked, "ORDERS") == {
        "template.yaml": ["ORDERS: orders"],
        "app.py": [
            'NAME = "ORDERS"',
            'return environ["ORDERS"], settings.env("ORDERS"), os.environ[NAME]',
        ],
    }


def test_a_rename_in_code_changes_what_all_functions_inherit(tmp_path: Path) -> None:
    code = "const { STA<|>GE, TABLE = 1 } = process.env;\nexport const handler = async () => STAGE;"
    assert renamed(node(code, tmp_path), "MODE") == {
        "serverless.yml": ["MODE: dev"],
        "index.mjs": ["const { MODE: STAGE, TABLE = 1 } = process.env;"],
        "shared.mjs": ["export const stage = process.env.MODE;"],
    }


def test_a_rename_changes_all_declarations_whose_code_is_shared(tmp_path: Path) -> None:
    text = """
-- template.yaml --
Globals:
  Function:
    Runtime: python3.13
    Handler: app.handler
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Environment: {Variables: {TAB<|>LE: orders}}
  Payments:
    Type: AWS::Serverless::Function
    Properties:
      Environment: {Variables: {TABLE: payments}}
  Refunds:
    Type: AWS::Serverless::Function
    Properties:
      Handler: other.handler
      Environment: {Variables: {TABLE: refunds}}
-- app.py --
import os
def handler(event, context):
    return os.environ["TABLE"]
-- other.py --
import os
def handler(event, context):
    return os.environ["TABLE"]
"""
    assert renamed(ask(text, str(tmp_path)), "NAME_OF_TABLE") == {
        "template.yaml": [
            "Environment: {Variables: {NAME_OF_TABLE: orders}}",
            "Environment: {Variables: {NAME_OF_TABLE: payments}}",
        ],
        "app.py": ['return os.environ["NAME_OF_TABLE"]'],
    }


@pytest.mark.parametrize(
    ("new_name", "orders", "reason"),
    [
        ("AWS_REGION", "return None", "`AWS_REGION` is reserved: Lambda sets it itself."),
        ("_TABLE", "return None", "`_TABLE` cannot be the name of an environment variable"),
        ("T-1", "return None", "`T-1` cannot be the name of an environment variable"),
        ("STAGE", "return None", "`Orders` has a variable `STAGE` already."),
        ("MODE", 'return environ["MODE"]', "`Orders` has a variable `MODE` already."),
        ("MODE", 'return environ[event["x"]]', "The code of `Orders` reads variables by names"),
    ],
)
def test_a_rename_is_refused(new_name: str, orders: str, reason: str, tmp_path: Path) -> None:
    found = renamed(python(tmp_path, table="TAB<|>LE", orders=orders), new_name)
    assert isinstance(found, str)
    assert found.startswith(reason)


def test_a_rename_is_refused_where_code_is_not_read(tmp_path: Path) -> None:
    text = """
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: Orders::Handle
      Runtime: java21
      Environment: {Variables: {TAB<|>LE: orders}}
"""
    asked = ask(text, str(tmp_path))
    found = prepare_rename(asked.snapshot, asked.path, asked.offset)
    assert found == Refusal("The code of `Orders` is not read, and it may read `TABLE`.")


@pytest.mark.parametrize("name", ["AWS_REG<|>ION", "UNDECLA<|>RED"])
def test_a_variable_of_nobody_is_not_renamed(name: str, tmp_path: Path) -> None:
    asked = python(tmp_path, orders=f'return environ["{name}"]')
    assert isinstance(prepare_rename(asked.snapshot, asked.path, asked.offset), Refusal)


def test_the_name_of_a_constant_is_not_renamed_here(tmp_path: Path) -> None:
    asked = python(tmp_path, head='NAME = "TABLE"', orders="return environ[NA<|>ME]")
    assert prepare_rename(asked.snapshot, asked.path, asked.offset) is None
