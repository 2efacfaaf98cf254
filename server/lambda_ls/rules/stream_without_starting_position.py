"""An event source does not say where its stream starts to be read.

## What it does

Reports an event source of Kinesis, DynamoDB or MSK without `StartingPosition`. It is silent where a
macro or a loop can add it, about Kafka's queue mode, which has none, about self-managed Kafka,
which has a default, and about events of the Serverless Framework, which sets it.

## Why it matters

Lambda refuses the event source mapping, so that the whole deployment rolls back.

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
        Clicks:
          Type: Kinesis
                ^^^^^^^ error[stream-without-starting-position]: `Clicks` has no ...
          Properties:
            Stream: arn:aws:kinesis:us-east-1:123456789012:stream/clicks
-- app.py --
def handler(event, context):
    return None
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
        Clicks:
          Type: Kinesis
          Properties:
            Stream: arn:aws:kinesis:us-east-1:123456789012:stream/clicks
            StartingPosition: LATEST
-- app.py --
def handler(event, context):
    return None
```

## Fix

Writes `LATEST`, with which the function gets what is sent from now on, or `TRIM_HORIZON`, with
which it also gets what is still in the stream.

## References

- [CreateEventSourceMapping](https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html)
- [Parameters for MSK](https://docs.aws.amazon.com/lambda/latest/dg/msk-esm-parameters.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..aws.limits import limits
from ..model.finding import Finding, Fix, Severity
from ..model.trigger import Slot
from ..workspace.facts import FunctionFacts
from .base import Rule
from .filling import fill

_POSITIONS = ("LATEST", "TRIM_HORIZON")


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report the event sources that certainly have no starting position."""
    function = facts.function
    if function.is_broken or function.macro:
        return
    for trigger in facts.triggers:
        position = trigger.settings.starting_position
        is_missing = position is not None and position.value is None
        if position and is_missing and trigger.id in limits().started_sources:
            message = (
                f"`{trigger.name}` has no `StartingPosition`, which Lambda demands for a stream; "
                "the deployment will fail"
            )
            yield RULE.finding(function, trigger.place, message, *_fixes(position.slot))


def _fixes(slot: Slot | None) -> Iterator[Fix]:
    for position in _POSITIONS:
        yield from fill(f"Set `StartingPosition` to `{position}`", slot, position)


RULE = Rule("stream-without-starting-position", Severity.ERROR, since="0.1.0", check_function=check)
