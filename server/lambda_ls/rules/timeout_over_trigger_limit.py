"""The function may run for longer than whoever invokes it waits.

## What it does

Reports a timeout of the function's own that is more than a second longer than any of its triggers
waits for an answer: 29 seconds a REST API, 30 an HTTP API, 5 a user pool of Cognito. It is silent
where something else can invoke the function (a name of its own in the template, settings of
asynchronous invocation, code that knows its own name and invokes functions), where an integration
says itself how long it waits, and about WebSocket APIs, whose functions often answer by another
way.

## Why it matters

The client gets an error while the function runs on, and is paid for, with nobody to read its
answer. With a timeout below the limit the function's own log tells of the failure.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Timeout: 60
               ^^ warning[timeout-over-trigger-limit]: `Orders` may run for 60 seconds...
      Events:
        List:
          Type: Api
          Properties:
            Path: /orders
            Method: GET
-- app.py --
def handler(event, context):
    return {"statusCode": 200}
```

## Use instead

A shorter timeout. Work that takes longer belongs behind a queue; a REST API waits for longer where
its quota has been raised and the integration sets `TimeoutInMillis`.

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Timeout: 28
      Events:
        List:
          Type: Api
          Properties:
            Path: /orders
            Method: GET
-- app.py --
def handler(event, context):
    return {"statusCode": 200}
```

## References

- [Quotas of REST APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html)
- [Quotas of HTTP APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html)
- [Triggers of user pools](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.finding import Finding, Severity
from ..model.function import Function
from ..model.place import MaybeNumber
from ..model.trigger import Trigger
from ..triggers.contract import contract
from ..workspace.facts import FunctionFacts
from .base import Rule

# A message can be answered through the connection long after the API has given up.
_ANSWERED_LATER = frozenset({"api-gateway-websocket"})
# The 30 seconds that many give the functions of a REST API cost and hide next to nothing.
_SLACK = 1
# Code that asks what its function is called and invokes any one may invoke its own, for the work
# that takes long.
_OWN_NAMES = frozenset(
    {"function_name", "invoked_function_arn", "functionName", "invokedFunctionArn"}
)
_OWN_NAME = "AWS_LAMBDA_FUNCTION_NAME"
_INVOKES = re.compile(r"invoke(?!d_function_arn|dFunctionArn)", re.IGNORECASE)


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report a timeout that no trigger can wait for."""
    timeout = facts.function.timeout
    if timeout is None or not _is_own(timeout, facts.function) or _has_other_callers(facts):
        return
    limits = {trigger.title: _limit(trigger) for trigger in facts.triggers}
    known = {title: limit for title, limit in limits.items() if limit is not None}
    if not known or len(known) < len(limits) or not isinstance(timeout.value, int):
        return
    patient = max(known, key=lambda title: known[title])
    if timeout.value > known[patient] + _SLACK:
        message = (
            f"`{facts.function.name}` may run for {timeout.value} seconds, but {patient} gives up "
            f"after {known[patient]:g}"
        )
        yield RULE.finding(facts.function, timeout.place, message)


def _has_other_callers(facts: FunctionFacts) -> bool:
    """Whether something besides the triggers may invoke the function, itself for example."""
    if facts.other_callers or facts.function.is_meant_to_be_called or not facts.event.flows:
        return True
    texts = [each.code.source.text for each in facts.event.flows]
    if not any(map(_INVOKES.search, texts)):
        return False
    return any(_OWN_NAME in each for each in texts) or any(
        use.owner is None and use.access.key in _OWN_NAMES for use in facts.event.contexts
    )


def _limit(trigger: Trigger) -> float | None:
    """How many seconds a trigger waits for the function's answer."""
    is_other = trigger.open_reason is not None or not trigger.settings.has_default_time_limit
    if is_other or trigger.id in _ANSWERED_LATER:
        return None
    return contract(trigger.id).invocation.time_limit


def _is_own(timeout: MaybeNumber, function: Function) -> bool:
    """Whether the timeout stands in the function; an inherited one serves others as well."""
    place, extent = timeout.place, function.extent
    is_inside = extent.span.start <= place.span.start and place.span.end <= extent.span.end
    return (place.path, place.block) == (extent.path, extent.block) and is_inside


RULE = Rule("timeout-over-trigger-limit", Severity.WARNING, since="0.1.0", check_function=check)
