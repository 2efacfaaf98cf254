from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from lambda_ls.runtime.host import Host
from lambda_ls.runtime.plan import Plan

from tests.cli.command import SERVER, Command, Outcome, run_process
from tests.fixture import write

MODULES = Path(__file__).parents[2] / "node_modules"
TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Timeout: 7
      MemorySize: 256
      Environment:
        Variables: {STAGE: test, TABLE: !Ref Orders}
      Events:
        Get: {Type: Api, Properties: {Path: "/orders/{id}", Method: get}}
        Queue: {Type: SQS, Properties: {Queue: !GetAtt Mails.Arn}}
  Inline:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: index.main
      Code:
        ZipFile: |
          def main(event, context):
              return {"file": __file__, "event": event}
  Node:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src/, Handler: app.handler, Runtime: ruby3.3}
  Image: {Type: AWS::Serverless::Function, Properties: {PackageType: Image, ImageUri: a}}
  Own: {Type: AWS::Serverless::Function, Properties: {Handler: a, Runtime: provided.al2023}}
  Later: {Type: AWS::Serverless::Function, Properties: {Handler: !Ref H, Runtime: python3.13}}
  Mails: {Type: AWS::SQS::Queue}
  Orders: {Type: AWS::DynamoDB::Table}
"""
APP = """\
import os

calls = 0


def handler(event, context):
    global calls
    calls += 1
    print("called", calls)
    if event.get("fail"):
        raise ValueError("no such order")
    return {"statusCode": 200, "body": os.environ["STAGE"] + os.environ["TABLE"]}


def bad(event, context):
    return {"status": 200}


def echo(event, context):
    return {"event": event, "key": os.environ["AWS_ACCESS_KEY_ID"], "x": os.environ.get("X")}
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "shop"
    write({"template.yaml": TEMPLATE, "src/app.py": APP}, str(folder))
    monkeypatch.chdir(folder)
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    return folder


def invocations(found: Outcome) -> Any:
    return found.json["invocations"]


def test_a_function_runs_with_the_sample_of_its_first_trigger(command: Command, shop: Path) -> None:
    found = command("invoke", "Api")
    assert found.code == 0
    assert found.json == {"statusCode": 200, "body": "testunknown-TABLE"}
    lines = found.err.split("\n")
    assert "called 1" in lines
    assert (
        "note: `TABLE` is `unknown-TABLE`, unless a run gets `--env TABLE=VALUE`: "
        "`Orders` is known only at deployment" in lines
    )
    given = command("invoke", "Api", "--env", "TABLE=orders")
    assert "`TABLE`" not in given.err
    assert "REPORT RequestId: " in found.err
    assert "\tMemory Size: 256 MB\t" in found.err
    assert lines[-2].startswith("next: Sent to the client as the HTTP response")


def test_json_has_the_documented_shape(command: Command, shop: Path) -> None:
    found = command("invoke", "Api:Queue", "--format", "json", "--times", "2")
    assert (found.code, found.err) == (0, "")
    assert list(found.json) == ["function", "runtime", "client", "notes", "invocations"]
    assert (found.json["function"], found.json["runtime"]) == ("Api", "python3.13")
    first, second = invocations(found)
    assert list(first) == [
        "request_id",
        "event",
        "outcome",
        "response",
        "error",
        "raised",
        "places",
        "cold",
        "init_ms",
        "duration_ms",
        "billed_ms",
        "memory_size_mb",
        "max_memory_mb",
        "logs",
        "report",
        "findings",
        "next",
        "hint",
        "changes",
        "batch",
        "execution",
    ]
    assert first["event"]["Records"][0]["eventSource"] == "aws:sqs"
    assert (first["cold"], second["cold"], second["init_ms"]) == (True, False, None)
    assert "called 2\n" in second["logs"]


