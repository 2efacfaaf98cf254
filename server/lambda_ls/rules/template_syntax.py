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
from ..workspace.template_facts import TemplateFacts
from .base import Rule

_PLAIN_WORDS = {
    "found unexpected end of stream": "the quote that opens here is never closed",
    "mapping values are not allowed": (
        "a value that holds `: ` needs quotes, or the line is indented too far"
    ),
    "did not find expected ',' or '}'": "a `,` or `}` is missing before this",
    "did not find expected ',' or ']'": "a `,` or `]` is missing before this",
    "did not find expected key": "it does not fit the lines above, in its indentation or quotes",
    "did not find expected node content": "a value is missing here",
    "could not find expected ':'": "there is no `:` after this key",
    "cannot start any token": (
        "a tab cannot indent, and a value that starts with `@`, `%` or a backtick needs quotes"
    ),
    "unknown escape character": "there is no such escape; in single quotes a `\\` is only itself",
    "undefined alias": "no anchor of this name stands above",
}
"""What the YAML reader's messages mean to people who do not write such readers."""


def check(facts: TemplateFacts) -> Iterator[Finding]:
    """Report every place at which the text broke off."""
    for broken in facts.template.broken:
        message = f"This text cannot be read: {_plain(broken.message)}"
        yield RULE.finding(None, broken.place, message)


def _plain(message: str) -> str:
    return next((words for known, words in _PLAIN_WORDS.items() if known in message), message)


RULE = Rule("template-syntax", Severity.ERROR, since="0.1.0", check_template=check)
