"""The handler's module has the name of one of the Python interpreter's own modules.

## What it does

Reports a Python handler in a module such as `time`, `gc`, `errno` or `itertools`: the modules that
are compiled into the interpreter and that no file can replace.

## Why it matters

The deployment succeeds. Every invocation fails with `Runtime.BuiltInModuleConflict`, even though
the file is there.

## Example

```fixture
-- template.yaml --
Resources:
  Clock:
    Type: AWS::Serverless::Function
    Properties:
      Handler: time.handler
               ^^^^^^^^^^^^ error[handler-builtin-module]: ...
      Runtime: python3.13
-- time.py --
def handler(event, context):
    return None
```

## Use instead

```fixture
-- template.yaml --
Resources:
  Clock:
    Type: AWS::Serverless::Function
    Properties:
      Handler: clock.handler
      Runtime: python3.13
-- clock.py --
def handler(event, context):
    return None
```

## References

- [Handlers in Python](https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html#python-handler-naming)
- [sys.builtin_module_names](https://docs.python.org/3/library/sys.html#sys.builtin_module_names)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.finding import Finding, Severity
from ..model.resolution import BuiltinModule
from ..workspace.facts import FunctionFacts
from .base import Rule
from .words import handler_place, lambda_answers, module_of


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report a module that the interpreter does not let anybody replace."""
    wrong = facts.resolution
    if not isinstance(wrong, BuiltinModule):
        return
    module = re.split(r"[./]", module_of(wrong.name), maxsplit=1)[0]
    message = (
        f"`{module}` is a module of the Python interpreter itself; "
        f"{lambda_answers('Runtime.BuiltInModuleConflict')} until the file has another name"
    )
    yield RULE.finding(facts.function, handler_place(facts), message)


RULE = Rule("handler-builtin-module", Severity.ERROR, since="0.1.0", check_function=check)