def test_a_handler_that_fails_gives_its_error_and_what_follows(
    command: Command, shop: Path
) -> None:
    (shop / "event.json").write_text('{"fail": true}')
    options = ("--event", "event.json", "--trigger", "Queue", "--format", "json")
    found = command("invoke", "Api", *options)
    assert found.code == 1
    (invocation,) = invocations(found)
    error = invocation["error"]
    assert (error["errorType"], error["errorMessage"]) == ("ValueError", "no such order")
    assert invocation["next"].startswith("The whole batch becomes visible again")


def test_a_response_that_its_trigger_refuses_is_found(command: Command, shop: Path) -> None:
    found = command(
        "invoke", "src/app.py::bad", "--trigger", "api-gateway-rest", "--format", "json"
    )
    assert found.code == 0
    (invocation,) = invocations(found)
    assert [each["rule"] for each in invocation["findings"]] == ["response-shape"]
    assert invocation["next"] == "The client gets a 502."


def test_a_handler_that_no_template_names_runs(command: Command, shop: Path) -> None:
    (shop / "event.json").write_text('["ü"]')
    found = command("invoke", "src/app.py::echo", "--event", "event.json", "--env", "X=1=2")
    assert found.json == {"event": ["ü"], "key": "AKIAIOSFODNN7EXAMPLE", "x": "1=2"}


EXACT = """\
import sys
from decimal import Decimal


def handler(event, context):
    return {"price": Decimal("1.10"), "far": Decimal("1E+400")}


def fails(event, context):
    raise ValueError(Decimal("1.10"))
"""


def test_numbers_keep_their_digits(command: Command, shop: Path) -> None:
    (shop / "src" / "exact.py").write_text(EXACT)
    (shop / "event.json").write_text('{"price": 2.50, "far": -1e999}')
    exact = partial(json.loads, parse_float=str)
    options = ("src/exact.py::handler", "--event", "event.json")
    assert exact(command("invoke", *options).out) == {"price": "1.10", "far": "1E+400"}
    (found,) = exact(command("invoke", *options, "--format", "json").out)["invocations"]
    assert found["response"] == {"price": "1.10", "far": "1E+400"}
    assert found["event"] == {"price": "2.50", "far": "-1e999"}


def test_credentials_of_the_shell_are_handed_on_only_when_asked(
    command: Command, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAREAL")
    assert command("invoke", "src/app.py::echo").json["key"] == "AKIAIOSFODNN7EXAMPLE"
    assert command("invoke", "src/app.py::echo", "--aws-credentials").json["key"] == "AKIAREAL"


def test_inline_code_runs_from_a_folder_of_its_own(command: Command, shop: Path) -> None:
    found = command("invoke", "Inline")
    assert found.code == 0
    assert found.json["event"] == {}
    assert not Path(found.json["file"]).exists()
    assert not list(shop.rglob("__pycache__"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("Nothing",), "there is no function `Nothing`"),
        (("Api", "--trigger", "Nothing"), "`Api` has no event `Nothing`; it has `Get`, `Queue`"),
        (("Api", "--event", "none.json"), "the event `none.json` cannot be read"),
        (("Api", "--event", "template.yaml"), "the event `template.yaml` is not JSON"),
        (("Api", "--times", "0"), "must be a number from 1"),
        (("Api", "--timeout", "nan"), "must be a number of seconds"),
        (("Api", "--env", "X"), "must be NAME=VALUE"),
        (("Image",), "`Image` is a container image, which cannot be run locally yet"),
        (("Own",), "handlers on a custom runtime cannot be run locally yet"),
        (("Later",), "which handler `Later` has: `H` is known only at deployment"),
        (("none.yaml::Api",), "there is no file `none.yaml`"),
        (("none.py::handler",), "there is no file `none.py`"),
        (("src/app.py",), "`src/app.py` is no function; one in a file is `src/app.py::NAME`"),
        (("template.yaml:Api",), "one in a file is `template.yaml::NAME`"),
        (("Node",), "handlers in ruby cannot be run locally yet"),
    ],
)
def test_wrong_usage_says_what_is_wrong(
    command: Command, shop: Path, arguments: tuple[str, ...], words: str
) -> None:
    found = command("invoke", *arguments)
    assert (found.code, found.out) == (2, "")
    assert words in found.err


