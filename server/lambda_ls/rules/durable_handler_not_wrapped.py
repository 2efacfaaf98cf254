"""The function is durable, and its handler is a plain function.

## What it does

Reports a function with `DurableConfig` whose handler reads keys of its event, certainly has no
wrapper or decorator, hands the event on to nothing, and in whose file nothing speaks of durable
executions.

## Why it matters

Lambda sends a durable function the state of its execution: an ARN, a token, the operations so far,
and the event as a text among them. The handler finds none of the event's keys, and what it returns
is no answer that ends an execution.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
               ^^^^^^^^^^^ error[durable-handler-not-wrapped]: nothing makes `handler` a durable ...
      Runtime: python3.13
      DurableConfig:
        ExecutionTimeout: 3600
-- app.py --
def handler(event, context):
    return event["order"]
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
      DurableConfig:
        ExecutionTimeout: 3600
-- app.py --
from aws_durable_execution_sdk_python import DurableContext, durable_execution

@durable_execution
def handler(event, context: DurableContext):
    return context.step(lambda step: event["order"])
```

## References

- [Durable functions](https://docs.aws.amazon.com/lambda/latest/dg/durable-functions.html)
- [What the SDK for Python is invoked with](https://github.com/aws/aws-durable-execution-sdk-python)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.durable import Durable
from ..model.finding import Finding, Severity
from ..model.flow import Root, Value
from ..model.module import Callability
from ..model.resolution import Resolved
from ..workspace.facts import FunctionFacts
from .base import Rule
from .words import handler_place

_WORD = "durable"
_EVENT = Value(Root.EVENT)


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report a handler that knows nothing of the execution that it is to be."""
    function, found = facts.function, facts.resolution
    durable = function.durable
    if not isinstance(durable, Durable) or not durable.certain or function.is_broken:
        return
    if not isinstance(found, Resolved) or not _is_plain(found) or not _reads_event(facts):
        return
    message = (
        f"nothing makes `{found.symbol}` a durable execution, and `{function.name}` is a durable "
        "function: Lambda will send it the state of the execution in the place of the event"
    )
    yield RULE.finding(function, handler_place(facts), message)


def _is_plain(found: Resolved) -> bool:
    """Whether the handler is a function with nothing around it."""
    export = found.export
    if export is None or export.imported is not None or found.via or found.origin:
        return False
    return export.callable is Callability.YES and not export.wrapped_by


def _reads_event(facts: FunctionFacts) -> bool:
    """Whether the handler's file takes keys of the event itself, as if it were the trigger's.

    What gets the whole event may be the durable execution, and code that names durable executions
    may know what it is sent.
    """
    code = next(iter(facts.event.flows), None)
    if code is None or _WORD in code.code.source.text.lower():
        return False
    if any(each.value == _EVENT for each in code.flow.handed):
        return False
    return any(each.owner == _EVENT and each.mode == "read" for each in code.flow.accesses)


RULE = Rule("durable-handler-not-wrapped", Severity.ERROR, since="0.1.0", check_function=check)
