"""The handler reads a path parameter that none of its routes has.

## What it does

Compares the path parameters that the code reads with those in the routes of the template, such as
`{id}` in `/orders/{id}`. It speaks only where all routes of the function are known, and the code
neither names other routes nor tries several names.

## Why it matters

API Gateway names path parameters as the route does. In Python the handler fails with `KeyError`, in
JavaScript it goes on with `undefined`, and every request is answered with an error or with the
wrong thing.

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
        Get:
          Type: HttpApi
          Properties:
            Path: /orders/{orderId}
            Method: GET
-- app.py --
def handler(event, context):
    return event["pathParameters"]["id"]
                                    ^^ error[route-parameter-mismatch]: no route of `Orders` has ...
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
        Get:
          Type: HttpApi
          Properties:
            Path: /orders/{orderId}
            Method: GET
-- app.py --
def handler(event, context):
    return event["pathParameters"]["orderId"]
```

## Fix

Writes the nearest parameter of the routes, or the only one.

## References

- [Routes of HTTP APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html)
- [Path parameters of REST APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integrate-lambda.html)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.finding import Finding, Severity
from ..model.flow import Form
from ..text.similar import certainly_meant
from ..triggers.lookup import route_parameters
from ..workspace.events import EventUse
from ..workspace.facts import FunctionFacts
from .base import Rule
from .event_words import change_key, consequence, is_asked_for, is_one_of_several, missing, reads


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report path parameters that no route declares."""
    routes = [trigger.settings.path for trigger in facts.triggers]
    known = dict.fromkeys(name for route in routes if route for name in route_parameters(route))
    for use in reads(facts):
        near = _nearest(use, tuple(known))
        if not _is_parameter(use) or _provides_for_absence(use, near, bool(known)):
            continue
        if is_asked_for(facts, use) or is_one_of_several(facts, use, known) or _has_own_route(use):
            continue
        shown = ", ".join(f"`{name}`" for name in known) or "none"
        message = (
            f"no route of `{facts.function.name}` has a parameter `{use.access.key}` "
            f"(there is {shown}): {consequence(use)}"
        )
        fixes = change_key(facts, use, near) if near else ()
        yield RULE.finding(facts.function, use.place, message, *fixes)


def _is_parameter(use: EventUse) -> bool:
    wrong = missing(use)
    shapes = [shape for each in wrong for shape in each.owner.shapes]
    return bool(shapes) and all(shape.template == "path-parameters" for shape in shapes)


def _nearest(use: EventUse, known: tuple[str, ...]) -> str | None:
    return known[0] if len(known) == 1 else certainly_meant(use.access.key, known)


def _provides_for_absence(use: EventUse, near: str | None, has_parameters: bool) -> bool:
    """Whether the code may mean to ask for a parameter that only other routes would have."""
    access = use.access
    if access.form is Form.TEST or (not has_parameters and access.owner.provided):
        return True
    return access.is_optional and certainly_meant(access.key, (near or "",)) is None


def _has_own_route(use: EventUse) -> bool:
    """Whether the code itself names a route with the parameter, which the template may lack."""
    parameter = re.escape(f"/{{{use.access.key}") + r"\+?\}"
    return bool(re.search(rf"""(?<![fF])["'][^"'\n]*{parameter}""", use.code.source.text))


RULE = Rule("route-parameter-mismatch", Severity.ERROR, since="0.1.0", check_function=check)
