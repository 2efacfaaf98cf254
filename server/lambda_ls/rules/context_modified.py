"""The handler assigns to a member of the context.

## What it does

Reports an assignment to a member that Lambda has put into the context. The few members that are
made to be set (`callbackWaitsForEmptyEventLoop` in Node.js) and members of your own are left alone.

## Why it matters

The context only tells about the invocation. To change `memory_limit_in_mb` or the function's name
there changes nothing in Lambda, and hides the true value from the rest of the code.

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
def handler(event, context):
    context.memory_limit_in_mb = "512"
            ^^^^^^^^^^^^^^^^^^ warning[context-modified]: setting `memory_limit_in_mb` ...
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
      MemorySize: 512
-- app.py --
def handler(event, context):
    return context.memory_limit_in_mb
```

## References

- [The context in Python](https://docs.aws.amazon.com/lambda/latest/dg/python-context.html)
- [The context in Node.js](https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Severity
from ..workspace.facts import FunctionFacts
from .base import Rule


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report assignments to members that Lambda only tells about."""
    for use in facts.event.contexts:
        member = use.member
        if use.access.mode == "read" or member is None or member.is_settable:
            continue
        message = f"setting `{use.access.key}` changes nothing in Lambda"
        yield RULE.finding(facts.function, use.place, message)


RULE = Rule("context-modified", Severity.WARNING, since="0.1.0", check_function=check)
