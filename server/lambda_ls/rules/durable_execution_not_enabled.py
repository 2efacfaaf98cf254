"""The handler is a durable execution, and the template does not make its function durable.

## What it does

Reports a handler behind `durable_execution` (Python) or `withDurableExecution` (JavaScript) of
AWS's SDK whose function certainly has no `DurableConfig`.

## Why it matters

Lambda then sends the event itself, and not the state of an execution. The SDK refuses that before
the handler's first line: each invocation fails with "Unexpected payload provided to start the
durable execution". Lambda makes a function durable only when it creates the function, so a deployed
one has to get another name, or to be deleted first.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
               ^^^^^^^^^^^ error[durable-execution-not-enabled]: nothing makes `Orders` a ...
      Runtime: python3.13
-- app.py --
from aws_durable_execution_sdk_python import DurableContext, durable_execution

@durable_execution
def handler(event, context: DurableContext):
    return context.step(lambda step: event["order"])
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

- [Configuring durable functions](https://docs.aws.amazon.com/lambda/latest/dg/durable-configuration.html)
- [Durable functions](https://docs.aws.amazon.com/lambda/latest/dg/durable-functions.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Severity
from ..workspace.facts import FunctionFacts
from .base import Rule
from .words import handler_place

_WRAPPERS = {"python": "durable_execution", "node": "withDurableExecution"}


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report a durable execution that Lambda will not start as one."""
    function = facts.function
    if function.durable is not None or function.is_broken or function.macro:
        return
    wrapper = next(
        (_WRAPPERS[each.code.language.name] for each in facts.event.flows if each.flow.is_durable),
        None,
    )
    if wrapper is None:
        return
    message = (
        f"nothing makes `{function.name}` a durable function (`DurableConfig`), and its handler is "
        f"a durable execution: `{wrapper}` will refuse every event that Lambda sends"
    )
    yield RULE.finding(function, handler_place(facts), message)


RULE = Rule("durable-execution-not-enabled", Severity.ERROR, since="0.1.0", check_function=check)
