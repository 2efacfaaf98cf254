"""The handler takes a value apart that many events do not have.

## What it does

Reports a key that is read from a part of the event that the trigger sends as null or leaves out,
depending on the request: `event["queryStringParameters"]["page"]` where a request has no query
string. A guard of any kind, anywhere in the handler, silences it: a test, a default, `?.`, `try`.

## Why it matters

The handler works as long as it is tested with requests that have the part. The first one without
fails with `TypeError` or `KeyError`, and the client sees an error 500 or 502.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Events:
        List:
          Type: Api
          Properties:
            Path: /orders
            Method: GET
-- app.py --
def handler(event, context):
    page = event["queryStringParameters"]["page"]
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[nullable-event-key]: API Gateway REST ...
    return {"statusCode": 200, "body": page}
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
      Events:
        List:
          Type: Api
          Properties:
            Path: /orders
            Method: GET
-- app.py --
def handler(event, context):
    page = (event.get("queryStringParameters") or {}).get("page")
    return {"statusCode": 200, "body": page}
```

## Fix

Reads the key only where the part is there.

## References

- [Input of a proxy integration](https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format)
- [Payload format versions](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.proxy-format)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Fix, Severity
from ..model.flow import Form, Key, Lack, Path
from ..workspace.events import EventUse
from ..workspace.facts import FunctionFacts
from .base import Rule
from .event_words import reads, rewrite, sent_by

_LACKS = {Lack.NULL: "sends `{}` as null", Lack.ABSENT: "leaves `{}` out"}


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report the first key that is read from each part that can be missing."""
    reported: set[tuple[str, Path]] = set()
    for use in reads(facts):
        owner = use.access.owner
        lack = _lack(use)
        if lack is None or (use.code.path, owner.path) in reported:
            continue
        reported.add((use.code.path, owner.path))
        place = (
            use.code.place(use.access.owner_span) if use.access.form is not Form.PATTERN else None
        )
        step = owner.path[-1]
        name = step.name if isinstance(step, Key) else ""
        message = (
            f"{sent_by(use.meanings)} {_LACKS[lack].format(name)} in some requests: "
            f"the handler will then fail with {_error(use, lack)}"
        )
        yield RULE.finding(facts.function, place or use.place, message, *_fixes(use))


def _lack(use: EventUse) -> Lack | None:
    """How the object can fail to be there; None where it cannot, or the code provides for it."""
    owner = use.access.owner
    if not owner.path or not isinstance(owner.path[-1], Key) or use.access.form is Form.TEST:
        return None
    if not all(shape.is_per_request for each in use.meanings for shape in each.owner.shapes):
        return None
    lacks = frozenset(Lack).intersection(*(each.owner.lacks for each in use.meanings))
    left = lacks - owner.provided
    return Lack.NULL if Lack.NULL in left else Lack.ABSENT if left else None


def _error(use: EventUse, lack: Lack) -> str:
    if use.code.language.name != "python":
        return "TypeError"
    if lack is Lack.ABSENT:
        return "KeyError"
    return "AttributeError" if use.access.form is Form.GET else "TypeError"


def _fixes(use: EventUse) -> tuple[Fix, ...]:
    access = use.access
    if access.form not in (Form.SUBSCRIPT, Form.ATTRIBUTE) or access.is_called:
        return ()
    owner = use.code.source.slice(access.owner_span)
    text = use.code.language.guarded_text(owner, access.key)
    return rewrite(f"Change to `{text}`", use.code, access.span, text, safe=False)


RULE = Rule("nullable-event-key", Severity.WARNING, since="0.1.0", check_function=check)
