from __future__ import annotations

from pathlib import Path

import pytest
from lambda_ls.features.hover import hover

from tests.features.asked import ask

TEMPLATE = """
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: {handler}
      Runtime: {runtime}
      MemorySize: 512
      Timeout: 7
      Environment:
        Variables:
          TABLE: orders
      Events:
        Queue:
          Type: SQS
          Properties:
            Queue: !GetAtt OrdersQueue.Arn
-- app.py --
{code}
"""
HANDLER = 'def handler(event, context):\n    """Take orders."""\n    return None'


def check_hover(text: str, root: Path, expected: str | None) -> None:
    asked = ask(text, str(root))
    found = hover(asked.snapshot, asked.path, asked.offset)
    assert (found.markdown if found else None) == expected


def template(handler: str = "app.handler", runtime: str = "python3.13", code: str = HANDLER) -> str:
    return TEMPLATE.format(handler=handler, runtime=runtime, code=code)


@pytest.mark.parametrize("handler", ["<|>app.handler", "app<|>.handler", "app.handler<|>"])
def test_a_handler_string_shows_the_function_and_where_it_is(handler: str, tmp_path: Path) -> None:
    check_hover(
        template(handler),
        tmp_path,
        "```python\ndef handler(event, context)\n```\n\n```text\nTake orders.\n```\n\n`app.py:1`",
    )


def test_a_handler_shows_the_functions_that_run_it(tmp_path: Path) -> None:
    check_hover(
        template(code=HANDLER.replace("handler", "han<|>dler")),
        tmp_path,
        "**Lambda function** `Orders` in `template.yaml:2`\n\n"
        "- Runtime: `python3.13`, deprecated from 2029-06-30\n"
        "- Memory: 512 MB\n"
        "- Timeout: 7 s\n"
        "- Triggers: `SQS OrdersQueue`\n"
        "- Environment: `TABLE`",
    )


def test_a_runtime_shows_its_dates(tmp_path: Path) -> None:
    check_hover(
        template(runtime="python3<|>.9"),
        tmp_path,
        "**Runtime** `python3.9`\n\n"
        "- Deprecated: since 2025-12-15 (no more security patches)\n"
        "- No new functions: from 2027-02-01\n"
        "- No updates of functions: from 2027-03-03",
    )


def test_a_missing_handler_is_called_missing(tmp_path: Path) -> None:
    check_hover(template("app.absent<|>"), tmp_path, "**Missing**: Lambda cannot run this handler.")


def test_a_handler_that_cannot_be_told_comes_with_the_reason(tmp_path: Path) -> None:
    asked = ask(template("!Ref <|>Name"), str(tmp_path))
    found = hover(asked.snapshot, asked.path, asked.offset)
    assert found is not None
    assert found.markdown.startswith("**Unknown**: ")
    assert len(found.markdown) > len("**Unknown**: .")


def test_other_text_shows_nothing(tmp_path: Path) -> None:
    check_hover(template().replace("MemorySize", "Memory<|>Size"), tmp_path, None)


def test_a_docstring_cannot_end_its_block(tmp_path: Path) -> None:
    hostile = '"""```\n    [x](command:evil)\n    <img src=x>"""'
    asked = ask(
        template("app.han<|>dler", code=HANDLER.replace('"""Take orders."""', hostile)),
        str(tmp_path),
    )
    found = hover(asked.snapshot, asked.path, asked.offset)
    assert found is not None
    assert "````text\n```\n" in found.markdown
    assert found.markdown.index("command:evil") < found.markdown.rindex("````")


def test_a_name_cannot_leave_its_code_span(tmp_path: Path) -> None:
    code = HANDLER.replace("handler", "han<|>dler")
    text = template(code=code).replace("TABLE:", '"`[x](command:evil)`":')
    asked = ask(text, str(tmp_path))
    found = hover(asked.snapshot, asked.path, asked.offset)
    assert found is not None
    assert "- Environment: `` `[x](command:evil)` ``" in found.markdown


def test_behind_a_wrapper_the_variable_and_the_handler_show_the_real_function(
    tmp_path: Path,
) -> None:
    text = template("datadog_lambda.handler.handler<|>")
    text = text.replace("TABLE: orders", "DD_LAMBDA_HANDLER: app.handler")
    for name, question in (
        ("property", text),
        ("variable", text.replace("<|>", "").replace(": app.handler", ": app.han<|>dler")),
    ):
        asked = ask(question, str(tmp_path / name))
        found = hover(asked.snapshot, asked.path, asked.offset)
        assert found is not None
        assert "def handler(event, context)" in found.markdown


@pytest.mark.parametrize("style", ["InlineCode: |", "Code:\n        ZipFile: |"])
def test_the_handler_within_inline_code_shows_its_function(style: str, tmp_path: Path) -> None:
    kind = "AWS::Serverless::Function" if "Inline" in style else "AWS::Lambda::Function"
    text = f"""
-- template.yaml --
Resources:
  Orders:
    Type: {kind}
    Properties:
      Runtime: python3.13
      Handler: index.handler
      {style}
          # 🙂
          def han<|>dler(event, context):
            return None
"""
    asked = ask(text, str(tmp_path))
    found = hover(asked.snapshot, asked.path, asked.offset)
    assert found is not None
    assert found.markdown.startswith("**Lambda function** `Orders` in `template.yaml:2`")
    assert asked.shown(asked.path, found.span).endswith(": handler")
