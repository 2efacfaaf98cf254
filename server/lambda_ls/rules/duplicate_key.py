"""The same key stands twice in one mapping, so that one of them is ignored.

## What it does

Marks a key that the same mapping holds again further down.

## Why it matters

Most readers of YAML and JSON keep the last one without a word. The value that you see first is not
the value that is deployed, and a resource that is written twice loses everything of the first. The
Serverless Framework refuses such a YAML file.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.old_handler
      ^^^^^^^ error[duplicate-key]: `Handler` stands again further down; this one is ignored
      Runtime: python3.13
      Handler: app.handler
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
-- app.py --
def handler(event, context):
    return None
```

## Fix

Removes the first of the two. Look before whether the other one is the one you want.

## References

- [Template format](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html)
- [YAML 1.2, mappings](https://yaml.org/spec/1.2.2/#mapping)
- [How the Serverless Framework reads its file](https://github.com/serverless/serverless/blob/v3/lib/configuration/read.js)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Fix, Replace, Severity
from ..model.place import Place
from ..model.template import RepeatedKey
from ..text.span import Span
from ..workspace.template_facts import TemplateFacts
from .base import Rule


def check(facts: TemplateFacts) -> Iterator[Finding]:
    """Report every key that a later one overrides."""
    for repeated in facts.template.repeated:
        result = "the deployment will fail" if repeated.is_refused else "this one is ignored"
        message = f"`{repeated.key}` stands again further down; {result}"
        yield RULE.finding(None, _ignored_key(repeated), message, *_fixes(repeated))


def _ignored_key(repeated: RepeatedKey) -> Place:
    # A resource can be long, so only its key is marked; the kept key is as long as the ignored one.
    start, end = repeated.entry.span
    length = repeated.kept.span.end - repeated.kept.span.start
    return repeated.entry._replace(span=Span(start, min(end, start + length)))


def _fixes(repeated: RepeatedKey) -> tuple[Fix, ...]:
    if repeated.removal is None:
        return ()
    which = "" if repeated.is_refused else ", which is ignored"
    title = f"Remove the first `{repeated.key}`{which}"
    return (Fix(title, False, (Replace(repeated.removal, ""),)),)


RULE = Rule("duplicate-key", Severity.ERROR, since="0.1.0", check_template=check)