@pytest.mark.parametrize(
    "arguments", [("--trigger", "Nothing"), ("--redeliver", "--trigger", "Get")]
)
def test_nothing_of_the_user_runs_where_the_event_is_refused(
    command: Command, shop: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    started: list[Plan] = []
    monkeypatch.setattr(Host, "start_ahead", lambda host, plan: started.append(plan))
    assert command("invoke", "Api", *arguments).code == 2
    assert not started


def test_the_handler_starts_before_what_takes_its_answer_is_loaded(shop: Path) -> None:
    code = """
import sys
from lambda_ls.runtime.host import Host
start = Host.start_ahead
def start_ahead(host, plan):
    start(host, plan)
    late = {"asyncio", "lambda_ls.triggers.catalogue", "lambda_ls.runtime.execution"}
    print(late & {*sys.modules})
Host.start_ahead = start_ahead
from lambda_ls.cli.main import run
run(["invoke", "Api"])
"""
    environment = {**os.environ, "PYTHONPATH": SERVER}
    printed = subprocess.check_output([sys.executable, "-c", code], cwd=shop, env=environment)
    assert printed.decode().splitlines()[0] == "set()"


def test_an_event_comes_from_stdin(shop: Path) -> None:
    found = run_process("invoke", "src/app.py::echo", "--event", "-", cwd=shop)
    assert (found.code, "the event of stdin is not JSON" in found.err) == (2, True)
    # Windows' tools begin their texts with a byte order mark.
    given = '\ufeff{"name": "Zoë"}'
    found = run_process("invoke", "src/app.py::echo", "--event", "-", cwd=shop, given=given)
    assert (found.code, json.loads(found.out)["event"]) == (0, {"name": "Zoë"})


def test_a_long_run_is_ended_by_its_timeout(command: Command, shop: Path) -> None:
    (shop / "src" / "slow.py").write_text("import time\ndef h(e, c):\n    time.sleep(60)\n")
    found = command("invoke", "src/slow.py::h", "--timeout", "0.3", "--format", "json")
    assert found.code == 1
    (invocation,) = invocations(found)
    assert invocation["outcome"] == "timeout"
    assert json.loads(found.out)["client"]


def test_a_library_of_lambdas_image_that_is_not_here_is_explained(
    command: Command, shop: Path
) -> None:
    missing = "raise ModuleNotFoundError(\"No module named 'botocore'\")\n"
    (shop / "src" / "aws.py").write_text(missing)
    found = command("invoke", "src/aws.py::handler", "--format", "json")
    (invocation,) = invocations(found)
    assert invocation["outcome"] == "init-error"
    assert invocation["hint"].startswith("`botocore` is a part of Lambda's image")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import surely_not_there.models\n", "`surely_not_there` is not installed for `"),
        ("import app.missing\n", None),
    ],
)
def test_a_package_that_is_not_here_is_explained_and_no_module_of_the_users_own(
    command: Command, shop: Path, code: str, said: str | None
) -> None:
    (shop / "src" / "lacks.py").write_text(code)
    found = command("invoke", "src/lacks.py::handler", "--format", "json")
    (invocation,) = invocations(found)
    assert invocation["outcome"] == "init-error"
    assert (invocation["hint"] or "").startswith(said or "")
    assert (invocation["hint"] is None) == (said is None)


BATCH_TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Events:
        Jobs:
          Type: SQS
          Properties:
            Queue: !GetAtt Jobs.Arn
            FunctionResponseTypes: [ReportBatchItemFailures]
        Get: {Type: Api, Properties: {Path: /jobs, Method: get}}
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy: {maxReceiveCount: 3, deadLetterTargetArn: !GetAtt Lost.Arn}
  Lost: {Type: AWS::SQS::Queue}
"""
BATCH_APP = """\
def handler(event, context):
    failures = []
    for record in event["Records"]:
        print(record["messageId"], record["attributes"]["ApproximateReceiveCount"])
        if record["body"] == "bad":
            failures.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failures}
"""


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "worker"
    record = {"attributes": {"ApproximateReceiveCount": "1"}}
    event = {
        "Records": [
            {"messageId": "one", "body": "good", **record},
            {"messageId": "two", "body": "bad", **record},
        ]
    }
    files = {"template.yaml": BATCH_TEMPLATE, "src/app.py": BATCH_APP}
    write({**files, "batch.json": json.dumps(event)}, str(folder))
    monkeypatch.chdir(folder)
    return folder


def test_what_failed_of_a_batch_is_delivered_again_until_the_queue_gives_it_up(
    command: Command, worker: Path
) -> None:
    options = ("--event", "batch.json", "--trigger", "Jobs", "--redeliver")
    found = command("invoke", "Worker", *options, "--format", "json")
    batches = [each["batch"] for each in invocations(found)]
    assert [each["done"] for each in batches] == [["one"], [], []]
    assert [each["again"] for each in batches] == [["two"], ["two"], []]
    assert (batches[2]["given_up"], batches[2]["destination"]) == (["two"], "Lost")
    assert [each["cold"] for each in invocations(found)] == [True, False, False]
    assert [each["next"] for each in invocations(found)] == [
        "`two` becomes visible again, the others are deleted.",
        "`two` becomes visible again.",
        "`two` goes to `Lost`.",
    ]
    shown = command("invoke", "Worker", *options)
    assert (found.code, shown.code) == (1, 1)
    assert "two 3" in shown.err
    assert "given up to `Lost`: two" in shown.err


@pytest.mark.parametrize(
    ("fails", "code"),
    [
        ("False", 0),
        # It is done at last.
        ("record['attributes']['ApproximateReceiveCount'] == '1'", 0),
        ("True", 1),
    ],
)
@pytest.mark.parametrize("redrive", ["maxReceiveCount: 2", "unknown: 2"])
def test_the_exit_code_of_a_batch_tells_whether_a_record_is_left_over(
    command: Command, worker: Path, redrive: str, fails: str, code: int
) -> None:
    template = BATCH_TEMPLATE.replace("maxReceiveCount: 3", redrive)
    (worker / "template.yaml").write_text(template, encoding="utf-8")
    app = BATCH_APP.replace('record["body"] == "bad"', fails)
    (worker / "src" / "app.py").write_text(app, encoding="utf-8")
    options = ("--event", "batch.json", "--trigger", "Jobs")
    found = command("invoke", "Worker", *options, "--redeliver", "--format", "json")
    left = [(each["batch"]["again"], each["batch"]["given_up"]) for each in invocations(found)]
    assert (found.code, left[-1] != ([], [])) == (code, bool(code))
    assert command("invoke", "Worker", *options).code == 0


@pytest.mark.parametrize(
    ("count", "next_"),
    [
        ("2", "The whole batch becomes visible again after the queue's visibility timeout"),
        ("3", "`one`, `two` go to `Lost`."),
    ],
)
def test_messages_of_a_failed_invocation_that_are_received_for_the_last_time_are_told(
    command: Command, worker: Path, count: str, next_: str
) -> None:
    (worker / "src" / "app.py").write_text("def handler(event, context):\n    1 / 0\n", "utf-8")
    event = (worker / "batch.json").read_text(encoding="utf-8")
    (worker / "batch.json").write_text(event.replace('"1"', f'"{count}"'), encoding="utf-8")
    options = ("--event", "batch.json", "--trigger", "Jobs", "--format", "json")
    (told,) = invocations(command("invoke", "Worker", *options))
    assert told["next"].startswith(next_)


def test_only_batches_that_are_sent_again_can_be_redelivered(
    command: Command, worker: Path
) -> None:
    found = command("invoke", "Worker", "--trigger", "Get", "--redeliver")
    assert found.code == 2
    assert "`Worker` gets its event from API Gateway REST" in found.err
    both = command("invoke", "Worker", "--redeliver", "--times", "2")
    assert both.code == 2


def test_a_batch_that_is_written_by_hand_is_of_the_only_trigger(
    command: Command, worker: Path
) -> None:
    template = worker / "template.yaml"
    route = "        Get: {Type: Api, Properties: {Path: /jobs, Method: get}}\n"
    template.write_text(BATCH_TEMPLATE.replace(route, ""), encoding="utf-8")
    found = command("invoke", "Worker", "--event", "batch.json", "--redeliver")
    assert "given up to `Lost`: two" in found.err


def test_a_queue_does_not_look_at_other_keys_of_a_response(command: Command, worker: Path) -> None:
    code = "def handler(event, context):\n    return {'statusCode': 200, 'batchItemFailures': []}\n"
    (worker / "src" / "app.py").write_text(code, encoding="utf-8")
    found = command("invoke", "Worker", "--event", "batch.json", "--trigger", "Jobs")
    assert "response-shape" not in found.err
    assert "next: All messages are deleted." in found.err


def test_it_says_what_becomes_of_each_message(command: Command, worker: Path) -> None:
    found = command("invoke", "Worker", "--event", "batch.json", "--trigger", "Jobs")
    assert "next: `two` becomes visible again, the others are deleted." in found.err
    (worker / "src" / "app.py").write_text("def handler(event, context):\n    return None\n")
    found = command("invoke", "Worker", "--event", "batch.json", "--trigger", "Jobs")
    assert "next: All messages are deleted." in found.err


JSON_LOGS = """\
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    LoggingConfig: {LogFormat: JSON, ApplicationLogLevel: WARN, LogGroup: shop}
Resources:
  Python:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler, Runtime: python3.13, CodeUri: src}
  Node:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler, Runtime: nodejs22.x, CodeUri: src}
"""
LOGGING_PYTHON = """\
import logging, os


def handler(event, context):
    logging.info("too fine")
    logging.warning("low stock")
    return os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
"""
LOGGING_NODE = """\
exports.handler = async () => {
  console.info("too fine");
  console.warn("low stock");
  return process.env.AWS_LAMBDA_LOG_GROUP_NAME;
};
"""


@pytest.mark.parametrize("name", ["Python", "Node"])
def test_the_log_is_json_where_the_template_says_so(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    files = {"src/app.py": LOGGING_PYTHON, "src/app.js": LOGGING_NODE}
    write({"template.yaml": JSON_LOGS, **files}, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    (found,) = invocations(command("invoke", name, "--format", "json"))
    assert found["response"] == "shop"
    start, record, report = map(json.loads, found["logs"].splitlines())
    assert (start["type"], report["type"]) == ("platform.start", "platform.report")
    assert record["message"] == "low stock"
    told = start["record"]["requestId"], record["requestId"], report["record"]["requestId"]
    assert set(told) == {found["request_id"]}
    assert report["record"]["metrics"]["billedDurationMs"] == found["billed_ms"]
    assert found["report"].startswith("REPORT RequestId: ")


TYPESCRIPT = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler, Runtime: nodejs22.x, CodeUri: src}
    Metadata:
      BuildMethod: esbuild
      BuildProperties:
        {EntryPoints: [app.ts], Format: esm, OutExtension: [.js=.mjs], Target: es2022,
        Loader: [.sql=text]}
"""


@pytest.mark.skipif(not (MODULES / "esbuild").is_dir(), reason="needs what `npm ci` installs")
def test_typescript_is_built_as_the_template_says(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        'import query from "./orders.sql";\n'
        "const waited: string = await Promise.resolve(query);\n"
        "export const handler = async (): Promise<string> => waited;\n"
    )
    files = {"template.yaml": TYPESCRIPT, "src/app.ts": code, "src/orders.sql": "select 1"}
    write(files, str(tmp_path))
    (tmp_path / "node_modules").symlink_to(MODULES)
    monkeypatch.chdir(tmp_path)
    found = command("invoke", "Orders", "--trigger", "sqs")
    assert (found.code, found.json) == (0, "select 1")
