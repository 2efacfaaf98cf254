"""The handler takes a value apart that many events do not have.

## What it does

Reports a key that is read from a part of the event that the trigger sends as null or leaves out,
depending on the request: `event["queryStringParameters"]["page"]` where a request has no query
string. A guard of any kind, anywhere in the function's code, silences it: a test, a default, `?.`,
`try`; so does an API that checks its requests, or a function that validates the event.

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

import re
from collections.abc import Iterator

from ..model.finding import Finding, Fix, Severity
from ..model.flow import Form, Key, Lack, Path
from ..workspace.events import EventUse
from ..workspace.facts import FunctionFacts
from .base import Rule
from .event_words import reads, rewrite, sent_by

_LACKS = {Lack.NULL: "sends `{}` as null", Lack.ABSENT: "leaves `{}` out"}

# Functions that get the event, or a part of it, to see whether it is as it should be.
_CHECK = re.compile(r"valid|check|assert|ensure|require|invariant|verify|guard|schema", re.I)
# The decorator of Powertools.
_DECORATOR = "@validator"
# These two are there together.
_SINGLE = {"multiValueQueryStringParameters": "queryStringParameters"}


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report the first key that is read from each part that can be missing."""
    reported: set[tuple[str, Path]] = set()
    guarded = frozenset(_guarded(facts))
    if _is_checked_before(facts):
        return
    for use in reads(facts):
        owner = use.access.owner
        lack = _lack(use)
        if lack is None or (use.code.path, owner.path) in reported:
            continue
        if _single(owner.path) in guarded:
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
    # What catches the error may be meant for requests without the part.
    if use.access.is_caught:
        return None
    # A `case` of Python that does not fit is passed over.
    if use.access.form is Form.PATTERN and use.code.language.name == "python":
        return None
    if not all(shape.is_per_request for each in use.meanings for shape in each.owner.shapes):
        return None
    lacks = frozenset(Lack).intersection(*(each.owner.lacks for each in use.meanings))
    left = lacks - owner.provided
    return Lack.NULL if Lack.NULL in left else Lack.ABSENT if left else None


def _is_checked_before(facts: FunctionFacts) -> bool:
    """Whether the API, a decorator or a function from elsewhere may refuse events without parts."""
    if any(trigger.settings.has_checked_requests for trigger in facts.triggers):
        return True
    return any(
        _DECORATOR in found.code.source.text
        or any(_CHECK.search(handed.callee) for handed in found.flow.handed)
        for found in facts.event.flows
    )


def _guarded(facts: FunctionFacts) -> Iterator[Path]:
    """The parts of the event that some code of the function provides for being null."""
    for found in facts.event.flows:
        for access in found.flow.accesses:
            if Lack.NULL in access.owner.provided or access.is_caught:
                yield _single(access.owner.path)
            if access.is_optional and access.form in (Form.SUBSCRIPT, Form.ATTRIBUTE, Form.TEST):
                yield _single((*access.owner.path, Key(access.key)))


def _single(path: Path) -> Path:
    """A path, where the part with several values by name stands for the one with a single one."""
    last = path[-1] if path else None
    name = _SINGLE.get(last.name) if isinstance(last, Key) else None
    return (*path[:-1], Key(name)) if name else path


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
    text = use.code.language.guarded_text(use.code.source, owner, access.key)
    return rewrite(f"Change to `{text}`", use.code, access.span, text, safe=False)


RULE = Rule("nullable-event-key", Severity.WARNING, since="0.1.0", check_function=check)
