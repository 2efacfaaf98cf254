"""The template holds text that is neither YAML nor JSON.

## What it does

Marks the place at which the template cannot be read. Everything that can still be read is checked
as usual: the other resources, and the other keys of the broken one.

## Why it matters

The deployment stops before it starts, often with a message that names a line far from the fault.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: "app.handler
               ^^^^^^^^^^^^ error[template-syntax]: This text cannot be read: ...
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
      Handler: "app.handler"
      Runtime: python3.13
-- app.py --
def handler(event, context):
    return None
```

## References

- [Template format](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Severity
from ..text.yaml_words import plain_words
from ..workspace.template_facts import TemplateFacts
from .base import Rule


def check(facts: TemplateFacts) -> Iterator[Finding]:
    """Report every place at which the text broke off."""
    for broken in facts.template.broken:
        message = f"This text cannot be read: {plain_words(broken.message)}"
        yield RULE.finding(None, broken.place, message)


RULE = Rule("template-syntax", Severity.ERROR, since="0.1.0", check_template=check)
