"""A trigger of a user pool does not return its event.

## What it does

Reports each way out of a handler of an Amazon Cognito trigger on which it returns nothing, or a
value of its own that is certainly not the event.

## Why it matters

Cognito reads its answer from the event that comes back. With anything else the sign-up or sign-in
of the user fails with `InvalidLambdaResponseException`: `Unrecognizable lambda output`.

## Example

```fixture
-- template.yaml --
Transform: AWS::Serverless-2016-10-31
Resources:
  Users:
    Type: AWS::Cognito::UserPool
  Welcome:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Events:
        Confirmed:
          Type: Cognito
          Properties:
            UserPool: !Ref Users
            Trigger: PostConfirmation
-- app.py --
def handler(event, context):
    ^^^^^^^ error[cognito-event-not-returned]: `handler` does not return `event` at its end: ...
    print(event["userName"])
```

## Use instead

```fixture
-- template.yaml --
Transform: AWS::Serverless-2016-10-31
Resources:
  Users:
    Type: AWS::Cognito::UserPool
  Welcome:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Events:
        Confirmed:
          Type: Cognito
          Properties:
            UserPool: !Ref Users
            Trigger: PostConfirmation
-- app.py --
def handler(event, context):
    print(event["userName"])
    return event
```

## Fix

Returns the event there.

## References

- [Lambda triggers of user pools](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.body import Way
from ..model.finding import Finding, Fix, Severity
from ..triggers.contract import contract
from ..workspace.facts import FunctionFacts
from ..workspace.handler_code import grammar_path
from ..workspace.responses import refused_results
from ..workspace.results import Result
from .base import Rule
from .code_words import rewritten


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report every result that is not the event where all triggers want it."""
    results = facts.results
    wanted = [contract(trigger.id).invocation for trigger in facts.triggers]
    if results is None or facts.other_callers or not wanted:
        return
    if not all(invocation.returns_event for invocation in wanted):
        return
    refused = (each.result for each in refused_results(results, facts.triggers, facts.event))
    for result in dict.fromkeys(refused):
        if result.event:
            message = f"{_words(result)}: {wanted[0].refusal}"
            yield RULE.finding(facts.function, result.place, message, *_fixes(result))


def _words(result: Result) -> str:
    # A pattern takes the event apart, so that nothing names it.
    event = "the event" if result.event.startswith("{") else f"`{result.event}`"
    if result.returned.way is Way.END:
        name = f"`{result.body.name}`" if result.body.name else "the handler"
        return f"{name} does not return {event} at its end"
    return f"this is not {event}, which the handler must return"


def _fixes(result: Result) -> tuple[Fix, ...]:
    code, span, event = result.code, result.returned.span, result.event
    if result.returned.way is Way.END:
        path = grammar_path(code)
        edits = code.language.ending_with(code.source, path, event, result.body.span)
    else:
        edits = code.language.returning(code.source, event, span)
    return rewritten(f"Return `{event}`", code, edits)


RULE = Rule("cognito-event-not-returned", Severity.ERROR, since="0.1.0", check_function=check)
