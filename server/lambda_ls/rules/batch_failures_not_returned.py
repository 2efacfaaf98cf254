"""An event source asks which records of a batch failed, and the handler never says so.

## What it does

Follows what the handler returns, through the functions that make it, and reports an event source
with `ReportBatchItemFailures` whose handler certainly never returns `batchItemFailures`. It is
silent where any of the results cannot be told. Where a result has a key that can only be meant for
that one, the key is reported instead.

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

Writes the right key where another one was certainly meant for it. Where a handler goes through the
messages of a queue in one plain loop, catches what fails there and returns the ids of these
messages: look whether what is caught is what may fail. Or removes the setting.

## References

- [Partial batch responses of SQS](https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting)
- [Partial batch responses of Kinesis](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html)
- [Partial batch responses of DynamoDB](https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.body import Way
from ..model.finding import Finding, Fix, Replace, Severity
from ..model.place import Place
from ..model.term import Constant, Entry, Record, Term
from ..model.trigger import FAILURES_KEY, REPORT_FAILURES, Setting, Trigger
from ..text.similar import certainly_meant
from ..triggers.contract import contract
from ..workspace.facts import FunctionFacts
from ..workspace.handler_code import grammar_path
from ..workspace.results import Result, Results
from .base import Rule
from .batch_words import reports_nothing
from .code_words import renamed, rewritten
from .words import question

_QUEUE = "sqs"
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
    slips = [(place, slip) for result in results.results for place, slip in _slips(results, result)]
    if slips and any(each.settings.reads_failures for each in facts.triggers):
        yield from (_misspelt(facts, results, place, slip) for place, slip in slips)
        return
    outcome = _AS_ONE if all(map(_is_success, values)) else _UNREAD
    message = (
        f"`{REPORT_FAILURES}` has no effect: "
        f"the handler never returns `{FAILURES_KEY}`, so that {outcome}"
    )
    for trigger in facts.triggers:
        responses = trigger.settings.response_types
        if responses and responses.key and trigger.settings.reads_failures:
            fixes = (*_collecting(results, trigger), *_removing(responses))
            yield RULE.finding(function, responses.key, message, *fixes)


def _slips(results: Results, result: Result) -> Iterator[tuple[Place, Entry]]:
    """The keys of a result that can only be meant for the one that Lambda reads."""
    for value in result.options:
        for entry in value.entries if isinstance(value, Record) else ():
            place = results.place(entry.spot)
            if place is not None and certainly_meant(entry.key, (FAILURES_KEY,)):
                yield place, entry


def _misspelt(facts: FunctionFacts, results: Results, place: Place, entry: Entry) -> Finding:
    message = (
        f"`{entry.key}` is no key that Lambda reads: it will count the whole batch as processed "
        f"and send none of it again{question(FAILURES_KEY)}"
    )
    fixes = renamed(results, entry.spot, entry.key, FAILURES_KEY, is_key=True)
    return RULE.finding(facts.function, place, message, *fixes)


def _is_success(value: Term) -> bool:
    """Whether Lambda certainly takes a result for a response without failures."""
    return isinstance(value, Record) or (isinstance(value, Constant) and value.value is None)


def _collecting(results: Results, trigger: Trigger) -> tuple[Fix, ...]:
    """The fix that makes the handler tell what has failed, where it only comes to its end."""
    result = results.results[0]
    if len(results.results) > 1 or result.returned.way is not Way.END or not result.event:
        return ()
    queue = trigger.settings.queue
    # In a stream or a FIFO queue nothing that is behind a failed record must be done before it.
    if trigger.id != _QUEUE or (queue and queue.is_fifo):
        return ()
    code, way = result.code, contract(trigger.id).invocation.record_id
    edits = code.language.collecting(
        code.source, grammar_path(code), result.event, result.body.span, way
    )
    return rewritten("Return the records that fail", code, edits)


def _removing(responses: Setting[tuple[str, ...]]) -> Iterator[Fix]:
    if responses.removal and responses.value == (REPORT_FAILURES,):
        yield Fix(f"Remove `{REPORT_FAILURES}`", False, (Replace(responses.removal, ""),))


RULE = Rule("batch-failures-not-returned", Severity.WARNING, since="0.1.0", check_function=check)
