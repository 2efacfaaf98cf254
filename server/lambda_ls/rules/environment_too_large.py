"""The function's environment variables are larger than Lambda allows.

## What it does

Reports a function whose environment variables, names and values together, have more than 4 KB
(4,096 bytes in UTF-8). Only values that the template says for certain are counted, so that the real
size can be larger still.

## Why it matters

Lambda refuses the function, so that the whole deployment rolls back. The limit cannot be raised.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Environment:
      ^^^^^^^^^^^ error[environment-too-large]: ...
        Variables:
          ROWS: !Sub
            - ${Rows}${Rows}${Rows}${Rows}${Rows}${Rows}${Rows}${Rows}
            - Rows: !Sub
                - ${Row}${Row}${Row}${Row}${Row}${Row}${Row}${Row}
                - Row: <tr><td class="product">Product</td><td class="price">Price</td></tr>
-- app.py --
import os


def handler(event, context):
    return dict(os.environ)
```

## Use instead

A file beside the code, Parameter Store or S3 for what is large.

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Environment:
        Variables:
          ROWS_PARAMETER: /orders/rows
-- app.py --
import os


def handler(event, context):
    return dict(os.environ)
```

## References

- [Lambda quotas](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html)
- [Environment variables](https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..aws.limits import limits
from ..model.finding import Finding, Severity
from ..model.function import Variable
from ..model.place import known
from ..workspace.facts import FunctionFacts
from .base import Rule


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report an environment that is certainly too large."""
    function = facts.function
    total, allowed = sum(map(_size, function.environment)), limits().environment_bytes
    if total <= allowed:
        return
    message = (
        f"the environment variables have {total:,} bytes and Lambda allows {allowed:,}; "
        "the deployment will fail"
    )
    yield RULE.finding(function, function.environment_place or function.place, message)


def _size(variable: Variable) -> int:
    text = variable.name.value + (known(variable.value) or "")
    return len(text.encode("utf-8", "replace"))


RULE = Rule("environment-too-large", Severity.ERROR, since="0.1.0", check_function=check)
