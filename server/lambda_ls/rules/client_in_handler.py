"""Every invocation makes a client that could be kept.

## What it does

Reports a client of AWS, a session or a connection to a data store that is made in code of an
invocation, although nothing of the event is needed for it. It is silent where the client is made of
something that can differ from one invocation to the next, where it is kept or closed on purpose,
where it is only made for want of another, and in custom resources, which run once in a deployment.

## Why it matters

To make a client costs tens to hundreds of milliseconds, mostly for its connection, and each
invocation pays for it. What is made when the file is loaded stays for the invocations that follow,
with its connections.

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
import boto3


def handler(event, context):
    s3 = boto3.client("s3")
         ^^^^^^^^^^^^^^^^^^ information[client-in-handler]: each invocation makes this client ...
    return s3.list_buckets()["Buckets"][0]["Name"]
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
import boto3

s3 = boto3.client("s3")


def handler(event, context):
    return s3.list_buckets()["Buckets"][0]["Name"]
```

## Fix

Moves the assignment to the top of the file, below the imports and constants that it needs. Tests
that put something in the place of the client have to do so before the file is loaded then.

## References

- [Best practices: reuse of the execution environment](https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html)
- [Connections in Node.js](https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-reusing-connections.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Severity
from ..workspace.facts import FunctionFacts
from .base import Rule
from .code_words import rewritten

# What invokes a function once in a deployment, so that no invocation finds what another has made.
_RARE = frozenset({"custom-resource"})


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report what could be made once for many invocations."""
    if facts.triggers and all(each.id in _RARE for each in facts.triggers):
        return
    for deed in facts.conduct.made:
        made = deed.what
        message = (
            f"each invocation makes this {made.kind} anew with `{made.name}`; "
            "made at module level, it would stay for the next ones"
        )
        fixes = rewritten(f"Make the {made.kind} at module level", deed.code, made.moved)
        yield RULE.finding(facts.function, deed.place, message, *fixes)


RULE = Rule("client-in-handler", Severity.INFORMATION, since="0.1.0", check_function=check)
