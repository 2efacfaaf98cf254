"""The handler's module exists and has no such function.

## What it does

Reports a handler string whose file is there, but does not offer the function that the string names.
It is silent where the file can offer names that cannot be read from it: star imports from outside,
names made at run time, a file that does not parse.

## Why it matters

The deployment succeeds. Every invocation fails with `Runtime.HandlerNotFound`.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handlr
               ^^^^^^^^^^ error[handler-function-not-found]: `app` has no function `handlr`; ...
      Runtime: python3.13
-- app.py --
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
def handler(event, context):
    return None
```

## Fix

Writes the nearest function's name, renames that function instead, or adds a new one that suits the
language and the trigger.

## References

- [Handlers in Python](https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html#python-handler-naming)
- [Handlers in Node.js](https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Fix, Replace, Severity
from ..model.place import Place
from ..model.resolution import FunctionMissing
from ..text.span import Span
from ..workspace.facts import FunctionFacts
from ..workspace.near import FILE_ENDINGS
from .base import Rule
from .words import (
    change_to,
    handler_place,
    lambda_answers,
    module_of,
    question,
    shown_path,
    symbol_of,
)


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report a handler whose function is certainly missing."""
    missing = facts.resolution
    if not isinstance(missing, FunctionMissing):
        return
    place = handler_place(facts)
    nearest = missing.nearest_export.name if missing.nearest_export else missing.nearest
    message = f"{_fault(missing)}; {lambda_answers('Runtime.HandlerNotFound')}{question(nearest)}"
    fixes = (*change_to(place, missing.nearest), *_renaming(missing), *_creation(missing, facts))
    yield RULE.finding(facts.function, place, message, *fixes)


def _fault(missing: FunctionMissing) -> str:
    module, symbol = module_of(missing.name), symbol_of(missing.name)
    if symbol in FILE_ENDINGS:
        return f"`{missing.name.text}` is read as the function `{symbol}` of `{module}`"
    return f"`{module}` has no function `{symbol}`"


def _renaming(missing: FunctionMissing) -> tuple[Fix, ...]:
    symbol = symbol_of(missing.name)
    if missing.nearest_export is None or not missing.rename_spans or not symbol.isidentifier():
        return ()
    title = f"Rename the function `{missing.nearest_export.name}` to `{symbol}`"
    changes = (Replace(Place(missing.path, "", span), symbol) for span in missing.rename_spans)
    return (Fix(title, False, tuple(changes)),)


def _creation(missing: FunctionMissing, facts: FunctionFacts) -> tuple[Fix, ...]:
    if not facts.stub or missing.insertion < 0:
        return ()
    file = shown_path(missing.path, facts.function.template)
    place = Place(missing.path, "", Span(missing.insertion, missing.insertion))
    title = f"Create the function `{symbol_of(missing.name)}` in `{file}`"
    return (Fix(title, False, (Replace(place, facts.stub),)),)


RULE = Rule("handler-function-not-found", Severity.ERROR, since="0.1.0", check_function=check)
