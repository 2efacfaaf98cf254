"""The handler reads a key that its trigger never sends.

## What it does

Reports a key of the event that none of the function's triggers sends, where it is plainly a
misspelling of one that they send, and names of headers with capital letters where the trigger sends
all of them in lower case. It is silent where a trigger, or a part of its event, is not
known, where the code tries several spellings, and where it asks for the key of another trigger to
tell the two apart.

## Why it matters

Nothing checks the keys of an event before the first real event arrives. In Python the handler then
fails with `KeyError`; in JavaScript it goes on with `undefined`, and so does `get` in Python with
`None`.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Events:
        Queue:
          Type: SQS
          Properties:
            Queue: arn:aws:sqs:us-east-1:123456789012:orders
-- app.py --
def handler(event, context):
    for record in event["Records"]:
        print(record["mesageId"])
                      ^^^^^^^^ warning[unknown-event-key]: SQS never sends `mesageId`: ...
```

## Use instead

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Events:
        Queue:
          Type: SQS
          Properties:
            Queue: arn:aws:sqs:us-east-1:123456789012:orders
-- app.py --
def handler(event, context):
    for record in event["Records"]:
        print(record["messageId"])
```

## Fix

Writes the nearest key that the trigger sends. Where the code asks first whether the key is there,
what it then does with it is changed as well.

## References

- [Events from other services](https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.finding import Finding, Severity
from ..text.similar import certainly_meant
from ..triggers.lookup import NoSuchKey, keys_anywhere
from ..workspace.events import EventUse
from ..workspace.facts import FunctionFacts
from .base import Rule
from .event_words import (
    change_key,
    consequence,
    is_asked_for,
    is_one_of_several,
    is_tried,
    missing,
    never_sent,
    reads,
)
from .words import question

_COMPARED = re.compile(r"\s*(?:[=!]==?|(?:not\s+)?in\b)")


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report keys of the event that are misspelt."""
    for use in reads(facts):
        wrong = missing(use)
        near = _nearest(use, wrong) if wrong else None
        if near is None or _is_spelling(facts, use, near) or is_asked_for(facts, use):
            continue
        if _is_of_another_trigger(use, near):
            continue
        key = use.access.key
        message = f"{never_sent(use.meanings, key)}: {consequence(use)}{question(near)}"
        yield RULE.finding(facts.function, use.place, message, *change_key(facts, use, near))


def _nearest(use: EventUse, wrong: tuple[NoSuchKey, ...]) -> str | None:
    """The key that was meant; None where another rule or another reading explains the key."""
    owners = [shape for each in wrong for shape in each.owner.shapes]
    is_explained = any(
        use.access.key in shape.instead or shape.template == "path-parameters" for shape in owners
    )
    if is_explained:
        return None
    key = use.access.key
    if any(shape.is_lower_case for shape in owners):
        return key.lower()
    return certainly_meant(key, {key for shape in owners for key in shape.properties})


def _is_spelling(facts: FunctionFacts, use: EventUse, near: str) -> bool:
    """Whether the code tries several spellings of a key; no letter is left out on purpose."""
    is_same = _letters(near) == _letters(use.access.key)
    return is_same and is_one_of_several(facts, use, (near,))


def _letters(key: str) -> str:
    return re.sub(r"[\W_]", "", key).lower()


def _is_of_another_trigger(use: EventUse, near: str) -> bool:
    """Whether the code asks for a key by which it recognises another trigger's event."""
    behind = use.code.source.text[use.access.span.end :]
    is_another = not use.access.owner.path and use.access.key.lower() != near.lower()
    if not is_another and not is_tried(use) and not _COMPARED.match(behind):
        return False
    return use.access.key in keys_anywhere(use.access.owner.path)


RULE = Rule("unknown-event-key", Severity.WARNING, since="0.1.0", check_function=check)
