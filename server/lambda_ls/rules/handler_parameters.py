"""The handler cannot be called with the event and the context.

## What it does

Reports a Python handler that takes fewer than two arguments, or that needs more than two. It is
silent where a decorator or a wrapper that is not known may pass other arguments.

## Why it matters

Lambda calls every handler with two positional arguments, the event and the context. Python refuses
the call with `TypeError`: every invocation fails before the first line of the handler.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
-- app.py --
def handler(event):
    ^^^^^^^ error[handler-parameters]: `handler` takes 1 argument and Lambda passes 2, ...
    return {"statusCode": 200}
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
-- app.py --
def handler(event, context):
    return {"statusCode": 200}
```

## References

- [Handlers in Python](https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.declaration import UnfitParameters
from ..model.finding import Finding, Severity
from ..workspace.facts import FunctionFacts
from .base import Rule
from .code_words import misdeclared
from .words import lambda_answers

_PASSED = "the event and the context"


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report a handler that has too few parameters, or too many."""
    for _, wrong, place in misdeclared(facts, UnfitParameters):
        message = f"{_told(wrong)}; {lambda_answers('TypeError')}"
        yield RULE.finding(facts.function, place, message)


def _told(wrong: UnfitParameters) -> str:
    handler = f"`{wrong.name}`" if wrong.name else "the handler"
    if wrong.needs:
        needed = " and ".join(f"`{each}`" for each in wrong.needs)
        return f"{handler} needs {needed} and Lambda passes only {_PASSED}"
    taken = f"{wrong.takes} argument" if wrong.takes else "no argument"
    return f"{handler} takes {taken} and Lambda passes 2, {_PASSED}"


RULE = Rule("handler-parameters", Severity.ERROR, since="0.1.0", check_function=check)
