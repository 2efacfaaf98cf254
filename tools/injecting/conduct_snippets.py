"""What code must not do to the process, or during each invocation."""

from __future__ import annotations

from .model import Target
from .snippets import Lines, Snippet


def _any(target: Target) -> bool:
    return bool(target.function.name)


def _is_often_invoked(target: Target) -> bool:
    """Whether a client for each invocation costs anything: a custom resource is rarely invoked."""
    return all(each.id != "custom-resource" for each in target.facts.triggers)


_EXIT, _CLIENT, _STATE = "exit-in-handler", "client-in-handler", "mutable-global-state"

CONDUCT = (
    Snippet(
        _EXIT,
        "exit on a condition",
        "guarded",
        _any,
        Lines("sys.exit(1)", "import sys"),
        Lines("process.exit(1);"),
    ),
    Snippet(
        _EXIT,
        "exit for a caught error",
        "caught",
        _any,
        Lines("print(ERROR)\nsys.exit(1)", "import sys"),
        Lines("console.error(ERROR);\nprocess.exit(1);"),
    ),
    Snippet(_EXIT, "raise SystemExit", "guarded", _any, Lines("raise SystemExit(1)")),
    Snippet(_EXIT, "built-in exit", "guarded", _any, Lines("exit()")),
    Snippet(
        _CLIENT,
        "client",
        "start",
        _is_often_invoked,
        Lines('storage = boto3.client("s3")\nprint(storage)', "import boto3"),
        Lines(
            "const storage = new S3Client({});\nconsole.log(storage);",
            'const { S3Client } = require("@aws-sdk/client-s3");',
        ),
    ),
    Snippet(
        _CLIENT,
        "resource",
        "start",
        _is_often_invoked,
        Lines('orders = boto3.resource("dynamodb").Table("orders")\nprint(orders)', "import boto3"),
        Lines(
            "const orders = DynamoDBDocumentClient.from(new DynamoDBClient({}));\n"
            "console.log(orders);",
            'const { DynamoDBClient } = require("@aws-sdk/client-dynamodb");\n'
            'const { DynamoDBDocumentClient } = require("@aws-sdk/lib-dynamodb");',
        ),
    ),
    Snippet(
        _STATE,
        "list that grows",
        "start",
        _any,
        Lines("order_rows.append(EVENT)\nprint(order_rows)", top="order_rows = []"),
        Lines("orderRows.push(EVENT);\nconsole.log(orderRows);", top="const orderRows = [];"),
    ),
    Snippet(
        _STATE,
        "sum that grows",
        "start",
        _any,
        Lines("global price_sum\nprice_sum += 1\nprint(price_sum)", top="price_sum = 0"),
        Lines("priceSum += 1;\nconsole.log(priceSum);", top="let priceSum = 0;"),
    ),
)
"""One snippet for each way in which people do it."""
