"""The lines above handlers by which they are run."""

from __future__ import annotations

from pathlib import Path

from lambda_ls.features.run_lenses import run_lenses

from tests.features.asked import ask

PROJECT = """\
-- app.py --
def handler(event, context):
    pass


def alone(event, context):
    pass
-- crowded.py --
def handler(event, context):
    pass
-- template.yaml --
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {Runtime: python3.13, CodeUri: .}
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Events:
        A: {Type: SQS, Properties: {Queue: "arn:aws:sqs:us-east-1:123456789012:a"}}
        B: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
  Two:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler}
  Alone:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.alone}
  Busy:
    Type: AWS::Serverless::Function
    Properties:
      Handler: crowded.handler
      Events:
        A: {Type: SQS, Properties: {Queue: "arn:aws:sqs:us-east-1:123456789012:a"}}
        B: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
        C: {Type: Schedule, Properties: {Schedule: rate(2 days)}}
  Calm:
    Type: AWS::Serverless::Function
    Properties: {Handler: crowded.handler}
  Rust:
    Type: AWS::Serverless::Function
    Properties: {Handler: bootstrap, Runtime: provided.al2023}
"""


def titles(root: Path, path: str, *warm: str, debugs: bool = False) -> list[tuple[str, str, str]]:
    """The name, the title and the event of each lens of a file."""
    asked = ask(PROJECT, str(root))
    file = asked.absolute(path)
    lenses = run_lenses(asked.snapshot, file, lambda each: each.name in warm, debugs)
    source = asked.snapshot.source(file)
    assert source is not None
    return [(source.slice(each.span), each.title, each.event) for each in lenses]


def test_a_handler_runs_with_each_event_of_each_of_its_functions(tmp_path: Path) -> None:
    assert titles(tmp_path, "app.py") == [
        ("handler", "▶ Run One with SQS event", "A"),
        ("handler", "▶ Run One with Schedule event", "B"),
        ("handler", "Edit Event of One…", "A"),
        ("handler", "▶ Run Two", ""),
        ("handler", "Edit Event of Two…", ""),
        ("alone", "▶ Run", ""),
        ("alone", "Edit Event…", ""),
    ]


def test_all_that_is_done_with_functions_of_one_handler_names_the_function(tmp_path: Path) -> None:
    found = titles(tmp_path, "app.py", "One", "Two", debugs=True)
    assert [title for name, title, _ in found if name == "handler"] == [
        "▶ Run One again (warm) with SQS event",
        "▶ Run One again (warm) with Schedule event",
        "Run One Cold",
        "Debug One",
        "Edit Event of One…",
        "▶ Run Two again (warm)",
        "Run Two Cold",
        "Debug Two",
        "Edit Event of Two…",
    ]


def test_every_function_of_a_handler_can_be_run(tmp_path: Path) -> None:
    found = titles(tmp_path, "crowded.py")
    runs = [title for _, title, _ in found if "Run" in title]
    assert runs == ["▶ Run Busy with SQS event", "▶ Run Busy with Schedule event", "▶ Run Calm"]


def test_a_function_that_has_run_can_run_warm_or_cold(tmp_path: Path) -> None:
    found = [each for each in titles(tmp_path, "app.py", "Alone") if each[0] == "alone"]
    assert [title for _, title, _ in found] == ["▶ Run again (warm)", "Run Cold", "Edit Event…"]


def test_only_editors_that_debug_are_offered_it(tmp_path: Path) -> None:
    found = titles(tmp_path, "app.py", debugs=True)
    assert [title for name, title, _ in found if name == "alone"] == [
        "▶ Run",
        "Debug",
        "Edit Event…",
    ]


def test_functions_of_a_template_run_from_there_where_their_language_does(tmp_path: Path) -> None:
    names = [name for name, title, _ in titles(tmp_path, "template.yaml") if "Run" in title]
    assert names == ["One", "One", "Two", "Alone", "Busy", "Busy", "Busy", "Calm"]


def test_an_event_of_the_project_comes_first(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "alone.json").write_text("{}", encoding="utf-8")
    found = [title for name, title, _ in titles(tmp_path, "app.py") if name == "alone"]
    assert found[0] == "▶ Run with events/alone.json"
