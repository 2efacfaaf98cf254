"""How long a user waits in a large file of handlers, measured over stdio as an editor does.

    python -m benchmarks.handlers [--json] [--keystrokes N]

A file of 1,000 lines in Python and in JavaScript: a handler, twenty helpers that it hands each
record of its event, and five times as many functions that have nothing to do with events. Every
keystroke misspells a key of the event or mends it, so that the server has to publish after each.
Times are milliseconds from sending the change, or the request, to having the answer.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from .measuring import Measurement, show, summary, timed
from .stdio_client import StdioClient

_SERVER = [sys.executable, "-m", "lambda_ls", "serve"]
_CAPABILITIES: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {"publishDiagnostics": {"versionSupport": True}},
}
_TEMPLATE = """\
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


@dataclass(frozen=True)
class Language:
    """A language to measure with; `{}` in the texts is a number."""

    file: str
    runtime: str
    head: str
    helper: str
    other: str
    handler: str
    call: str
    tail: str


_PYTHON = Language(
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


class Editor:
    """A user in the handler of an open file."""

    def __init__(self, client: StdioClient, path: Path) -> None:
        self._client = client
        self._uri = path.as_uri()
        self._version = 1
        self._text = path.read_text(encoding="utf-8")
        lines = self._text.split("\n")
        self._line = next(number for number, line in enumerate(lines) if "Records" in line)
        self._column = lines[self._line].index("Records") + len("Records")

    def open(self) -> None:
        """Open the file, and misspell the key so that there is something to publish."""
        item = {"uri": self._uri, "languageId": "x", "version": 1, "text": self._text}
        self._client.notify("textDocument/didOpen", {"textDocument": item})
        self.replace(self._column - 1, self._column, "")

    def misspell(self) -> None:
        """Take the last letter of the key away."""
        self.replace(self._column - 1, self._column, "")

    def mend(self) -> None:
        """Write it again."""
        self.replace(self._column - 1, self._column - 1, "s")

    def replace(self, start: int, end: int, text: str) -> None:
        """Replace what lies between two columns of the line, and wait for the findings."""
        self._version += 1
        place = {
            "start": {"line": self._line, "character": start},
            "end": {"line": self._line, "character": end},
        }
        change = {
            "textDocument": {"uri": self._uri, "version": self._version},
            "contentChanges": [{"range": place, "text": text}],
        }
        self._client.notify("textDocument/didChange", change)
        self._client.wait(self._is_report)

    def ask(self, method: str) -> Any:
        """A request in the key."""
        position = {"line": self._line, "character": self._column - 2}
        return self._client.request(
            method, {"textDocument": {"uri": self._uri}, "position": position}
        )

    def _is_report(self, message: dict[str, Any]) -> bool:
        if message.get("method") != "textDocument/publishDiagnostics":
            return False
        params = message["params"]
        return bool(params["uri"] == self._uri and params.get("version") == self._version)


def measure(language: Language, keystrokes: int) -> Iterator[Measurement]:
    """All measurements with one language."""
    with tempfile.TemporaryDirectory() as name, StdioClient(_SERVER) as client:
        folder = Path(name).resolve()
        template = _TEMPLATE.format(runtime=language.runtime)
        (folder / "template.yaml").write_text(template, encoding="utf-8")
        path = folder / language.file
        path.write_text(source_of(language), encoding="utf-8")
        client.initialize(folder, _CAPABILITIES)
        editor = Editor(client, path)
        editor.open()
        editor.mend()
        times = []
        for _ in range(keystrokes // 2):
            times += (timed(editor.misspell), timed(editor.mend))
        yield summary(language.file, "keystroke to findings", times)
        for method in ("hover", "completion"):
            ask = partial(editor.ask, f"textDocument/{method}")
            assert ask(), f"{method} gives nothing"
            yield summary(language.file, method, [timed(ask) for _ in range(keystrokes)])
            times = []
            for _ in range(keystrokes // 2):
                editor.misspell()
                times.append(timed(ask))
                editor.mend()
                times.append(timed(ask))
            yield summary(language.file, f"{method} after a keystroke", times)


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--keystrokes", type=int, default=200, help="how many of each kind")
    arguments = parser.parse_args()
    languages = (_PYTHON, _JAVASCRIPT)
    rows = [row for language in languages for row in measure(language, arguments.keystrokes)]
    show(rows, as_json=arguments.json)


if __name__ == "__main__":
    main()
