"""An invocation changes a variable that outlives it.

## What it does

Reports a list, dictionary, set or counter of a module that code of an invocation makes grow. It is
silent where the code looks at what is there already, as caches do, where it empties the variable
again, and where the variable's name says that it is meant to last.

## Why it matters

Lambda keeps the process for many invocations and loads the file only once. What one invocation adds
is there in the next one too, which may be that of another customer, and so it goes on until the
memory is full.

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
items = []


def handler(event, context):
    for order in event["orders"]:
        items.append(order["id"])
        ^^^^^^^^^^^^^^^^^^^^^^^^^ information[mutable-global-state]: `items` is kept ...
    return items
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
    items = []
    for order in event["orders"]:
        items.append(order["id"])
    return items
```

## References

- [Best practices: do not store what should not outlive an invocation](https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html)
- [The execution environment](https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.conduct import Growth
from ..model.finding import Finding, Severity
from ..workspace.facts import FunctionFacts
from .base import Rule


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report the first place at which each variable grows."""
    known: set[tuple[str, str]] = set()
    for deed in facts.conduct.growths:
        name = deed.code.path, deed.what.name
        if name not in known:
            known.add(name)
            yield RULE.finding(facts.function, deed.place, _message(deed.what))


def _message(growth: Growth) -> str:
    if growth.has_items:
        return (
            f"`{growth.name}` is kept for the next invocation, with what this one adds to it; "
            "make it in the handler"
        )
    return f"`{growth.name}` is kept for the next invocation, which goes on from its value"


RULE = Rule("mutable-global-state", Severity.INFORMATION, since="0.1.0", check_function=check)
