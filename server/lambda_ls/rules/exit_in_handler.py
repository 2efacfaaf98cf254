"""Code of an invocation ends the process.

## What it does

Reports `sys.exit`, `os._exit`, `exit()`, `quit()`, `os.abort`, `raise SystemExit`, `process.exit`
and `process.abort` in code that an invocation executes. It is silent where `SystemExit` is caught,
where the code asks whether it runs in Lambda, and in what only runs when the function starts or
when the file is run as a script.

## Why it matters

The process that ends is Lambda's. The caller gets Runtime.ExitError, also where the status is 0,
logs that are not yet written are lost, and the next invocation waits until the function has started
anew.

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
import sys


def handler(event, context):
    if "id" not in event:
        sys.exit(1)
        ^^^^^^^^^^^ warning[exit-in-handler]: `sys.exit` ends the process: ...
    return event["id"]
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
    if "id" not in event:
        raise ValueError("the event has no id")
    return event["id"]
```

## Fix

Raises an error where the status tells of a failure: the one that was just caught, or a new one.
Where the handler itself ends the process without a failure, and nobody waits for its result, it
returns instead. An import that nothing else needs goes with it.

## References

- [The execution environment](https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html)
- [Errors in Python](https://docs.aws.amazon.com/lambda/latest/dg/python-exceptions.html)
- [Errors in Node.js](https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.conduct import Exit
from ..model.declaration import Rewrite
from ..model.finding import Finding, Fix, Severity
from ..triggers.contract import contract
from ..workspace.conduct import Deed
from ..workspace.facts import FunctionFacts
from .base import Rule
from .code_words import rewritten
from .words import lambda_answers


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report what ends the process during an invocation."""
    for deed in facts.conduct.exits:
        message = (
            f"`{deed.what.name}` ends the process: {lambda_answers('Runtime.ExitError')} "
            "and has to start the function anew"
        )
        yield RULE.finding(facts.function, deed.place, message, *_fixes(facts, deed))


def _fixes(facts: FunctionFacts, deed: Deed[Exit]) -> tuple[Fix, ...]:
    word = "Raise" if deed.code.language.name == "python" else "Throw"
    raised = _rewritten(f"{word} an error instead", deed, deed.what.raised)
    # Only the handler gives what it returns to Lambda, and nothing at all is no answer.
    is_awaited = any(contract(each.id).invocation.type == "synchronous" for each in facts.triggers)
    returned = deed.what.returned if deed.is_handlers and not is_awaited else ()
    return (*raised, *_rewritten("Return instead", deed, returned))


def _rewritten(title: str, deed: Deed[Exit], rewrite: Rewrite) -> tuple[Fix, ...]:
    """The fix, without what else it would make unneeded where that cannot go."""
    whole = (*deed.what.unneeded, *rewrite) if rewrite else ()
    return rewritten(title, deed.code, whole) or rewritten(title, deed.code, rewrite)


RULE = Rule("exit-in-handler", Severity.WARNING, since="0.1.0", check_function=check)
