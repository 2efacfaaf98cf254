from __future__ import annotations

from pathlib import Path

import pytest
from lambda_ls.features.completion import complete
from lambda_ls.features.results import Completion
from lambda_ls.workspace.scan import scan
from lambda_ls.workspace.workspace import Workspace

from tests.features.asked import Asked, ask
from tests.features.test_event_hover import SQS, TEMPLATE
from tests.fixture import write

WHOLE_TEMPLATE = TEMPLATE.partition("-- {file}")[0].removeprefix("\n-- template.yaml --\n")
WHOLE_TEMPLATE = WHOLE_TEMPLATE.format(runtime="python3.13", events=SQS)
RECORD = ("messageId", "receiptHandle", "body", "attributes", "messageAttributes", "md5OfBody")


def asked_in(code: str, root: Path, events: str = SQS, file: str = "app.py") -> Asked:
    runtime = "python3.13" if file.endswith(".py") else "nodejs22.x"
    return ask(TEMPLATE.format(runtime=runtime, events=events, file=file, code=code), str(root))


def offered(
    code: str, root: Path, events: str = SQS, file: str = "app.py"
) -> tuple[Completion, ...]:
    asked = asked_in(code, root, events, file)
    return complete(asked.snapshot, asked.path, asked.offset)


def labels(items: tuple[Completion, ...]) -> list[str]:
    return [item.label for item in items]


@pytest.mark.parametrize(
    "code",
    [
        'def handler(event, context):\n    event["<|>"]',
        'def handler(event, context):\n    event["<|>',
        "def handler(event, context):\n    event['<|>']",
        'def handler(event, context):\n    event["Rec<|>"]\n    return 1',
        "def handler(event, context):\n    event[<|>]",
        'def handler(event, context):\n    event.get("<|>")',
        'def handler(event, context):\n    x = event.get("<|>\n    return x',
        'def handler(event, context):\n    if "<|>" in event:\n        pass',
    ],
)
def test_keys_of_the_event_are_offered_in_python(code: str, tmp_path: Path) -> None:
    assert labels(offered(code, tmp_path)) == ["Records"]


@pytest.mark.parametrize(
    "code",
    [
        'def handler(event, context):\n    for r in event["Records"]:\n        r["<|>"]',
        'def handler(event, context):\n    return [r["<|>"] for r in event["Records"]]',
    ],
)
def test_keys_further_down_are_offered_in_python(code: str, tmp_path: Path) -> None:
    assert tuple(labels(offered(code, tmp_path)))[:6] == RECORD


@pytest.mark.parametrize(
    "code",
    [
        "export const handler = async (event) => {\n  event.Records[0].<|>\n};",
        "export const handler = async (event) => {\n  const x = event.Records[0].<|>\n  x();\n};",
        "export const handler = async (event) => {\n  event?.Records?.[0]?.<|>\n};",
        'export const handler = async (event) => {\n  event.Records[0]["<|>"];\n};',
        "export const handler = async (event) => {\n  const { <|> } = event.Records[0];\n};",
        "export const handler = async (event) => {\n  const { body, <|> } = event.Records[0];\n};",
        "export const handler = async (event) => {\n  for (const { <|> } of event.Records) {}\n};",
        "export const handler = async ({ Records: [{ <|> }] }) => 1;",
    ],
)
def test_keys_are_offered_in_javascript(code: str, tmp_path: Path) -> None:
    assert tuple(labels(offered(code, tmp_path, file="app.mjs")))[:6] == RECORD


def test_keys_are_offered_in_a_call_that_is_not_closed_yet(tmp_path: Path) -> None:
    whole = 'def handler(event, context):\n    for r in event["Records"]:\n        print(r)\n'
    typed = whole.replace("print(r)", 'print(r["')
    files = {"template.yaml": WHOLE_TEMPLATE, "app.py": whole}
    write(files, str(tmp_path))
    workspace = Workspace((str(tmp_path),))
    workspace.adopt(scan((str(tmp_path),)))
    path = str(tmp_path / "app.py")
    assert workspace.snapshot().code_in(path)
    workspace.open(path, typed)
    items = complete(workspace.snapshot(), path, typed.index('r["') + 3)
    assert tuple(labels(items))[:6] == RECORD


