"""A Python handler reads its event like an object.

## What it does

Reports `event.body` and the like in Python, at any depth. The event is made of dictionaries, lists
and plain values, which have no such attributes. Data classes of Powertools are left alone.

## Why it matters

The handler fails with `AttributeError` whenever it comes to that line.

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
def handler(event, context):
    return event.body
                 ^^^^ error[event-attribute-access]: `event` is a dictionary without `body`; ...
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
    return event["body"]
```

## Fix

Writes the attribute as a key.

## References

- [Events in Python handlers](https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Severity
from ..model.flow import Access, Form, Step
from ..workspace.events import EventUse
from ..workspace.facts import FunctionFacts
from .base import Rule
from .event_words import failing, rewrite
from .words import lambda_answers, question

_MEMBERS = frozenset(name for kind in (dict, list, str, int, float) for name in dir(kind))
_BYTES = frozenset({Step.BASE64, Step.GZIP})


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report attributes of the event and of values in it."""
    for use in facts.event.events:
        if not _is_wrong(use):
            continue
        access = use.access
        owner = use.code.source.slice(access.owner_span)
        text = use.code.language.member_text(use.code.source, owner, (access.key,))
        message = (
            f"`{owner}` is a dictionary without `{access.key}`; {_outcome(access)}{question(text)}"
        )
        fixes = rewrite(f"Change to `{text}`", use.code, access.span, text, safe=True)
        yield RULE.finding(facts.function, use.place, message, *fixes)


def _outcome(access: Access) -> str:
    error = "AttributeError"
    return failing(access, error) if access.is_caught else lambda_answers(error)


def _is_wrong(use: EventUse) -> bool:
    access = use.access
    return (
        use.code.language.name == "python"
        and access.form is Form.ATTRIBUTE
        and access.mode == "read"
        and access.owner.data_class is None
        and not access.is_optional
        # What the code asks about, it may know to be of another type.
        and not access.owner.provided
        and access.key not in _MEMBERS
        # What is decoded is bytes, which have members of their own.
        and not _BYTES.intersection(access.owner.path)
    )


RULE = Rule("event-attribute-access", Severity.ERROR, since="0.1.0", check_function=check)
