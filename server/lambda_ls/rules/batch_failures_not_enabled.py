"""The handler says which records of a batch failed, and the event source does not ask for it.

## What it does

Follows what the handler returns, through the functions that make it, and reports a list of
`batchItemFailures` where an event source of SQS, Kinesis or DynamoDB certainly lacks
`ReportBatchItemFailures`. A list that is always empty is passed over. If another event source of
the function reads the list, only a handler that returns one on every way is reported.

## Why it matters

Lambda ignores the list and counts the whole batch as processed: SQS deletes the failed messages, a
stream goes on behind the failed records. Nothing is tried again, and no dead-letter queue gets it.

## Example

```fixture
-- template.yaml --
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Events:
        Jobs:
          Type: SQS
          Properties:
            Queue: arn:aws:sqs:us-east-1:123456789012:jobs
-- app.py --
def handler(event, context):
    failures = []
    for record in event["Records"]:
        try:
            print(record["body"])
        except ValueError:
            failures.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failures}
             ^^^^^^^^^^^^^^^^^ warning[batch-failures-not-enabled]: `Jobs` of `Worker` does not ...
```

## Use instead

```fixture
-- template.yaml --
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Events:
        Jobs:
          Type: SQS
          Properties:
            Queue: arn:aws:sqs:us-east-1:123456789012:jobs
            FunctionResponseTypes:
              - ReportBatchItemFailures
-- app.py --
def handler(event, context):
    failures = []
    for record in event["Records"]:
        try:
            print(record["body"])
        except ValueError:
            failures.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failures}
```

## Fix

Sets `ReportBatchItemFailures` in the template, for every event source that lacks it.

## References

- [Partial batch responses of SQS](https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting)
- [Partial batch responses of Kinesis](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html)
- [Partial batch responses of DynamoDB](https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..aws.limits import limits
from ..model.finding import Finding, Fix, Replace, Severity
from ..model.place import Place
from ..model.trigger import REPORT_FAILURES, Trigger
from ..workspace.facts import FunctionFacts
from ..workspace.results import Results
from .base import Rule
from .batch_words import always_lists, named, reported


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report the lists of failures that nobody reads."""
    function, results = facts.function, facts.results
    if results is None or function.is_broken or function.macro:
        return
    deaf = tuple(filter(_ignores_failures, facts.triggers))
    places = dict.fromkeys(_places(results))
    if not deaf or (_is_read_elsewhere(facts) and not _always_lists(results)):
        return
    sources = dict.fromkeys(map(named, deaf))
    names, verb = " and ".join(sources), "does" if len(sources) == 1 else "do"
    message = (
        f"{names} of `{function.name}` {verb} not set `{REPORT_FAILURES}`: "
        "Lambda will ignore this list, count the whole batch as processed and send none of it again"
    )
    for place in places:
        yield RULE.finding(function, place, message, *_fixes(names, deaf))


def _ignores_failures(trigger: Trigger) -> bool:
    """Whether an event source that can read the list is certainly not told to."""
    is_known = trigger.settings.response_types is not None and not trigger.settings.reads_failures
    return is_known and trigger.id in limits().failure_reporters


def _is_read_elsewhere(facts: FunctionFacts) -> bool:
    """Whether the list may be meant for another one that invokes the function."""
    readers = limits().failure_reporters | limits().other_failure_reporters
    if any(each.id in readers and not _ignores_failures(each) for each in facts.triggers):
        return True
    # A mapping is no trigger where it cannot be told what sends the events.
    return any(each.settings.reads_failures for each in facts.function.callers)


def _always_lists(results: Results) -> bool:
    return all(always_lists(value) for result in results.results for value in result.options)


def _places(results: Results) -> Iterator[Place]:
    """Where the lists are made: their keys in the handler's file, else what it returns."""
    for result in results.results:
        for entry in filter(None, map(reported, result.options)):
            key = results.place(entry.spot)
            is_here = key is not None and key.path == results.code.path
            yield key if key is not None and is_here else result.place


def _fixes(names: str, deaf: tuple[Trigger, ...]) -> Iterator[Fix]:
    slots = [each.settings.response_types.slot for each in deaf if each.settings.response_types]
    changes = [
        Replace(slot.place, f"{slot.before}{REPORT_FAILURES}{slot.after}") for slot in slots if slot
    ]
    if len(changes) == len(deaf):
        yield Fix(f"Set `{REPORT_FAILURES}` for {names}", False, tuple(dict.fromkeys(changes)))


RULE = Rule(
    "batch-failures-not-enabled",
    Severity.WARNING,
    since="0.1.0",
    check_function=check,
    is_of_function=True,
)
