"""The handler or the code folder differs from the disk in upper and lower case.

## What it does

Reports a module or folder that a template writes in another case than the disk does.

## Why it matters

macOS and Windows find the file all the same, so that everything works at home. Lambda runs on
Linux, where `App.py` and `app.py` are two files.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: Orders.handler
               ^^^^^^^^^^^^^^ error[handler-case-mismatch]: ...
      Runtime: python3.13
-- src/orders.py --
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
      CodeUri: src
      Handler: orders.handler
      Runtime: python3.13
-- src/orders.py --
def handler(event, context):
    return None
```

## Fix

Writes the name as the disk has it.

## References

- [Handlers in Python](https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html#python-handler-naming)
- [Handlers in Node.js](https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Severity
from ..model.resolution import CaseMismatch
from ..workspace.facts import FunctionFacts
from .base import Rule
from .words import change_to, code_place, handler_place


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report a name that only a disk which ignores case would find."""
    wrong = facts.resolution
    if not isinstance(wrong, CaseMismatch):
        return
    place = code_place(facts.function) if wrong.in_code_folder else handler_place(facts)
    message = (
        f"`{wrong.written}` is `{wrong.actual}` on disk; "
        "this works on macOS and Windows but not on Lambda, where case counts"
    )
    fixes = change_to(place, wrong.correction, safe=True)
    yield RULE.finding(facts.function, place, message, *fixes)


RULE = Rule("handler-case-mismatch", Severity.ERROR, since="0.1.0", check_function=check)
