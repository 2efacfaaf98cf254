"""The handler is async and calls its callback as well.

## What it does

Reports an `async` function that takes a callback and calls it, on runtimes that have callbacks.

## Why it matters

Lambda takes whichever comes first, the call of the callback or the end of the async function, and
drops the other. What a callback of some operation hands over later is lost, and so is an error that
is thrown after the callback was called.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
-- index.js --
exports.handler = async (event, context, callback) => {
  callback(null, { statusCode: 200 });
  ^^^^^^^^ warning[async-handler-with-callback]: the handler is async and calls `callback`: ...
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
      Runtime: nodejs22.x
-- index.js --
exports.handler = async (event, context) => {
  return { statusCode: 200 };
};
```

## Fix

Returns or throws what the handler hands to the callback, and drops the parameter. Offered where
each call of the callback is the last thing that the handler does.

## References

- [Handlers in Node.js](https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.declaration import CallbackCall
from ..model.finding import Finding, Severity
from ..workspace.facts import FunctionFacts
from .base import Rule
from .code_words import misdeclared, rewritten


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report a handler that answers in two ways."""
    for code, wrong, place in misdeclared(facts, CallbackCall):
        message = (
            f"the handler is async and calls `{wrong.name}`: Lambda will take what comes first, "
            "the call or the end of the function, and drop the other"
        )
        fixes = rewritten("Return the result without the callback", code, wrong.rewrite)
        yield RULE.finding(facts.function, place, message, *fixes)


RULE = Rule("async-handler-with-callback", Severity.WARNING, since="0.1.0", check_function=check)
