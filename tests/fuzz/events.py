"""Reading events: those of `--event`, and those that a project keeps in `events/`."""

from __future__ import annotations

import json
import os
import tempfile
from functools import cache

from lambda_ls.aws.data import Json
from lambda_ls.cli.errors import CommandError
from lambda_ls.cli.event_file import event_file
from lambda_ls.features.sample_events import EventOffer, event_of, offered_events
from lambda_ls.model.function import Function
from lambda_ls.triggers.catalogue import all_definitions
from lambda_ls.triggers.conform import misfits
from lambda_ls.triggers.contract import contract
from lambda_ls.triggers.sample import sample_event
from lambda_ls.workspace.snapshot import Snapshot

from .workspaces import opened

_PROJECT = {
    "template.yaml": """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Events:
        Queue: {Type: SQS, Properties: {Queue: arn}}
        Api: {Type: HttpApi, Properties: {Path: "/orders/{id}", Method: get}}
""",
    "app.py": "def handler(event, context):\n    return None\n",
    "events/saved.json": "{}",
    "events/Orders.json": "{}",
}


@cache
def sample_texts() -> tuple[str, ...]:
    """The sample event of each trigger."""
    return tuple(json.dumps(sample_event(each.id), indent=1) for each in all_definitions())


def read_event_file(text: str) -> object:
    """The event of a file, or the error that tells what is wrong with it."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "event.json")
        with open(path, "wb") as file:
            file.write(text.encode("utf-8", "surrogatepass"))
        try:
            return _written(event_file(path).event)
        except CommandError as error:
            return str(error).replace(folder, "")


def offer_saved_event(name: str, text: str) -> object:
    """The events of a function, one of which a project keeps in a file."""
    snapshot, _ = opened(_PROJECT, f"events/{name}.json", text)
    function = snapshot.functions()[0]
    return [
        (offer.name, _event_of(snapshot, function, offer))
        for offer in offered_events(snapshot, function)
    ]


def judge_event(value: Json) -> object:
    """What does not fit in an event of each trigger."""
    return [list(misfits(value, contract(each.id).event)) for each in all_definitions()]


def _event_of(snapshot: Snapshot, function: Function, offer: EventOffer) -> str:
    try:
        return _written(event_of(snapshot, function, offer))
    except ValueError:
        return "no JSON"


def _written(event: Json) -> str:
    """An event as commands and editors show it."""
    return json.dumps(event, ensure_ascii=False, indent=2)
