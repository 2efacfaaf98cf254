"""A function declares an event of a type that does not exist.

## What it does

Reports the type of an event source that the template's format does not have and that is nearly one
that it has. A type that resembles none is left alone: it may be newer than this version of the
tool, or come from a plugin.

## Why it matters

The deployment is refused, or the event source is left out.

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
          Type: Sqs
                ^^^ error[unknown-event-type]: there is no event type `Sqs`; ...
          Properties:
            Queue: arn:aws:sqs:eu-west-1:123456789012:orders
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
        Queue:
          Type: SQS
          Properties:
            Queue: arn:aws:sqs:eu-west-1:123456789012:orders
-- app.py --
def handler(event, context):
    return None
```

## Fix

Writes the nearest type.

## References

- [EventSource](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html)
- [Serverless Framework events](https://www.serverless.com/framework/docs/providers/aws/guide/events)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Severity
from ..workspace.facts import FunctionFacts
from ..workspace.triggers import UnknownEvent
from .base import Rule
from .words import change_to, question


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report the events whose type is nearly one that exists."""
    for unknown in facts.unknown_events:
        if unknown.nearest is None:
            continue
        kind = unknown.event.kind
        fault = f"there is no event type `{kind.value}`; the deployment will fail"
        fixes = change_to(kind.place, unknown.nearest, safe=_differs_in_case_only(unknown))
        message = fault + question(unknown.nearest)
        yield RULE.finding(facts.function, kind.place, message, *fixes)


def _differs_in_case_only(unknown: UnknownEvent) -> bool:
    return unknown.event.kind.value.lower() == (unknown.nearest or "").lower()


RULE = Rule("unknown-event-type", Severity.ERROR, since="0.1.0", check_function=check)