def test_an_item_tells_of_the_key_and_comes_after_all_others(tmp_path: Path) -> None:
    (item,) = offered('def handler(event, context):\n    event["Re<|>c"]', tmp_path)
    assert (item.kind, item.text, item.detail) == ("field", "Records", "array · SQS")
    assert item.documentation.startswith("The messages")
    assert item.sort.startswith("~")


def test_an_item_replaces_the_word_that_is_typed(tmp_path: Path) -> None:
    asked = asked_in('def handler(event, context):\n    event["Re<|>c"]', tmp_path)
    (item,) = complete(asked.snapshot, asked.path, asked.offset)
    source = asked.snapshot.source(asked.path)
    assert source and source.slice(item.replace) == "Rec"


def test_missing_quotes_are_written(tmp_path: Path) -> None:
    (item,) = offered("def handler(event, context):\n    event[<|>]", tmp_path)
    assert item.text == '"Records"'


RULE = (
    "\n      Events:\n        Rule:\n          Type: EventBridgeRule\n          Properties:\n"
    "            Pattern:\n              source: [orders]\n"
)


@pytest.mark.parametrize(
    ("code", "file", "text"),
    [
        ('def handler(event, context):\n    event["<|>"]', "app.py", "detail-type"),
        ('def handler(event, context):\n    event["<|>', "app.py", 'detail-type"]'),
        ('export const handler = (event) => event["<|>"];', "app.mjs", "detail-type"),
        ("export const handler = (event) => event[<|>];", "app.mjs", '"detail-type"'),
        ("export const handler = (event) => event?.<|>;", "app.mjs", '?.["detail-type"]'),
    ],
)
def test_a_key_that_is_no_name_is_offered_wherever_it_can_be_written(
    code: str, file: str, text: str, tmp_path: Path
) -> None:
    items = offered(code, tmp_path, RULE, file)
    assert next(item.text for item in items if item.label == "detail-type") == text


def test_a_key_that_is_no_name_is_written_in_brackets(tmp_path: Path) -> None:
    events = RULE
    asked = asked_in(
        "export const handler = async (event) => {\n  event.<|>\n};", tmp_path, events, "app.mjs"
    )
    items = complete(asked.snapshot, asked.path, asked.offset)
    item = next(each for each in items if each.label == "detail-type")
    source = asked.snapshot.source(asked.path)
    assert source and source.slice(item.replace) == "."
    assert item.text == '["detail-type"]'


def test_a_key_behind_a_dot_is_written_in_brackets_in_python(tmp_path: Path) -> None:
    asked = asked_in("def handler(event, context):\n    event.<|>\n", tmp_path)
    (item,) = complete(asked.snapshot, asked.path, asked.offset)
    source = asked.snapshot.source(asked.path)
    assert source and source.slice(item.replace) == "."
    assert item.text == '["Records"]'


@pytest.mark.parametrize(
    ("code", "file", "member", "text"),
    [
        ("def handler(event, context):\n    context.<|>\n", "app.py",
         "aws_request_id", "aws_request_id"),
        ("def handler(event, context):\n    context.get<|>\n", "app.py",
         "get_remaining_time_in_millis", "get_remaining_time_in_millis()"),
        ("def handler(event, context):\n    context.identity.<|>\n", "app.py",
         "cognito_identity_id", "cognito_identity_id"),
        ("export const handler = async (event, context) => {\n  context.<|>\n};", "app.mjs",
         "awsRequestId", "awsRequestId"),
    ],
)  # fmt: skip
def test_members_of_the_context_are_offered(
    code: str, file: str, member: str, text: str, tmp_path: Path
) -> None:
    items = offered(code, tmp_path, file=file)
    assert next(item.text for item in items if item.label == member) == text


