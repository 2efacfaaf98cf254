"""The function's runtime is deprecated, or does not exist.

## What it does

Reports a runtime that AWS no longer patches, with the dates on which Lambda stops creating and
updating functions that use it, and a runtime whose name is misspelt. It is silent before the day of
the deprecation, and about a name that may be newer than this version of the tool.

## Why it matters

A deprecated runtime gets no security patches. Some months later a new stack can no longer be
deployed, and then even a correction of an existing function is refused.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.8
               ^^^^^^^^^ warning[runtime-end-of-life]: `python3.8` is deprecated since ...
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

Writes the newest runtime of the same family. Test your code with it before you deploy.

## References

- [Lambda runtimes and their dates](https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html)
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..aws.runtimes import Runtime, all_runtimes, may_be_newer, newest
from ..model.finding import Finding, Severity
from ..model.place import Place
from ..text.similar import nearest
from ..workspace.facts import FunctionFacts
from .base import Rule
from .words import change_to, question


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report a runtime that is past its deprecation, or that AWS has never had."""
    written = facts.function.runtime
    if written is None:
        return
    if facts.runtime and _is_past(facts.runtime.deprecated, facts.today):
        yield _deprecated(facts, facts.runtime, written.place)
    elif facts.unknown_runtime and not may_be_newer(facts.unknown_runtime):
        yield from _misspelt(facts, facts.unknown_runtime, written.place)


def _deprecated(facts: FunctionFacts, runtime: Runtime, place: Place) -> Finding:
    parts = [f"`{runtime.identifier}` is deprecated since {runtime.deprecated}"]
    parts += _blocks(runtime, facts.today)
    successor = newest(runtime.family, facts.today)
    if successor:
        parts.append(f"the newest is `{successor.identifier}`")
    fixes = change_to(place, successor.identifier if successor else None)
    return RULE.finding(facts.function, place, "; ".join(parts), *fixes)


def _misspelt(facts: FunctionFacts, name: str, place: Place) -> Iterator[Finding]:
    # A name that resembles no runtime is a placeholder that some tool replaces before deployment.
    supported = (one for one in all_runtimes() if not _is_past(one.deprecated, facts.today))
    meant = nearest(name, (one.identifier for one in supported))
    if meant:
        message = f"Lambda has no runtime `{name}`{question(meant)}"
        yield RULE.finding(facts.function, place, message, *change_to(place, meant))


def _is_past(day: date | None, today: date) -> bool:
    return day is not None and day <= today


def _blocks(runtime: Runtime, today: date) -> Iterator[str]:
    """What Lambda refuses for the runtime, or from when on it will."""
    create, update = runtime.block_create, runtime.block_update
    if _is_past(update, today):
        yield f"since {update} functions with it can be neither created nor updated"
        return
    if _is_past(create, today):
        yield f"since {create} no function can be created with it"
    elif create:
        yield f"from {create} on no function can be created with it"
    if update:
        yield f"from {update} on none can be updated"


RULE = Rule("runtime-end-of-life", Severity.WARNING, since="0.1.0", check_function=check)
