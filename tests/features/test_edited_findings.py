"""Findings after any edits of a template are those of a workspace that sees the text anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from lambda_ls.features.diagnostics import Diagnostics
from lambda_ls.model.finding import Finding
from lambda_ls.text.incremental import CHEAP_LENGTH
from lambda_ls.text.span import Span
from lambda_ls.workspace.workspace import Workspace

HEAD = """\
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: python3.13
    Timeout: 10
    Environment: {Variables: {SHARED: x}}
Resources:
  Nested:
    Type: AWS::Serverless::Application
    Properties: {Location: nested.yaml}
  Api:
    Type: AWS::Serverless::Api
    Properties: {StageName: prod, DefinitionUri: api.yaml}
  Layer:
    Type: AWS::Serverless::LayerVersion
    Properties: {ContentUri: src/layer}
"""
SERVICE = """\
  Orders{0}:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handle{0}
      Layers: [!Ref Layer]
      Environment:
        Variables:
          TABLE: !Ref Table{0}
          UNUSED: "{0}"
      Events:
        Queue: {{Type: SQS, Properties: {{Queue: !GetAtt Queue{0}.Arn}}}}
        Api: {{Type: Api, Properties: {{Path: /a, Method: get, RestApiId: !Ref Api}}}}
  Queue{0}:
    Type: AWS::SQS::Queue
    Properties: {{VisibilityTimeout: 60}}
  Plain{0}:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: python3.13
      Code: {{ZipFile: "def handler(event, context): return event['Recordz']"}}
  Mapping{0}:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: !Ref Plain{0}
      EventSourceArn: !GetAtt Queue{0}.Arn
"""
TEXT = HEAD + "".join(map(SERVICE.format, range(40)))
CODE = "import os\n\n" + "".join(
    f"def handle{n}(event, context):\n    return event['Records'], os.environ['TABLE']\n\n\n"
    for n in range(40)
)
PARTS = (
    *("x", "", "\n", ": [", "\t", '"', "#", "  ", "app.handle1", "Queue2", "Type: AWS::SQS::Queue"),
    *(
        "VisibilityTimeout: 5",
        "AWS::Lambda::Function",
        "*a",
        "&a ",
        "- ",
        "\n  New:\n    Type: x\n",
    ),
    *("\n    Type: AWS::Serverless::Function\n", "Timeout: 900", "UNUSED", "api.yaml"),
)


def workspace(folder: Path) -> Workspace:
    there = Workspace([str(folder)])
    there.add_candidates([str(folder / "template.yaml")])
    return there


def findings(diagnostics: Diagnostics, there: Workspace) -> list[tuple[Span, Finding]]:
    snapshot = there.snapshot()
    found = diagnostics.everywhere(snapshot)
    return [(snapshot.span(each.place), each) for file in found for each in file.findings]


def edits(random: Random) -> Iterator[str]:
    """Texts that come from each other as when somebody types, and now and then takes it back."""
    before = text = TEXT
    while True:
        start = random.randrange(len(text))
        end = start + random.choice((0, 0, 1, 3, 20))
        before, text = text, text[:start] + random.choice(PARTS) + text[end:]
        yield text
        if random.random() < 0.7:
            text = before
            yield text


@pytest.mark.parametrize("seed", range(3))
def test_findings_after_edits_are_those_of_a_workspace_that_sees_the_text_anew(
    tmp_path: Path, seed: int
) -> None:
    template = tmp_path / "template.yaml"
    template.write_text(TEXT, encoding="utf-8")
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "app.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "api.yaml").write_text("openapi: 3.0.0\n", encoding="utf-8")
    assert len(TEXT) > CHEAP_LENGTH
    edited, diagnostics = workspace(tmp_path), Diagnostics()
    texts = edits(Random(seed))
    for _ in range(12):
        text = next(texts)
        edited.open(str(template), text)
        anew = workspace(tmp_path)
        anew.open(str(template), text)
        assert findings(diagnostics, edited) == findings(Diagnostics(), anew)
