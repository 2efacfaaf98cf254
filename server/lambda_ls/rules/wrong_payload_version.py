"""The handler reads the event of another payload format version.

## What it does

Reports a field of an HTTP event that only the other payload format version has: `httpMethod` of
version 1.0 where the template asks for 2.0, `rawPath` of 2.0 where it asks for 1.0 or for a REST
API. Code that looks at `event["version"]`, that provides for the field not being there, or that
reads the right field as well, is left alone.

## Why it matters

The two versions share few names. In Python the handler fails with `KeyError` and every request is
answered with an error; in JavaScript it goes on with `undefined`.

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
          Type: HttpApi
          Properties:
            Path: /orders
            Method: GET
-- app.py --
def handler(event, context):
    return event["httpMethod"]
                  ^^^^^^^^^^ error[wrong-payload-version]: API Gateway HTTP never sends ...
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
          Type: HttpApi
          Properties:
            Path: /orders
            Method: GET
-- app.py --
def handler(event, context):
    return event["requestContext"]["http"]["method"]
```

## Fix

Reads the field of the version that the template asks for.

## References

- [Payload format versions](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.proxy-format)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Fix, Severity
from ..model.flow import Form, Key, Path, Root, Value, path_text
from ..triggers.lookup import NoSuchKey
from ..workspace.events import EventUse
from ..workspace.facts import FunctionFacts
from .base import Rule
from .event_words import consequence, missing, never_sent, reads, rewrite


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report fields that the other version has."""
    if any(use.access.key == "version" and not use.access.owner.path for use in facts.event.events):
        return
    for use in reads(facts):
        wrong = missing(use) if not use.access.is_optional else ()
        for field in (use, *_below(facts, use)) if wrong else ():
            path = _here(wrong, field)
            if path is None or field.access.is_optional or field.access.form is Form.TEST:
                continue
            if _is_read(facts, path):
                continue
            message = (
                f"{never_sent(use.meanings, path_text(_path(field)))}: "
                f"{consequence(use)}; the same value is in `{path}`"
            )
            yield RULE.finding(facts.function, field.place, message, *_fixes(facts, field, path))


def _below(facts: FunctionFacts, use: EventUse) -> Iterator[EventUse]:
    """What is read from a value that is not there, such as `http.method` of version 2.0."""
    for other in facts.event.events:
        if other.code.path == use.code.path and other.access.owner.path == _path(use):
            yield other


def _here(wrong: tuple[NoSuchKey, ...], field: EventUse) -> str | None:
    """Where all the triggers have the value; None where they differ or have none."""
    paths = {_instead(each, path_text(_path(field))) for each in wrong}
    return paths.pop() if len(paths) == 1 else None


def _is_read(facts: FunctionFacts, path: str) -> bool:
    """Whether the code reads the right field too, or the object around it that only it has."""
    around = path.rpartition(".")[0]
    wanted = {path, around} if "." in around else {path}
    return any(path_text(_path(use)) in wanted for use in facts.event.events)


def _instead(wrong: NoSuchKey, path: str) -> str | None:
    """The place of a value by its path, whose last keys the data file has."""
    listed = (pair for shape in wrong.owner.shapes for pair in shape.instead.items())
    names = (wrong.key, f"{wrong.key}.{path.rpartition('.')[2]}")
    is_whole = path.rpartition(".")[2] == wrong.key
    return next((target for key, target in listed if key == names[not is_whole]), None)


def _path(use: EventUse) -> Path:
    return (*use.access.owner.path, Key(use.access.key))


def _fixes(facts: FunctionFacts, field: EventUse, path: str) -> tuple[Fix, ...]:
    access, event = field.access, _event(facts, field)
    if access.form not in (Form.SUBSCRIPT, Form.ATTRIBUTE) or event is None:
        return ()
    text = field.code.language.member_text(field.code.source, event, tuple(path.split(".")))
    return rewrite(f"Change to `{text}`", field.code, access.span, text, safe=False)


def _event(facts: FunctionFacts, field: EventUse) -> str | None:
    """What the code calls the event where the field is read from it; None behind another name."""
    names = (
        name.name
        for found in facts.event.flows
        if found.code.path == field.code.path
        for name in found.flow.names
        if name.span.start == field.access.span.start and name.value == Value(Root.EVENT)
    )
    return next(names, None)


RULE = Rule("wrong-payload-version", Severity.ERROR, since="0.1.0", check_function=check)
