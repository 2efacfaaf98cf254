"""The handler string has a form that the runtime refuses.

## What it does

Reports a handler string that fails before Lambda looks for a file: without a dot, with a colon,
with a file's extension, with nothing before or after the dot, with a path that leaves the code
folder, or with more characters than Lambda accepts.

## Why it matters

Mostly the deployment succeeds and every invocation fails. What Lambda does not accept at all fails
in the deployment.

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

Writes the corrected string where it is certain what was meant, or else the only handler of the
file that the string names.

## References

- [Handlers in Python](https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html#python-handler-naming)
- [Handlers in Node.js](https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html)
"""

from __future__ import annotations

import re
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
    Malformation.TOO_LONG: "`{text}` is longer than the 128 characters that Lambda accepts",
}
_LONGEST = 80
_ERROR_TYPE = re.compile(r"([A-Z][\w.]*)(?=: |$)")
# What Lambda's API answers when the function is to be made, before anything runs.
_REFUSED_AT_ONCE = "ValidationException"


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report a handler string that its runtime refuses for its form."""
    if not isinstance(facts.resolution, HandlerMalformed):
        return
    name = facts.resolution.name
    place = handler_place(facts)
    fault = _FAULTS[name.kind].format(text=_shortened(name.text))
    meant = name.suggestion or facts.resolution.nearest
    message = f"{fault}; {_consequence(name.error)}{question(meant)}"
    fixes = change_to(place, meant, safe=name.suggestion is not None)
    yield RULE.finding(facts.function, place, message, *fixes)


def _consequence(error: str) -> str:
    """What happens, by the type of the error; its message repeats what the finding says."""
    type_of = _ERROR_TYPE.match(error)
    if type_of is None:
        return "every invocation will fail"
    refused = type_of[1] == _REFUSED_AT_ONCE
    return "the deployment will fail" if refused else lambda_answers(type_of[1])


def _shortened(text: str) -> str:
    """The text in one line that can be read, whatever somebody put into a template."""
    line = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}"
        for letter in text[:_LONGEST]
    )
    return line + "..." if len(text) > _LONGEST else line


RULE = Rule("handler-malformed", Severity.ERROR, since="0.1.0", check_function=check)
