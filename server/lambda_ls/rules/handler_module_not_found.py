"""There is no file where the handler string says.

## What it does

Reports a handler string whose module is not in the code folder, looked up as the function's runtime
does: `src/orders.handler` and `src.orders.handler` are the same file in Python and are not in
Node.js. It is silent where the module can come from somewhere else: a build, a layer, a dependency,
an archive.

## Why it matters

The deployment succeeds. Every invocation fails with `Runtime.ImportModuleError`.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: order.handler
               ^^^^^^^^^^^^^ error[handler-module-not-found]: `src` has no module `order`; ...
      Runtime: python3.13
-- src/orders.py --
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
      CodeUri: src
      Handler: orders.handler
      Runtime: python3.13
-- src/orders.py --
def handler(event, context):
    return None
```

## Fix

Writes the nearest handler that exists, or creates the file with a handler that suits the language
and the trigger.

## References

- [Handlers in Python](https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html#python-handler-naming)
- [Handlers in Node.js](https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html)
- [Troubleshooting: unable to import module](https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-deployment.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import CreateFile, Finding, Fix, Severity
from ..model.function import CodeFolder, Function
from ..model.resolution import ModuleMissing
from ..workspace.facts import FunctionFacts
from .base import Rule
from .words import (
    change_to,
    handler_place,
    lambda_answers,
    module_of,
    question,
    shown_path,
    symbol_of,
)

_CONSEQUENCES = {
    "import": lambda_answers("Runtime.ImportModuleError"),
    "build": "its build will fail",
    "lookup": lambda_answers("Runtime.HandlerNotFound"),
}


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report a handler whose file is certainly missing."""
    missing = facts.resolution
    if not isinstance(missing, ModuleMissing):
        return
    function = facts.function
    place = handler_place(facts)
    consequence = _CONSEQUENCES[missing.failure]
    message = f"{_fault(missing, function)}; {consequence}{question(missing.nearest)}"
    fixes = (*change_to(place, missing.nearest), *_creation(missing, facts))
    yield RULE.finding(function, place, message, *fixes)


def _fault(missing: ModuleMissing, function: Function) -> str:
    module = module_of(missing.name)
    if missing.failure == "lookup":
        return f"`{module}` is a folder and has no function `{symbol_of(missing.name)}`"
    return f"{_folder(function)} has no module `{module}`"


def _folder(function: Function) -> str:
    if not isinstance(function.code, CodeFolder):
        return "the code folder"
    folder = shown_path(function.code.folder, function.template)
    return "the template's folder" if folder == "." else f"`{folder}`"


def _creation(missing: ModuleMissing, facts: FunctionFacts) -> tuple[Fix, ...]:
    if missing.create is None or not facts.stub:
        return ()
    title = f"Create `{shown_path(missing.create, facts.function.template)}`"
    return (Fix(title, False, (CreateFile(missing.create, facts.stub),)),)


RULE = Rule("handler-module-not-found", Severity.ERROR, since="0.1.0", check_function=check)
