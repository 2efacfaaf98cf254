from __future__ import annotations

import json
from pathlib import Path

import pytest
from lambda_ls.triggers.catalogue import all_definitions

from tests.cli.command import FILES, Command
from tests.fixture import write

TWO = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      CodeUri: src/
      Handler: app.handler
      Events:
        Get: {Type: HttpApi, Properties: {Path: "/orders/{id}", Method: get}}
        Uploads:
          Type: S3
          Properties: {Bucket: !Ref Photos, Events: "s3:ObjectCreated:*"}
  Silent:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, CodeUri: src/, Handler: app.handler}
  Photos:
    Type: AWS::S3::Bucket
"""


def test_a_trigger_gives_its_sample(command: Command, project: Path) -> None:
    found = command("event", "sqs")
    assert (found.code, found.err) == (0, "")
    assert found.json["Records"][0]["eventSource"] == "aws:sqs"


def test_another_seed_gives_other_ids(command: Command, project: Path) -> None:
    first, second = (command("event", "sqs", "--seed", seed).json for seed in ("1", "2"))
    ids = [each["Records"][0]["messageId"] for each in (first, second)]
    assert ids[0] != ids[1]
    assert command("event", "sqs", "--seed", "1").json == first


def test_the_list_has_every_trigger(command: Command, project: Path) -> None:
    found = command("event", "--list")
    lines = found.out.splitlines()
    assert found.code == 0
    assert any(line.split() == ["sqs", "SQS"] for line in lines)
    assert len(lines) == len(all_definitions())


def test_a_function_gives_an_event_with_the_templates_values(
    command: Command, project: Path
) -> None:
    write({"template.yaml": TWO}, str(project))
    event = command("event", "Orders").json
    assert event["routeKey"] == "GET /orders/{id}"
    assert event["rawPath"].endswith("/orders/1001")


@pytest.mark.parametrize(
    "target",
    ["Orders:Uploads", "Orders:s3", "template.yaml::Orders:Uploads", "src/app.py::handler:s3"],
)
def test_an_event_of_a_function_can_be_named(target: str, command: Command, project: Path) -> None:
    write({"template.yaml": TWO}, str(project))
    record = command("event", target).json["Records"][0]
    assert record["s3"]["bucket"]["name"] == "Photos"


SERVICE = """\
service: shop
provider: {name: aws, runtime: python3.13}
functions:
  orders:
    handler: src/app.handler
    events:
      - http: GET /orders
      - http: {path: /orders, method: post, integration: lambda}
      - websocket: $connect
"""


def test_each_of_several_events_without_a_name_can_be_chosen(
    command: Command, project: Path
) -> None:
    write({"serverless.yml": SERVICE}, str(project))
    lines = command("event", "orders", "--list").out.splitlines()
    assert [line.split("  ")[0] for line in lines] == [
        "GET /orders",
        "POST /orders",
        "api-gateway-websocket",
    ]
    assert command("event", "orders:GET /orders").json["httpMethod"] == "GET"
    assert command("event", "orders:API Gateway REST GET /orders").json["httpMethod"] == "GET"
    context = command("event", "orders:api-gateway-websocket").json["requestContext"]
    assert context["routeKey"] == "$connect"


def test_an_event_that_the_template_changes_is_told(command: Command, project: Path) -> None:
    write({"serverless.yml": SERVICE}, str(project))
    found = command("event", "orders:POST /orders")
    assert found.code == 0
    assert "the integration is not a proxy" in found.err


def test_saved_events_are_offered_first(command: Command, project: Path) -> None:
    saved = json.dumps(command("event", "s3").json)
    write(
        {"template.yaml": TWO, "events/put.json": saved, "events/other.json": "[1]"}, str(project)
    )
    lines = command("event", "Orders", "--list").out.splitlines()
    assert [line.split()[0] for line in lines] == ["events/put.json", "Get", "Uploads"]
    assert command("event", "Orders:events/put.json").json == json.loads(saved)


def test_saved_events_with_one_name_are_told_apart_by_their_paths(
    command: Command, project: Path
) -> None:
    write(
        {"template.yaml": TWO, "src/events/Orders.json": "1", "events/Orders.json": "2"},
        str(project),
    )
    lines = command("event", "Orders", "--list").out.splitlines()
    assert [line.split()[0] for line in lines[:2]] == [
        "src/events/Orders.json",
        "events/Orders.json",
    ]
    assert command("event", "Orders:src/events/Orders.json").json == 1
    assert command("event", "Orders:events/Orders.json").json == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "name a trigger or a function; `--list` shows all triggers"),
        (("Order",), "there is no function `Order`; did you mean `Orders`?"),
        (("qs",), "did you mean the trigger `sqs`?"),
        (("Orders:Up",), "`Orders` has no event `Up`"),
        (("Silent",), "no template shows what triggers `Silent`"),
        (("src/app.py::handlr",), "no template names a handler `handlr` in `src/app.py`; did"),
        (("Orders", "--root", "nowhere"), "`nowhere` does not exist"),
    ],
)
def test_a_target_that_leads_nowhere_is_told(
    arguments: tuple[str, ...], message: str, command: Command, project: Path
) -> None:
    write({"template.yaml": TWO}, str(project))
    found = command("event", *arguments)
    assert (found.code, found.out) == (2, "")
    assert message in found.err
    assert "Traceback" not in found.err


def test_a_name_in_several_templates_has_to_be_told_apart(command: Command, project: Path) -> None:
    write({"template.yaml": TWO, "other/template.yaml": TWO}, str(project))
    found = command("event", "Orders")
    assert found.code == 2
    assert "`other/template.yaml::Orders`" in found.err
    assert command("event", "other/template.yaml::Orders").code == 0


def test_a_template_elsewhere_is_read_with_its_own_settings(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    write({"lambda-ls.toml": "x = ["}, str(here / "broken"))
    write(FILES, str(there))
    monkeypatch.chdir(here)
    for name in (str(there / "template.yaml"), "../there/template.yaml"):
        found = command("event", f"{name}::Orders")
        assert (found.code, found.err) == (0, "")
        assert found.json["Records"][0]["eventSource"] == "aws:sqs"


@pytest.mark.parametrize("depth", [985, 5_000])
@pytest.mark.parametrize("verb", ["event", "invoke"])
def test_a_saved_event_that_is_nested_too_deeply_is_told(
    command: Command, project: Path, verb: str, depth: int
) -> None:
    write({"template.yaml": TWO, "events/Orders.json": "[" * depth + "]" * depth}, str(project))
    found = command(verb, "Orders:events/Orders.json")
    assert (found.code, found.out) == (2, "")
    assert found.err == (
        "lambda-ls: `events/Orders.json` is not JSON: it is nested in more than 800 levels\n"
    )
