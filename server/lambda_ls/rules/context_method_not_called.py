"""A method of the context is used as if it were a value.

## What it does

Reports a method of the context, such as `get_remaining_time_in_millis`, that is compared,
calculated with or printed without being called.

## Why it matters

What is compared is the method itself. In Python the comparison fails with `TypeError`; in
JavaScript it is always false, so that the code that should stop in time never does.

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
    if context.get_remaining_time_in_millis < 5000:
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[context-method-not-called]: ...
        return "later"
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
    if context.get_remaining_time_in_millis() < 5000:
        return "later"
```

## Fix

Calls the method.

## References

- [The context in Python](https://docs.aws.amazon.com/lambda/latest/dg/python-context.html)
- [The context in Node.js](https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.finding import Finding, Severity
from ..text.span import Span
from ..workspace.events import ContextUse
from ..workspace.facts import FunctionFacts
from .base import Rule
from .event_words import rewrite

_NEARBY = 40
# What stands before or after a value that is compared, calculated with or put into a text.
_OPERATOR_AFTER = re.compile(r"[ \t]*(?:[-+*/%<]|>(?!>)|[=!]=|\}[^\"'`\n]*[\"'`])")
_OPERATOR_BEFORE = re.compile(r"(?:[-+*/%<]|(?<![=-])>|[<>=!]=|\$\{)[ \t]*\Z")


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report methods that stand where a value must stand."""
    for use in facts.event.contexts:
        member = use.member
        if member is None or not member.is_method or not _is_operand(use):
            continue
        name = use.access.key
        message = f"`{name}` is a method: without `()` this is the method itself, never its result"
        end = Span(use.access.span.end, use.access.span.end)
        fixes = rewrite(f"Call `{name}()`", use.code, end, "()", safe=True)
        yield RULE.finding(facts.function, use.place, message, *fixes)


def _is_operand(use: ContextUse) -> bool:
    access = use.access
    if access.is_called or access.mode != "read" or access.is_optional:
        return False
    text = use.code.source.text
    before = text[max(0, access.span.start - _NEARBY) : access.span.start]
    after = text[access.span.end : access.span.end + _NEARBY]
    return bool(_OPERATOR_AFTER.match(after) or _OPERATOR_BEFORE.search(before))


RULE = Rule("context-method-not-called", Severity.WARNING, since="0.1.0", check_function=check)
