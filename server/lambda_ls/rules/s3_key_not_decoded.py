"""The key of an S3 event goes to S3 as it came, URL-encoded.

## What it does

Reports the object key of an S3 event that is passed to an S3 operation without being decoded.

## Why it matters

S3 URL-encodes keys in its events: a space arrives as `+`, an umlaut or a parenthesis as `%..`. The
handler works for plain names and fails with `NoSuchKey` or `AccessDenied` for the others.

## Example

```fixture
-- template.yaml --
Resources:
  Thumbnails:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Events:
        Upload:
          Type: S3
          Properties:
            Bucket: !Ref Photos
            Events: s3:ObjectCreated:*
  Photos:
    Type: AWS::S3::Bucket
-- app.py --
import boto3

s3 = boto3.client("s3")

def handler(event, context):
    for record in event["Records"]:
        bucket, key = record["s3"]["bucket"]["name"], record["s3"]["object"]["key"]
        s3.get_object(Bucket=bucket, Key=key)
                                         ^^^ warning[s3-key-not-decoded]: `key` ...
```

## Use instead

```fixture
-- template.yaml --
Resources:
  Thumbnails:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Events:
        Upload:
          Type: S3
          Properties:
            Bucket: !Ref Photos
            Events: s3:ObjectCreated:*
  Photos:
    Type: AWS::S3::Bucket
-- app.py --
from urllib.parse import unquote_plus

import boto3

s3 = boto3.client("s3")

def handler(event, context):
    for record in event["Records"]:
        bucket, key = record["s3"]["bucket"]["name"], record["s3"]["object"]["key"]
        s3.get_object(Bucket=bucket, Key=unquote_plus(key))
```

## Fix

Decodes the key where it is passed.

## References

- [Event message structure](https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..languages.rewriting import sets_anew
from ..model.finding import Finding, Fix, Replace, Severity
from ..model.flow import Handed
from ..workspace.events import meanings_of
from ..workspace.facts import FunctionFacts
from ..workspace.flows import CodeText
from .base import Rule

# Parameters of S3's operations that take an object's key: by name, and by position in boto3.
_KEY_PARAMETERS = frozenset({"Key", "CopySource"})
# What these write gets the name that the code chooses, encoded or not.
_WRITERS = re.compile(r"put_?object|upload", re.IGNORECASE)
_COMMAND = re.compile(r"\w+Command")
_KEY_POSITIONS = {"download_file": 1, "download_fileobj": 1, "Object": 1, "ObjectSummary": 1}


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report keys that go from the event to S3 as they are."""
    if not facts.event.is_certain or _is_set_anew(facts):
        return
    for flow in facts.event.flows:
        for handed in flow.flow.handed:
            place = flow.code.place(handed.span)
            if place is None or not _is_key(handed) or not _is_encoded(facts, handed):
                continue
            text = flow.code.source.slice(handed.span)
            message = (
                f"`{text}` is URL-encoded in the event: S3 will not find objects whose names have "
                "spaces or special characters"
            )
            yield RULE.finding(facts.function, place, message, *_fixes(flow.code, handed))


def _is_set_anew(facts: FunctionFacts) -> bool:
    """Whether the code may decode the key where it stands in the event, by another name."""
    return any(sets_anew(flow.code.source, "key") for flow in facts.event.flows)


def _is_key(handed: Handed) -> bool:
    method = handed.callee.rpartition(".")[2]
    if _WRITERS.match(method):
        return False
    if handed.keyword is not None:
        is_operation = "." in handed.callee or _COMMAND.fullmatch(handed.callee)
        return bool(is_operation) and handed.keyword in _KEY_PARAMETERS
    return "." in handed.callee and _KEY_POSITIONS.get(method) == handed.position


def _is_encoded(facts: FunctionFacts, handed: Handed) -> bool:
    """Whether every trigger of the function sends the value URL-encoded."""
    found = meanings_of(handed.value, facts.triggers)
    shapes = [shape for _, each in found for shape in each.shapes]
    return len(found) == len(facts.triggers) and all(shape.encoding == ("url",) for shape in shapes)


def _fixes(code: CodeText, handed: Handed) -> tuple[Fix, ...]:
    edits = code.language.url_decoded(code.source, handed.span)
    places = tuple(code.place(edit.span) for edit in edits)
    # A line that is added to inline code would need the template's indentation.
    if code.inline is not None and len(edits) > 1:
        return ()
    changes = tuple(
        Replace(place, edit.text) for place, edit in zip(places, edits, strict=True) if place
    )
    return (Fix("Decode the key", False, changes),)


RULE = Rule("s3-key-not-decoded", Severity.WARNING, since="0.1.0", check_function=check)
