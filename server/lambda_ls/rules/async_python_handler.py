"""The handler of a Python function is a coroutine function.

## What it does

Reports an `async def` as the handler of a function. It is silent where a decorator or a wrapper
that is not known may run the coroutine.

## Why it matters

Lambda's client for Python awaits nothing. It calls the handler, gets a coroutine and cannot make
JSON of it: every invocation fails, and not one line of the handler has run.

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
async def handler(event, context):
          ^^^^^^^ error[async-python-handler]: `handler` is a coroutine function, ...
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
import asyncio


async def _handler_async(event, context):
    return {"statusCode": 200}


def handler(event, context):
    return asyncio.run(_handler_async(event, context))
```

## Fix

Gives the coroutine function another name and adds a handler that runs it. A client that you make at
module level and that belongs to an event loop has to be made anew in each run.

## References

- [Handlers in Python](https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.declaration import CoroutineHandler
from ..model.finding import Finding, Severity
from ..workspace.facts import FunctionFacts
from .base import Rule
from .code_words import misdeclared, rewritten
from .words import lambda_answers


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report a handler that is a coroutine function."""
    for code, wrong, place in misdeclared(facts, CoroutineHandler):
        message = (
            f"`{wrong.name}` is a coroutine function, which Lambda calls and does not await; "
            f"{lambda_answers('Runtime.MarshalError')}"
        )
        fixes = rewritten("Run the coroutine in a synchronous handler", code, wrong.rewrite)
        yield RULE.finding(facts.function, place, message, *fixes)


RULE = Rule("async-python-handler", Severity.ERROR, since="0.1.0", check_function=check)
