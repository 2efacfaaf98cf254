"""An event source asks which records of a batch failed, and the handler never says so.

## What it does

Follows what the handler returns, through the functions that make it, and reports an event source
with `ReportBatchItemFailures` whose handler certainly never returns `batchItemFailures`. It is
silent where any of the results cannot be told.

## Why it matters

The setting has no effect: when the handler returns, the whole batch counts as processed, with every
record that failed quietly; when it raises, the whole batch counts as failed and comes again, with
every record that was done. Whoever reads the template believes that only the failed records come
again.

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
            FunctionResponseTypes:
            ^^^^^^^^^^^^^^^^^^^^^ warning[batch-failures-not-returned]: ...
              - ReportBatchItemFailures
-- app.py --
def handler(event, context):
    for record in event["Records"]:
        print(record["body"])
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

Removes the setting. Returning the failures instead is the better mend where one record may fail
without the others.

## References

- [Partial batch responses of SQS](https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting)
- [Partial batch responses of Kinesis](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html)
- [Partial batch responses of DynamoDB](https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Fix, Replace, Severity
from ..model.term import Constant, Record, Term
from ..model.trigger import Setting
from ..workspace.facts import FunctionFacts
from .base import Rule
from .batch_words import KEY, SETTING, is_told, reports_nothing

_AS_ONE = "a batch counts as processed when it returns, and as failed when it raises"
_UNREAD = "batches can only succeed or fail as a whole"


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report the event sources that wait in vain for the failures."""
    function, results = facts.function, facts.results
    if results is None or function.is_broken or function.macro:
        return
    values = [value for result in results.results for value in result.options]
    if not values or not all(map(reports_nothing, values)):
        return
    outcome = _AS_ONE if all(map(_is_success, values)) else _UNREAD
    message = f"`{SETTING}` has no effect: the handler never returns `{KEY}`, so that {outcome}"
    for trigger in facts.triggers:
        responses = trigger.settings.response_types
        if responses and responses.key and is_told(trigger.settings):
            yield RULE.finding(function, responses.key, message, *_fixes(responses))


def _is_success(value: Term) -> bool:
    """Whether Lambda certainly takes a result for a response without failures."""
    return isinstance(value, Record) or (isinstance(value, Constant) and value.value is None)


def _fixes(responses: Setting[tuple[str, ...]]) -> Iterator[Fix]:
    if responses.removal and responses.value == (SETTING,):
        yield Fix(f"Remove `{SETTING}`", False, (Replace(responses.removal, ""),))


RULE = Rule("batch-failures-not-returned", Severity.WARNING, since="0.1.0", check_function=check)
