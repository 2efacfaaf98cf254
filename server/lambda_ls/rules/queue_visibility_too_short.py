"""A queue shows its messages again before the function has to be done with them.

## What it does

Reports an SQS queue of the template whose visibility timeout, 30 seconds unless the queue says
otherwise, is shorter than the timeout of a function that it invokes. It is silent where either
depends on the deployment.

## Why it matters

Lambda refuses the event source mapping, so that the whole deployment rolls back.

## Example

```fixture
-- template.yaml --
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 45
                         ^^ error[queue-visibility-too-short]: `Jobs` hides ...
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Timeout: 60
      Events:
        Jobs:
          Type: SQS
          Properties:
            Queue: !GetAtt Jobs.Arn
-- app.py --
def handler(event, context):
    return None
```

## Use instead

AWS advises six times the function's timeout, so that a batch can be tried again after a throttle.

```fixture
-- template.yaml --
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 360
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Timeout: 60
      Events:
        Jobs:
          Type: SQS
          Properties:
            Queue: !GetAtt Jobs.Arn
-- app.py --
def handler(event, context):
    return None
```

## Fix

Sets the visibility timeout to six times the function's timeout.

## References

- [Configuring a queue for Lambda](https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html)
- [Visibility timeout](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..aws.defaults import defaults
from ..aws.limits import limits
from ..model.finding import Finding, Severity
from ..model.function import Function
from ..model.trigger import Setting, Trigger
from ..workspace.facts import FunctionFacts
from .base import Rule
from .filling import fill


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report the queues that certainly hide a message for too short a time."""
    timeout = _timeout(facts.function)
    if timeout is None:
        return
    for trigger in facts.triggers:
        queue = trigger.settings.queue
        visibility = queue.visibility_timeout if queue else None
        if visibility and _seconds(visibility) < timeout:
            yield _finding(facts.function, trigger, visibility, timeout)


def _finding(
    function: Function, trigger: Trigger, visibility: Setting[int], timeout: int
) -> Finding:
    queue = trigger.settings.queue
    place = queue.place if queue and queue.place else trigger.place
    if visibility.value is not None and visibility.slot:
        place = visibility.slot.place
    message = (
        f"`{trigger.settings.source_name}` hides a message for {_seconds(visibility)} seconds and "
        f"`{function.name}` may take {timeout}; the deployment will fail"
    )
    advised = min(timeout * limits().advised_timeouts, limits().longest_visibility)
    title = f"Set `VisibilityTimeout` to {advised}"
    return RULE.finding(function, place, message, *fill(title, visibility.slot, str(advised)))


def _seconds(visibility: Setting[int]) -> int:
    return limits().default_visibility if visibility.value is None else visibility.value


def _timeout(function: Function) -> int | None:
    """The function's timeout; None where it cannot be known."""
    if function.macro:
        return None
    if function.timeout:
        return function.timeout.value if isinstance(function.timeout.value, int) else None
    return None if function.is_broken else defaults(function.dialect).timeout


RULE = Rule("queue-visibility-too-short", Severity.ERROR, since="0.1.0", check_function=check)
