"""The folder that holds the function's code does not exist.

## What it does

Reports a code folder of a template that is not there, when no build could make it.

## Why it matters

The deployment fails: there is nothing to package.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/order
               ^^^^^^^^^ error[code-folder-not-found]: ...
      Handler: app.handler
      Runtime: python3.13
-- src/orders/app.py --
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
      CodeUri: src/orders
      Handler: app.handler
      Runtime: python3.13
-- src/orders/app.py --
def handler(event, context):
    return None
```

## Fix

Writes the existing folder whose name is most alike.

## References

- [Uploading local artifacts](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-cli-package.html)
- [CodeUri](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html#sam-function-codeuri)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Severity
from ..model.resolution import FolderMissing
from ..workspace.facts import FunctionFacts
from .base import Rule
from .words import change_to, code_place, question


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report a code folder that is certainly missing."""
    missing = facts.resolution
    if not isinstance(missing, FolderMissing):
        return
    place = code_place(facts.function)
    kind = "file" if missing.is_file else "folder"
    fault = f"there is no {kind} `{missing.folder}`; the deployment will fail"
    message = fault + question(missing.nearest)
    yield RULE.finding(facts.function, place, message, *change_to(place, missing.nearest))


RULE = Rule("code-folder-not-found", Severity.ERROR, since="0.1.0", check_function=check)
