"""Handlers of languages that are looked up by name and not read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from lambda_ls.features.definition import definitions
from lambda_ls.features.hover import hover
from lambda_ls.features.lenses import code_lenses
from lambda_ls.features.references import references
from lambda_ls.features.rename import prepare_rename, rename
from lambda_ls.features.results import Refusal
from lambda_ls.features.symbols import workspace_symbols

from tests.features.asked import ask

TEMPLATE = """
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Runtime: {runtime}
      Handler: {handler}
      Events:
        Queue:
          Type: SQS
          Properties:
            Queue: !GetAtt OrdersQueue.Arn
-- {path} --
{code}
"""


@dataclass(frozen=True)
class Example:
    runtime: str
    handler: str
    path: str
    code: str
    name: str
    line: int
    shown: str

    @property
    def marked(self) -> str:
        """The code with the cursor behind the handler's name."""
        before, name, after = self.code.rpartition(self.name)
        return f"{before}{name}<|>{after}"

    def template(self, handler: str | None = None, code: str | None = None) -> str:
        return TEMPLATE.format(
            runtime=self.runtime,
            handler=handler or self.handler,
            path=self.path,
            code=code or self.code,
        )


JAVA = Example(
    "java21",
    "shop.Orders::handleRequest",
    "src/Orders.java",
    "package shop;\npublic class Orders {\n    public String handleRequest(Map e, Context c) {\n"
    '        return "";\n    }\n}',
    "handleRequest",
    3,
    "```java\npublic String handleRequest(Map e, Context c)\n```\n\n"
    "`src/Orders.java:3`, found through the only such name",
)
RUBY = Example(
    "ruby3.3",
    "app.handler",
    "app.rb",
    "def handler(event:, context:)\nend",
    "handler",
    1,
    "```ruby\ndef handler(event:, context:)\n```\n\n`app.rb:1`, found through the only such name",
)
CSHARP = Example(
    "dotnet8",
    "Shop::Shop.Orders::Run",
    "Orders.cs",
    "namespace Shop;\npublic class Orders\n{\n    public string Run(string input) => input;\n}",
    "Run",
    4,
    "```csharp\npublic string Run(string input) => input;\n```\n\n"
    "`Orders.cs:4`, found through the only such name",
)
GO = Example(
    "provided.al2023",
    "bootstrap",
    "main.go",
    "package main\n\nfunc main() {\n}",
    "main",
    3,
    "```go\nfunc main()\n```\n\n`main.go:3`, found through the only such name",
)
EXAMPLES = pytest.mark.parametrize(
    "example", [JAVA, RUBY, CSHARP, GO], ids=["java", "ruby", "csharp", "go"]
)


@EXAMPLES
def test_a_handler_has_a_lens_and_a_hover(example: Example, tmp_path: Path) -> None:
    asked = ask(example.template(code=example.marked), str(tmp_path))
    lenses = code_lenses(asked.snapshot, asked.path)
    assert [(asked.shown(asked.path, each.span), each.title) for each in lenses] == [
        (f"{example.path}:{example.line}: {example.name}", "Orders · SQS OrdersQueue")
    ]
    found = hover(asked.snapshot, asked.path, asked.offset)
    assert found is not None
    assert found.markdown.startswith("**Lambda function** `Orders` in `template.yaml:2`")


@EXAMPLES
def test_the_code_leads_to_the_template(example: Example, tmp_path: Path) -> None:
    asked = ask(example.template(code=example.marked), str(tmp_path))
    targets = definitions(asked.snapshot, asked.path, asked.offset)
    assert [asked.shown(each.path, each.span) for each in targets] == ["template.yaml:2: Orders"]
    places = references(asked.snapshot, asked.path, asked.offset, declaration=True)
    assert [asked.shown(each.path, each.span) for each in places] == [
        f"{example.path}:{example.line}: {example.name}",
        f"template.yaml:7: {example.handler}",
    ]


@EXAMPLES
def test_the_template_leads_to_the_code(example: Example, tmp_path: Path) -> None:
    asked = ask(example.template(f"<|>{example.handler}"), str(tmp_path))
    targets = definitions(asked.snapshot, asked.path, asked.offset)
    where = f"{example.path}:{example.line}: {example.name}"
    assert [asked.shown(each.path, each.span) for each in targets] == [where]
    found = hover(asked.snapshot, asked.path, asked.offset)
    assert found is not None
    assert found.markdown == example.shown
    assert example.name in {each.name for each in workspace_symbols(asked.snapshot, "")}


@EXAMPLES
@pytest.mark.parametrize("place", ["code", "template"])
def test_a_rename_is_refused_with_the_reason(example: Example, place: str, tmp_path: Path) -> None:
    in_template = example.template(f"<|>{example.handler}")
    text = example.template(code=example.marked) if place == "code" else in_template
    asked = ask(text, str(tmp_path))
    for answer in (
        prepare_rename(asked.snapshot, asked.path, asked.offset),
        rename(asked.snapshot, asked.path, asked.offset, "other"),
    ):
        assert isinstance(answer, Refusal)
        assert "looked up" in answer.reason
