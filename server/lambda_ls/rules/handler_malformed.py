"""The handler string has a form that the runtime refuses.

## What it does

Reports a handler string that fails before Lambda looks for a file: without a dot, with a colon,
with a file's extension, with nothing before or after the dot, or with a path that leaves the code
folder.

## Why it matters

The deployment succeeds. Every invocation fails.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app:handler
               ^^^^^^^^^^^ error[handler-malformed]: ...
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

Writes the corrected string, where it is certain what was meant.

## References

- [Handlers in Python](https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html#python-handler-naming)
- [Handlers in Node.js](https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Severity
from ..model.handler import Malformation
from ..model.resolution import HandlerMalformed
from ..workspace.facts import FunctionFacts
from .base import Rule
from .words import change_to, handler_place, lambda_answers, question

_FAULTS = {
    Malformation.EMPTY: "the handler is empty",
    Malformation.NO_DOT: "`{text}` has no dot between module and function",
    Malformation.COLON: "`{text}` has a colon where a dot belongs",
    Malformation.FILE_NAME: "`{text}` is a file name, not a module and a function",
    Malformation.NO_MODULE: "`{text}` names no module before the dot",
    Malformation.NO_FUNCTION: "`{text}` names no function after the dot",
    Malformation.RELATIVE: "`{text}` starts with a dot, which the import refuses",
    Malformation.PARENT_FOLDER: "`{text}` leaves the code folder with `..`",
    Malformation.ABSOLUTE: "`{text}` is an absolute path; handlers count from the code folder",
    Malformation.NOT_A_PATH: "`{text}` does not name a file",
    Malformation.FORM: "`{text}` does not have the form that its runtime asks for",
}
_LONGEST = 80


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report a handler string that its runtime refuses for its form."""
    if not isinstance(facts.resolution, HandlerMalformed):
        return
    name = facts.resolution.name
    place = handler_place(facts)
    fault = _FAULTS[name.kind].format(text=_shortened(name.text))
    message = f"{fault}; {lambda_answers(_error_type(name.error))}{question(name.suggestion)}"
    fixes = change_to(place, name.suggestion, safe=True)
    yield RULE.finding(facts.function, place, message, *fixes)


def _error_type(error: str) -> str:
    """The type of an error without the message behind it, which repeats what the finding says."""
    return error.split(":", 1)[0]


def _shortened(text: str) -> str:
    """The text in one line that can be read, whatever somebody put into a template."""
    line = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}"
        for letter in text[:_LONGEST]
    )
    return line + "..." if len(text) > _LONGEST else line


RULE = Rule("handler-malformed", Severity.ERROR, since="0.1.0", check_function=check)
