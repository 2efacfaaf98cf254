"""The handler string names something that cannot be called.

## What it does

Reports a handler string whose name exists in the file and is certainly no function: a number, a
text, a list, an object.

## Why it matters

The deployment succeeds. Every invocation fails: in Python with `TypeError`, in Node.js with
`Runtime.HandlerNotFound`.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.HANDLER
               ^^^^^^^^^^^ error[handler-not-callable]: `HANDLER` in `app` is not a function; ...
      Runtime: python3.13
-- app.py --
HANDLER = "handler"

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
-- app.py --
HANDLER = "handler"

def handler(event, context):
    return None
```

## References

- [Handlers in Python](https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html)
- [Handlers in Node.js](https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Severity
from ..model.resolution import NotCallable
from ..workspace.facts import FunctionFacts
from .base import Rule
from .words import handler_place, lambda_answers, module_of, symbol_of


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report a handler that names something other than a function."""
    wrong = facts.resolution
    if not isinstance(wrong, NotCallable):
        return
    # Python's client finds out only when it calls it, so that the error has no type of Lambda's.
    error = "TypeError" if facts.language == "python" else "Runtime.HandlerNotFound"
    message = (
        f"`{symbol_of(wrong.name)}` in `{module_of(wrong.name)}` is not a function; "
        f"{lambda_answers(error)}"
    )
    yield RULE.finding(facts.function, handler_place(facts), message)


RULE = Rule("handler-not-callable", Severity.ERROR, since="0.1.0", check_function=check)
