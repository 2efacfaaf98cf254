"""A function has a property, or a value of one, that does not exist.

## What it does

Reports a key that is nearly, but not quite, a property of a function or of one of its events, and a
value that is nearly one of those allowed. A key that resembles nothing is left alone.

## Why it matters

The deployment is refused, or the setting is silently left out.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      MemorySiz: 256
      ^^^^^^^^^ error[unknown-function-property]: ...
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
      MemorySize: 256
-- app.py --
def handler(event, context):
    return None
```

## Fix

Writes the nearest name.

## References

- [AWS::Serverless::Function](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html)
- [AWS::Lambda::Function](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-function.html)
- [Serverless Framework functions](https://www.serverless.com/framework/docs/providers/aws/guide/functions)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Severity
from ..model.function import UnknownProperty
from ..workspace.facts import FunctionFacts
from .base import Rule
from .words import change_to, question


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report the keys and values that the deployment refuses."""
    for unknown in facts.function.unknown_properties:
        place = unknown.name.place
        fixes = change_to(place, unknown.nearest)
        yield RULE.finding(facts.function, place, _message(unknown), *fixes)


def _message(unknown: UnknownProperty) -> str:
    name = unknown.name.value
    if unknown.is_value:
        return f"`{unknown.of}` cannot be `{name}` in {unknown.owner}{question(unknown.nearest)}"
    return f"{unknown.owner} has no property `{name}`{question(unknown.nearest)}"


RULE = Rule("unknown-function-property", Severity.ERROR, since="0.1.0", check_function=check)
