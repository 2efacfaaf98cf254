"""The handler returns a value that cannot become JSON.

## What it does

Follows what the handler returns, through the functions that make it, and reports values that the
runtime cannot turn into JSON: in Python sets, dates, UUIDs, ranges, generators and objects of your
own classes, in Node.js a `BigInt`.

## Why it matters

The handler runs to its end and the invocation fails all the same: with `Runtime.MarshalError` in
Python, with an error of `JSON.stringify` in Node.js. Whatever it has done is done again by a retry.

## Example

```fixture
-- template.yaml --
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
-- app.py --
from datetime import datetime


def handler(event, context):
    return {"created": datetime.now(), "lines": 3}
                       ^^^^^^^^^^^^^^ error[response-not-serializable]: `created` is a datetime, ...
```

## Use instead

```fixture
-- template.yaml --
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
-- app.py --
from datetime import datetime


def handler(event, context):
    return {"created": datetime.now().isoformat(), "lines": 3}
```

## References

- [Handlers in Python: what they return](https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html)
- [How the Python runtime makes JSON](https://github.com/aws/aws-lambda-python-runtime-interface-client/blob/main/awslambdaric/lambda_runtime_marshaller.py)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Severity
from ..model.term import Choice, Items, Record, Refused, Term
from ..workspace.facts import FunctionFacts
from .base import Rule

_ERRORS = {
    "python": "the invocation will fail with Runtime.MarshalError",
    "node": "the invocation will fail",
}
_VOWELS = "aeiouAEIO"


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report every value in the results of a handler that cannot become JSON."""
    results = facts.results
    for result in results.results if results else ():
        for name, refused in _refused(result.value, ""):
            place = results.place(refused.spot) if results else None
            if place is not None and results is not None:
                owner = f"`{name}`" if name else "this result"
                article = "an" if refused.name[:1] in _VOWELS else "a"
                error = _ERRORS[results.code.language.name]
                what = f"{owner} is {article} {refused.name}"
                message = f"{what}, which Lambda cannot turn into JSON: {error}"
                yield RULE.finding(facts.function, place, message)


def _refused(value: Term, name: str) -> Iterator[tuple[str, Refused]]:
    """What certainly cannot become JSON, with the key at which it stands."""
    if isinstance(value, Refused):
        yield name, value
    elif isinstance(value, Record):
        for entry in value.entries:
            if not entry.is_optional and value.entry(entry.key) is entry:
                yield from _refused(entry.value, entry.key)
    elif isinstance(value, Items):
        for item in value.items:
            yield from _refused(item, name)
    elif isinstance(value, Choice):
        found = [next(_refused(option, name), None) for option in value.options]
        if found and found[0] is not None and None not in found:
            yield found[0]


RULE = Rule("response-not-serializable", Severity.ERROR, since="0.1.0", check_function=check)
