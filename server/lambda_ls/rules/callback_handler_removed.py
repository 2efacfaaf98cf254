"""The handler takes a callback, which its runtime no longer has.

## What it does

Reports a handler with three or more parameters on `nodejs24.x` and later. Parameters from the first
one with a default on do not count. It is silent about functions in a wrapper.

## Why it matters

From Node.js 24 on Lambda has no callbacks. It looks at the handler's `length` and refuses to start
a function whose handler has three parameters: every invocation fails.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs24.x
-- index.js --
exports.handler = (event, context, callback) => {
                                   ^^^^^^^^ error[callback-handler-removed]: nodejs24.x and ...
  callback(null, { statusCode: 200 });
};
```

## Use instead

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs24.x
-- index.js --
exports.handler = async (event, context) => {
  return { statusCode: 200 };
};
```

## Fix

Makes the handler async: what it hands to the callback it returns or throws. Offered where each call
of the callback is the last thing that the handler does.

## References

- [Node.js 24 runtime now available in AWS Lambda](https://aws.amazon.com/blogs/compute/node-js-24-runtime-now-available-in-aws-lambda/)
- [Handlers in Node.js](https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.declaration import CallbackParameter
from ..model.finding import Finding, Severity
from ..workspace.facts import FunctionFacts
from .base import Rule
from .code_words import misdeclared, rewritten
from .words import lambda_answers


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report a handler that asks for a callback where there is none."""
    for code, wrong, place in misdeclared(facts, CallbackParameter):
        parameter = f"`{wrong.name}`" if wrong.name else "a third parameter"
        message = (
            f"nodejs24.x and later have no callbacks and refuse a handler that takes {parameter}; "
            f"{lambda_answers('Runtime.CallbackHandlerDeprecated')}"
        )
        fixes = rewritten("Return the result from an async handler", code, wrong.rewrite)
        yield RULE.finding(facts.function, place, message, *fixes)


RULE = Rule("callback-handler-removed", Severity.ERROR, since="0.1.0", check_function=check)
