"""How long a user waits in a large file of handlers, measured over stdio as an editor does.

    python -m benchmarks.handlers [--json] [--keystrokes N]

A file of 1,000 lines in Python and in JavaScript: a handler, twenty helpers that it hands each
record of its event, and five times as many functions that have nothing to do with events. Every
keystroke misspells a key of the event or mends it, so that the server has to publish after each.
Times are milliseconds from sending the change, or the request, to having the answer.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec

from .editor import CAPABILITIES, Editor
from .measuring import Measurement, show, summary, timed
from .servers import lambda_ls
from .stdio_client import StdioClient

SQS_TEMPLATE = """\
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: {runtime}
      Events:
        Queue:
          Type: SQS
          Properties:
            Queue: arn:aws:sqs:us-east-1:123456789012:orders
"""
_LINES = 1_000
_OTHERS = 5


class Language(msgspec.Struct, frozen=True):
    """A language to measure with; `{}` in the texts is a number."""

    name: str
    file: str
    runtime: str
    head: str
    helper: str
    other: str
    handler: str
    call: str
    tail: str


PYTHON = Language(
    name="python",
    file="app.py",
    runtime="python3.13",
    head="import json\n\n",
    helper=(
        "def step_{}(record, number):\n"
        '    attributes = record["attributes"]\n'
        "    total = number + {}\n"
        '    if attributes["ApproximateReceiveCount"] != "1" and total > 3:\n'
        '        print(json.dumps(record["messageAttributes"]), total)\n'
        '    return {{"id": record["messageId"], "body": json.loads(record["body"])}}\n\n'
    ),
    other=(
        "def price_{}(items, rate):\n"
        '    total = sum(item["price"] * item["count"] for item in items) + {}\n'
        "    if total > 100 and rate < 1:\n"
        "        total *= 1 - rate\n"
        '    taxes = {{"total": total, "tax": round(total * 0.19, 2)}}\n'
        "    return taxes if total else {{}}\n\n"
    ),
    handler='def handler(event, context):\n    for record in event["Records"]:\n',
    call="        step_{}(record, {})\n",
    tail="    return context.aws_request_id\n",
)
_JAVASCRIPT = Language(
    name="javascript",
    file="app.mjs",
    runtime="nodejs22.x",
    head="",
    helper=(
        "function step_{}(record, number) {{\n"
        "  const {{ attributes, body }} = record;\n"
        "  const total = number + {};\n"
        '  if (attributes.ApproximateReceiveCount !== "1" && total > 3) {{\n'
        "    console.log(JSON.stringify(record.messageAttributes), total);\n"
        "  }}\n"
        "  return {{ id: record.messageId, body: JSON.parse(body) }};\n}}\n\n"
    ),
    other=(
        "function price_{}(items, rate) {{\n"
        "  let total = items.reduce((sum, item) => sum + item.price * item.count, {});\n"
        "  if (total > 100 && rate < 1) {{\n"
        "    total *= 1 - rate;\n"
        "  }}\n"
        "  const taxes = {{ total, tax: Math.round(total * 19) / 100 }};\n"
        "  return total ? taxes : {{}};\n}}\n\n"
    ),
    handler=(
        "export const handler = async (event, context) => {\n"
        '  for (const record of event["Records"]) {\n'
    ),
    call="    step_{}(record, {});\n",
    tail="  }\n  return context.awsRequestId;\n};\n",
)


def source_of(language: Language) -> str:
    """The text of a file of about a thousand lines."""
    group = language.helper.count("\n") + 1 + _OTHERS * language.other.count("\n")
    numbers = range((_LINES - 10) // group)
    calls = "".join(language.call.format(number, number) for number in numbers)
    functions = "".join(
        language.helper.format(number, number) + language.other.format(number, number) * _OTHERS
        for number in numbers
    )
    return f"{language.head}{functions}{language.handler}{calls}{language.tail}"


def measure(language: Language, keystrokes: int) -> Iterator[Measurement]:
    """All measurements with one language."""
    with tempfile.TemporaryDirectory() as name, StdioClient(lambda_ls().command) as client:
        folder = Path(name).resolve()
        template = SQS_TEMPLATE.format(runtime=language.runtime)
        (folder / "template.yaml").write_text(template, encoding="utf-8")
        path, text = folder / language.file, source_of(language)
        path.write_text(text, encoding="utf-8")
        client.initialize(folder, CAPABILITIES)
        editor = Editor(client, path, text.replace('"Records"', '"Record"'), language.name)
        editor.open()
        typing = _keystrokes(editor)
        next(typing)
        times = [timed(lambda: next(typing)) for _ in range(keystrokes // 2 * 2)]
        yield summary(language.file, "keystroke to findings", times)
        number, column = editor.find("Records")
        for method in ("hover", "completion"):
            ask = partial(editor.ask, method, number, column + 5)
            assert ask(), f"{method} gives nothing"
            yield summary(language.file, method, [timed(ask) for _ in range(keystrokes)])
            times = []
            for _ in range(keystrokes // 2 * 2):
                next(typing)
                times.append(timed(ask))
            yield summary(language.file, f"{method} after a keystroke", times)


def _keystrokes(editor: Editor) -> Iterator[None]:
    """The last letter of the key, written and taken away again, without end."""
    number, column = editor.find('"Record"')
    end = column + len('"Record')
    while True:
        for start, stop, text in ((end, end, "s"), (end, end + 1, "")):
            editor.replace(number, start, stop, text)
            yield


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--keystrokes", type=int, default=200, help="how many of each kind")
    arguments = parser.parse_args()
    languages = (PYTHON, _JAVASCRIPT)
    rows = [row for language in languages for row in measure(language, arguments.keystrokes)]
    show(rows, as_json=arguments.json)


if __name__ == "__main__":
    main()
