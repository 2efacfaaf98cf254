"""An error that a handler returns where only a raised one is noticed.

## What it does

Follows what the handler returns, through the functions that make it, and reports errors among it
where every trigger of the function ignores what is returned: a status of 400 or more, an `error`
key, text that says so, a caught or new error object. What is returned only where an event has none
of the trigger's keys, or keys that it never sends, is for somebody else, and not reported.

## Why it matters

SQS, streams, S3, SNS, EventBridge, schedules and other sources only look at whether the handler
raises. A returned error is a success for them: the messages are deleted, the stream goes on,
nothing is tried again, and neither a dead-letter queue nor an alarm on errors gets to know of it.

## Example

```fixture
-- template.yaml --
Transform: AWS::Serverless-2016-10-31
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
    try:
        for record in event["Records"]:
            print(record["body"])
    except ValueError as error:
        return {"statusCode": 500, "body": str(error)}
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[error-returned]: ...
```

## Use instead

```fixture
-- template.yaml --
Transform: AWS::Serverless-2016-10-31
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
        print(record["body"])
```

## Fix

Raises instead of returning: in Python an error that was caught again, or a new one with the caught
one as its cause; in JavaScript it throws, or gives the callback the error. Nothing else is changed:
look whether a `try` around catches it. In Python there is no fix where one does so for certain.

## References

- [Error handling for SQS](https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html)
- [Asynchronous invocation and its retries](https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html)
- [Streams and their retries](https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.finding import Finding, Fix, Severity
from ..model.trigger import Trigger
from ..triggers.contract import InvocationType, contract
from ..workspace.facts import FunctionFacts
from ..workspace.returned_errors import ReturnedError, returned_errors
from .base import Rule
from .code_words import rewritten

_LOSSES: Mapping[InvocationType, str] = {
    "polled": "counts the whole batch as processed and sends none of it again",
    "asynchronous": (
        "counts as processed: Lambda does not try again, and no dead-letter queue gets it"
    ),
    "synchronous": "takes it for a success",
}


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report every error that is returned to triggers which all ignore what they get."""
    results = facts.results
    if results is None or facts.other_callers or not facts.triggers:
        return
    if not all(map(_loses_errors, facts.triggers)):
        return
    for found in returned_errors(results, facts.event):
        message = f"{_named(found)} is returned, not raised: {_loss(facts.triggers[0])}"
        yield RULE.finding(facts.function, found.result.place, message, *_fixes(found))


def _loses_errors(trigger: Trigger) -> bool:
    invocation = contract(trigger.id).invocation
    return invocation.returned_error == "lost" and not invocation.answers_by_call


def _named(found: ReturnedError) -> str:
    return f"this error with status {found.status}" if found.status else "this error"


def _loss(trigger: Trigger) -> str:
    kind = contract(trigger.id).invocation.type
    who = f"the {trigger.title} event" if kind == "asynchronous" else trigger.title
    return f"{who} {_LOSSES[kind]}"


def _fixes(found: ReturnedError) -> tuple[Fix, ...]:
    code, returned = found.result.code, found.result.returned
    if found.result.is_swallowed:
        return ()
    message = found.message.span if found.message else None
    error = found.error.span if found.error else None
    edits = code.language.raised(code.source, returned.span, returned.caught, message, error)
    word = "Raise" if code.language.name == "python" else "Throw"
    return rewritten(f"{word} instead of returning the error", code, edits)


RULE = Rule("error-returned", Severity.WARNING, since="0.1.0", check_function=check)