_DURABLE_PYTHON = (
    "from aws_durable_execution_sdk_python import durable_execution\n"
    "@durable_execution\ndef handler(event, context):\n    context.{typed}\n"
)
_DURABLE_NODE = (
    'import {{ withDurableExecution }} from "@aws/durable-execution-sdk-js";\n'
    "export const handler = withDurableExecution(async (event, context) => {{\n"
    "  context.{typed}\n}});\n"
)


@pytest.mark.parametrize(
    ("code", "file", "typed", "member", "text"),
    [
        (_DURABLE_PYTHON, "app.py", "wai<|>", "wait_for_callback", "wait_for_callback()"),
        (_DURABLE_PYTHON, "app.py", "lambda_context.<|>", "aws_request_id", "aws_request_id"),
        (_DURABLE_NODE, "app.mjs", "<|>", "waitForCallback", "waitForCallback()"),
        (_DURABLE_NODE, "app.mjs", "promise.<|>", "allSettled", "allSettled()"),
        (_DURABLE_NODE, "app.mjs", "lambdaContext.<|>", "awsRequestId", "awsRequestId"),
    ],
)
def test_members_of_the_context_of_a_durable_execution_are_offered(
    code: str, file: str, typed: str, member: str, text: str, tmp_path: Path
) -> None:
    items = offered(code.format(typed=typed), tmp_path, file=file)
    assert next(item.text for item in items if item.label == member) == text


def test_keys_of_the_event_are_offered_in_a_durable_execution(tmp_path: Path) -> None:
    code = _DURABLE_PYTHON.format(typed='step(event["<|>"])')
    assert labels(offered(code, tmp_path)) == ["Records"]


def test_a_member_that_the_runtime_no_longer_has_is_not_offered(tmp_path: Path) -> None:
    text = TEMPLATE.format(
        runtime="nodejs24.x", events="", file="app.mjs",
        code="export const handler = async (event, context) => {\n  context.<|>\n};",
    )  # fmt: skip
    asked = ask(text, str(tmp_path))
    items = labels(complete(asked.snapshot, asked.path, asked.offset))
    assert "awsRequestId" in items
    assert "succeed" not in items


@pytest.mark.parametrize(
    "code",
    [
        'def handler(event, context):\n    x = {}\n    x["<|>"]',
        'def handler(event, context):\n    return "event[<|>"',
        'def handler(event, context):\n    # event["<|>"]\n    pass',
        'def handler(event, context):\n    event = {}\n    event["<|>"]',
        'def other(event):\n    event["<|>"]\n\ndef handler(event, context):\n    pass',
    ],
)
def test_nothing_is_offered_where_nothing_is_known(code: str, tmp_path: Path) -> None:
    assert offered(code, tmp_path) == ()


def test_path_parameters_are_those_of_the_route(tmp_path: Path) -> None:
    events = (
        "\n      Events:\n        Get:\n          Type: HttpApi\n          Properties:\n"
        "            Path: /orders/{orderId}\n            Method: GET\n"
    )
    code = 'def handler(event, context):\n    event["pathParameters"]["<|>"]'
    assert labels(offered(code, tmp_path, events)) == ["orderId"]


def test_keys_are_offered_in_inline_code(tmp_path: Path) -> None:
    asked = ask(
        "-- template.yaml --\nResources:\n  Orders:\n    Type: AWS::Serverless::Function\n"
        "    Properties:\n      Handler: index.handler\n      Runtime: python3.13\n"
        "      InlineCode: |\n        def handler(event, context):\n"
        '            return event["Re<|>"]\n' + SQS.lstrip("\n"),
        str(tmp_path),
    )
    (item,) = complete(asked.snapshot, asked.path, asked.offset)
    source = asked.snapshot.source(asked.path)
    assert item.label == "Records"
    assert source and source.slice(item.replace) == "Re"
