"""The function sets an environment variable that belongs to Lambda.

## What it does

Reports a variable whose name Lambda keeps for itself.

## Why it matters

Lambda refuses the function, so that the whole deployment rolls back.

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
        Variables:
          AWS_REGION: eu-west-1
          ^^^^^^^^^^ error[reserved-environment-variable]: ...
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
      Environment:
        Variables:
          BUCKET_REGION: eu-west-1
-- app.py --
import os


def handler(event, context):
    return dict(os.environ)
```

## References

- [Defined runtime environment variables](https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..aws.environment import reserved_for
from ..model.finding import Finding, Severity
from ..workspace.facts import FunctionFacts
from .base import Rule


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report the variables that Lambda keeps for itself."""
    for variable in facts.function.environment:
        name = variable.name.value
        value = reserved_for(name)
        if value:
            message = f"`{name}` is reserved: Lambda sets it to {value}; the deployment will fail"
            yield RULE.finding(facts.function, variable.name.place, message)


RULE = Rule("reserved-environment-variable", Severity.ERROR, since="0.1.0", check_function=check)
