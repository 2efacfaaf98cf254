"""The code imports a module that the function's Python no longer has.

## What it does

Reports a module of the standard library that is imported with the handler's file although the
version in the template no longer has it. It is silent where a file, a layer or a requirement can
bring the module, and about imports in `try`, `if` and functions.

## Why it matters

Python removes modules: `imp` and `distutils` in 3.12, `cgi`, `crypt`, `telnetlib` and others in
3.13. The deployment succeeds, and the function fails to start.

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
from distutils.util import strtobool
     ^^^^^^^^^^^^^^ error[removed-stdlib-module]: Python has no `distutils` since 3.12; ...

def handler(event, context):
    return bool(strtobool(event["enabled"]))
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
    return event["enabled"].lower() in ("1", "true", "yes")
```

## References

- [What is removed in Python 3.12](https://docs.python.org/3/whatsnew/3.12.html#removed)
- [What is removed in Python 3.13](https://docs.python.org/3/whatsnew/3.13.html#removed-modules-and-apis)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Severity
from ..workspace.facts import FunctionFacts
from .base import Rule
from .words import lambda_answers


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report imports of modules that Python has removed."""
    for absent in facts.absent_modules:
        if absent.removed_in is not None:
            message = (
                f"Python has no `{absent.name}` since {absent.removed_in}; "
                f"{lambda_answers('Runtime.ImportModuleError')}"
            )
            yield RULE.finding(facts.function, absent.place, message)


RULE = Rule("removed-stdlib-module", Severity.ERROR, since="0.1.0", check_function=check)
