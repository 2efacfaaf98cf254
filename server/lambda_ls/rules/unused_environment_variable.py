"""The function has an environment variable that nothing reads.

## What it does

Reports a variable whose name occurs nowhere in the code folder of its function. An inherited one
(`Globals`, `provider`) is reported if no function that gets it mentions it.

It is silent about variables that libraries and extensions read by themselves (`POWERTOOLS_...`,
`LOG_LEVEL`, `OTEL_...`, ...), about names that share a word with a package that the code imports,
about functions with layers, and about code that reads names which it computes or hands the whole
environment on.

## Why it matters

It says that the function depends on something which it does not depend on: permissions and
resources are kept for it, and whoever changes the value waits for an effect that never comes. Often
the code reads another name by mistake.

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
          TABLE_NAME: orders
          QUEUE_URL: https://sqs.eu-west-1.amazonaws.com/123456789012/orders
          ^^^^^^^^^ hint[unused-environment-variable]: ...
-- app.py --
import os

TABLE = os.environ["TABLE_NAME"]


def handler(event, context):
    return {"table": TABLE}
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
          TABLE_NAME: orders
-- app.py --
import os

TABLE = os.environ["TABLE_NAME"]


def handler(event, context):
    return {"table": TABLE}
```

## Fix

Removes the variable.

## References

- [Environment variables](https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Fix, Replace, Severity
from ..workspace.facts import FunctionFacts
from .base import Rule


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report the variables that have no effect."""
    for unused in facts.environment.unused:
        name = unused.variable.name
        message = f"no code reads `{name.value}`"
        fixes = [
            Fix(f"Remove `{name.value}`", False, (Replace(place, ""),))
            for place in (unused.removal,)
            if place is not None
        ]
        yield RULE.finding(facts.function, name.place, message, *fixes)


RULE = Rule("unused-environment-variable", Severity.HINT, since="0.1.0", check_function=check)
