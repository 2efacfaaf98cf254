from __future__ import annotations

from pathlib import Path

import pytest
from lambda_ls.features.hover import hover

from tests.features.asked import ask

SQS = """
      Events:
        Queue:
          Type: SQS
          Properties:
            Queue: !GetAtt OrdersQueue.Arn
"""
TEMPLATE = """
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: {runtime}{events}
-- {file} --
{code}
"""


def shown(code: str, root: Path, events: str = SQS, file: str = "app.py") -> str:
    """The hover at the cursor of a handler's file, empty where there is none."""
    runtime = "python3.13" if file.endswith(".py") else "nodejs22.x"
    text = TEMPLATE.format(runtime=runtime, events=events, file=file, code=code)
    asked = ask(text, str(root))
    found = hover(asked.snapshot, asked.path, asked.offset)
    return found.markdown if found else ""


def test_a_key_shows_its_path_type_trigger_and_what_it_holds(tmp_path: Path) -> None:
    text = shown(
        'def handler(event, context):\n    return event["Records"][0]["bo<|>dy"]', tmp_path
    )
    assert text.startswith(
        "**`Records[].body`** string · `SQS OrdersQueue`\n\nThe text of the message"
    )
    assert 'Example: `"{\\"orderId\\": \\"1001\\"}"`' in text
    assert text.endswith("[SQS events](https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html)")


@pytest.mark.parametrize(
    "code",
    [
        'def handler(event, context):\n    event["Records"][0]["messageI<|>d"]',
        'def handler(e, _):\n    e["Records"][0].get("messageI<|>d")',
        'def handler(event, context):\n    for r in event["Records"]:\n        r["message<|>Id"]',
        'def handler(event, context):\n    return [r["message<|>Id"] for r in event["Records"]]',
        'def handler(event, context):\n    return "message<|>Id" in event["Records"][0]',
        'def f(r):\n    r["message<|>Id"]\n\ndef handler(event, _):\n    f(event["Records"][0])',
    ],
)
def test_a_key_is_known_in_every_form_of_python(code: str, tmp_path: Path) -> None:
    assert shown(code, tmp_path).startswith("**`Records[].messageId`** string")


@pytest.mark.parametrize(
    "code",
    [
        "export const handler = async (event) => event.Records[0].message<|>Id;",
        'export const handler = async (event) => event["Records"][0]["message<|>Id"];',
        "export const handler = async (event) => event?.Records?.[0]?.message<|>Id;",
        "export const handler = async ({ Records }) => Records.map((r) => r.message<|>Id);",
        "export const handler = async ({ Records: [{ message<|>Id: id }] }) => id;",
        "export const handler = async (e) => {\n  for (const { message<|>Id } of e.Records) {}\n};",
        "const f = (r) => r.message<|>Id;\nexport const handler = async (e) => f(e.Records[0]);",
    ],
)
def test_a_key_is_known_in_every_form_of_javascript(code: str, tmp_path: Path) -> None:
    assert shown(code, tmp_path, file="app.mjs").startswith("**`Records[].messageId`** string")


def test_a_variable_shows_what_it_holds(tmp_path: Path) -> None:
    text = shown(
        'def handler(event, context):\n    for rec in event["Records"]:\n        print(re<|>c)',
        tmp_path,
    )
    assert text.startswith(
        "**`Records[]`** object · `SQS OrdersQueue`\n\nOne message of the queue."
    )


def test_the_event_shows_its_keys_and_what_becomes_of_the_outcome(tmp_path: Path) -> None:
    text = shown("def handler(ev<|>ent, context):\n    return event", tmp_path)
    assert text.startswith("**Event** of `Orders` · `SQS OrdersQueue`")
    assert "Keys: `Records`" in text
    assert "- Returned value: Ignored, unless `ReportBatchItemFailures`" in text
    assert "- On failure: The whole batch becomes visible again" in text


def test_the_event_of_an_unknown_trigger_says_so(tmp_path: Path) -> None:
    text = shown("def handler(ev<|>ent, context):\n    return event", tmp_path, events="")
    assert text == (
        "**Event** of `Orders`\n\nNo template of this workspace shows what invokes the function."
    )


def test_a_key_that_can_be_missing_says_so(tmp_path: Path) -> None:
    code = (
        'def handler(event, context):\n    event["Records"][0]["attributes"]["MessageGroup<|>Id"]'
    )
    assert "Not always there." in shown(code, tmp_path)


def test_a_key_that_several_triggers_send_is_shown_for_each(tmp_path: Path) -> None:
    events = (
        SQS
        + "        Topic:\n          Type: SNS\n          Properties:\n            Topic: !Ref T\n"
    )
    text = shown('def handler(event, context):\n    event["Reco<|>rds"]', tmp_path, events)
    assert text.count("**`Records`** array") == 2
    assert "[SNS events]" in text and "[SQS events]" in text


@pytest.mark.parametrize(
    "code",
    [
        'def handler(event, context):\n    event["Records"][0]["no<|>ne"]',
        'def handler(event, context):\n    {"Records": 1}["Reco<|>rds"]',
        'def handler(event, context):\n    event = {}\n    event["Reco<|>rds"]',
        'def other(event):\n    event["Reco<|>rds"]\n\ndef handler(event, context):\n    pass',
    ],
)
def test_nothing_is_shown_where_nothing_is_known(code: str, tmp_path: Path) -> None:
    assert shown(code, tmp_path) == ""


@pytest.mark.parametrize(
    ("code", "file", "signature"),
    [
        ("def handler(event, context):\n    context.get_remaining<|>_time_in_millis()", "app.py",
         "get_remaining_time_in_millis() -> int"),
        ("export const handler = async (e, ctx) => ctx.getRemaining<|>TimeInMillis();", "app.mjs",
         "getRemainingTimeInMillis"),
    ],
)  # fmt: skip
def test_a_member_of_the_context_shows_its_signature(
    code: str, file: str, signature: str, tmp_path: Path
) -> None:
    text = shown(code, tmp_path, file=file)
    assert signature in text
    assert "illiseconds" in text


def test_the_context_shows_its_members(tmp_path: Path) -> None:
    text = shown("def handler(event, con<|>text):\n    return context", tmp_path)
    assert text.startswith("**Context** of the invocation")
    assert "- `aws_request_id`" in text


def test_the_context_of_a_durable_execution_shows_its_own_members(tmp_path: Path) -> None:
    code = "from aws_durable_execution_sdk_python import durable_execution\n@durable_execution\n"
    whole = shown(f"{code}def handler(event, con<|>text):\n    context.step(f)\n", tmp_path / "a")
    assert whole.startswith("**Durable context** of the execution")
    assert "- `lambda_context`" in whole
    member = shown(f"{code}def handler(event, context):\n    context.st<|>ep(f)\n", tmp_path / "b")
    assert "step(func, name=None, config=None)" in member


def test_inline_code_is_known_too(tmp_path: Path) -> None:
    asked = ask(
        "-- template.yaml --\nResources:\n  Orders:\n    Type: AWS::Serverless::Function\n"
        "    Properties:\n      Handler: index.handler\n      Runtime: python3.13\n"
        "      InlineCode: |\n        def handler(event, context):\n"
        '            return event["Reco<|>rds"]\n' + SQS.lstrip("\n"),
        str(tmp_path),
    )
    found = hover(asked.snapshot, asked.path, asked.offset)
    assert found and found.markdown.startswith("**`Records`** array")
