"""A FIFO queue is to give more messages at once than it can.

## What it does

Reports a batch size above 10 of an event source that is certainly a FIFO queue: one with
`FifoQueue: true`, or whose name ends in `.fifo`.

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
        Queue:
          Type: SQS
          Properties:
            Queue: arn:aws:sqs:us-east-1:123456789012:orders.fifo
            BatchSize: 100
                       ^^^ error[fifo-batch-too-large]: `orders.fifo` is a FIFO queue...
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
            Queue: arn:aws:sqs:us-east-1:123456789012:orders.fifo
            BatchSize: 10
-- app.py --
def handler(event, context):
    return None
```

## Fix

Writes 10, the largest batch size of a FIFO queue.

## References

- [Parameters for SQS](https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..aws.limits import limits
from ..model.finding import Finding, Severity
from ..workspace.facts import FunctionFacts
from .base import Rule
from .words import change_to


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report the batch sizes that are certainly too large."""
    largest = limits().fifo_batch
    for trigger in facts.triggers:
        settings, queue = trigger.settings, trigger.settings.queue
        if queue is None or not queue.is_fifo or (settings.batch_size or 0) <= largest:
            continue
        message = (
            f"`{settings.source_name}` is a FIFO queue, of which Lambda takes at most {largest} "
            "messages at once; the deployment will fail"
        )
        place = settings.batch_size_place
        fixes = change_to(place, str(largest), safe=True) if place else ()
        yield RULE.finding(facts.function, place or trigger.place, message, *fixes)


RULE = Rule("fifo-batch-too-large", Severity.ERROR, since="0.1.0", check_function=check)
