"""A comment that is to ignore findings names no rule, or one that does not exist.

## What it does

Reports a comment `lambda-ls: ignore` without the name of a rule in brackets, and a name in the
brackets that no rule has. It is silent about a comment whose rule has nothing to report there.

## Why it matters

Such a comment ignores nothing. One that ignored every rule would also hide the mistakes that
somebody makes on that line next year.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      # lambda-ls: ignore[runtime-end-of-live, runtime-end-of-life]
                          ^^^^^^^^^^^^^^^^^^^ warning[unknown-suppression]: there is no rule ...
      Runtime: python3.8
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
      # lambda-ls: ignore[runtime-end-of-life]
      Runtime: python3.8
-- app.py --
def handler(event, context):
    return None
```

## Fix

Writes the name of the rule that is most alike.

## References

- [Comments of YAML](https://yaml.org/spec/1.2.2/#66-comments)
- [Comments of Python](https://docs.python.org/3/reference/lexical_analysis.html#comments)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.finding import Finding, Severity
from .base import Rule, Unfollowed
from .words import change_to, question


def check_comments(unfollowed: Iterable[Unfollowed]) -> Iterator[Finding]:
    """Report every part of a comment that ignores nothing."""
    for each in unfollowed:
        if each.name is None:
            message = "this comment ignores nothing; name the rule, as in `ignore[rule-name]`"
        else:
            hint = question(each.nearest) or "; `lambda-ls explain` lists all rules"
            message = f"there is no rule `{each.name}`, so nothing is ignored for it{hint}"
        yield RULE.finding(None, each.place, message, *change_to(each.place, each.nearest))


RULE = Rule("unknown-suppression", Severity.WARNING, since="0.1.0", check_comments=check_comments)
