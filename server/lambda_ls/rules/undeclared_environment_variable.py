"""The code needs an environment variable that the template does not set.

## What it does

Reports `os.environ["NAME"]` in Python code that a function certainly comes to, where neither it nor
what it inherits (`Globals`, `provider`) declares the variable, and the code neither sets it nor is
prepared for its absence. Helper functions, constants and imported files are followed. In
JavaScript, where such a variable is merely `undefined`, only a misspelt name is reported: one that
is almost that of a declared variable which nothing reads.

It is silent where variables can come from somewhere else: macros, plugins that are not known to
leave them alone, conditions, `.env` files, libraries for settings, start scripts, images.

## Why it matters

Python raises a `KeyError`: when the function starts, so that every invocation fails, or in the
middle of an invocation. Nothing shows that before the deployment, where tests set the variable
themselves.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Environment:
        Variables:
          STAGE: dev
-- app.py --
import os

TABLE = os.environ["TABLE_NAME"]
                    ^^^^^^^^^^ warning[undeclared-environment-variable]: ...


def handler(event, context):
    return {"table": TABLE, "stage": os.environ["STAGE"]}
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
      Environment:
        Variables:
          STAGE: dev
          TABLE_NAME: orders
-- app.py --
import os

TABLE = os.environ["TABLE_NAME"]


def handler(event, context):
    return {"table": TABLE, "stage": os.environ["STAGE"]}
```

## Fix

Adds the variable to the function in the template with an empty value, which is yours to fill in, or
changes the name in the code to the declared one that was probably meant.

## References

- [Environment variables](https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html)
- [`os.environ`](https://docs.python.org/3/library/os.html#os.environ)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Fix, Replace, Severity
from ..model.function import Function
from ..workspace.facts import FunctionFacts
from ..workspace.undeclared_variables import Undeclared
from .base import Rule

_NAME_IN_SLOT = "*"


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report the variables that code needs and the template lacks."""
    function = facts.function
    for missing in facts.environment.undeclared:
        hint = f"; did you mean `{missing.nearest}`?" if missing.nearest else ""
        message = (
            f"`{missing.read.name}` is no environment variable of `{function.name}`: "
            f"{_harm(missing)}{hint}"
        )
        fixes = (*_corrected(missing), *_declared(function, missing))
        yield RULE.finding(function, missing.place, message, *fixes)


def _harm(missing: Undeclared) -> str:
    if missing.read.mode != "required":
        return "it will be undefined in Lambda"
    when = "when the function starts" if missing.read.is_init else "in the invocation"
    return f"this will raise KeyError {when}"


def _corrected(missing: Undeclared) -> Iterator[Fix]:
    """The declared name in the code, where that writes the wrong one out."""
    literal = missing.read.named.literal
    if missing.nearest and literal is not None:
        # The name that a pattern binds stays, as other code uses it.
        own = f": {missing.read.name}" if missing.read.named.binds else ""
        change = Replace(literal, f"{missing.nearest}{own}")
        yield Fix(f"Change to `{missing.nearest}`", False, (change,))


def _declared(function: Function, missing: Undeclared) -> Iterator[Fix]:
    """The variable in the template."""
    slot = function.environment_slot
    # A name that is taken for another one's misspelling is not to be declared.
    if slot is None or missing.nearest or missing.read.mode != "required":
        return
    # Between quotes that the place brings along there is nothing to write.
    before = slot.before.replace(_NAME_IN_SLOT, missing.read.name)
    value = "" if before.endswith('"') else '""'
    change = Replace(slot.place, f"{before}{value}{slot.after}")
    title = f"Add `{missing.read.name}` to `{function.name}`, still empty"
    yield Fix(title, False, (change,))


RULE = Rule(
    "undeclared-environment-variable",
    Severity.WARNING,
    since="0.1.0",
    check_function=check,
    is_of_function=True,
)
