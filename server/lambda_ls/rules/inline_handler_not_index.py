"""Inline code is the module `index`, and the handler names another one.

## What it does

Reports a function whose code stands in the template and whose handler does not start with `index.`.

## Why it matters

Lambda stores inline code as `index.py` or `index.js`, so that every other module is missing: every
invocation fails with `Runtime.ImportModuleError`.

## Example

```fixture
-- template.yaml --
Resources:
  Hello:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
               ^^^^^^^^^^^ error[inline-handler-not-index]: ...
      Runtime: python3.13
      Role: arn:aws:iam::123456789012:role/hello
      Code:
        ZipFile: |
          def handler(event, context):
              return "hello"
```

## Use instead

```fixture
-- template.yaml --
Resources:
  Hello:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: python3.13
      Role: arn:aws:iam::123456789012:role/hello
      Code:
        ZipFile: |
          def handler(event, context):
              return "hello"
```

## Fix

Writes `index` as the module.

## References

- [ZipFile](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-lambda-function-code.html#cfn-lambda-function-code-zipfile)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Severity
from ..model.resolution import InlineNotIndex
from ..workspace.facts import FunctionFacts
from .base import Rule
from .words import change_to, handler_place, lambda_answers, question


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report a handler of inline code that names another module than `index`."""
    wrong = facts.resolution
    if not isinstance(wrong, InlineNotIndex):
        return
    place = handler_place(facts)
    message = (
        "inline code is always the module `index`; "
        f"{lambda_answers('Runtime.ImportModuleError')}{question(wrong.correction)}"
    )
    fixes = change_to(place, wrong.correction, safe=True)
    yield RULE.finding(facts.function, place, message, *fixes)


RULE = Rule("inline-handler-not-index", Severity.ERROR, since="0.1.0", check_function=check)
