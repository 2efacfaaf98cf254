"""The handler returns a value that Lambda never looks at.

## What it does

Reports a function that is not async, has no callback and returns a value that is certainly no
promise, on runtimes up to `nodejs22.x`. It is silent where the value may be a promise, where the
context may be used to answer, and where nobody reads the result of the function.

## Why it matters

Up to Node.js 22 Lambda takes only promises from what a handler returns. Of any other value the
caller gets `null`: an API answers 502 or an empty 200, a state machine goes on with nothing.

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
exports.handler = (event) => {
  return { statusCode: 200 };
         ^^^^^^^^^^^^^^^^^^^ warning[sync-return-lost]: the handler is not async: ...
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
exports.handler = async (event) => {
  return { statusCode: 200 };
};
```

## Fix

Makes the handler async. Work that it has started and does not await goes on in the next invocation
then.

## References

- [Handlers in Node.js](https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.declaration import LostReturn
from ..model.finding import Finding, Severity
from ..model.trigger import Trigger
from ..triggers.contract import contract
from ..workspace.facts import FunctionFacts
from .base import Rule
from .code_words import misdeclared, rewritten


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report the first value that a handler returns in vain."""
    if facts.triggers and not facts.other_callers and not any(map(_reads_result, facts.triggers)):
        return
    for code, wrong, place in misdeclared(facts, LostReturn):
        message = "the handler is not async: Lambda will answer null instead of this value"
        fixes = rewritten("Make the handler async", code, wrong.rewrite)
        yield RULE.finding(facts.function, place, message, *fixes)


def _reads_result(trigger: Trigger) -> bool:
    """Whether somebody gets what the handler returns, or can."""
    is_awaited = contract(trigger.id).invocation.type == "synchronous"
    responses = trigger.settings.response_types
    return is_awaited or bool(responses and responses.value)


RULE = Rule("sync-return-lost", Severity.WARNING, since="0.1.0", check_function=check)
