"""The handler reads a member that Lambda's context does not have.

## What it does

Reports a member that the context of this language does not have: another language's spelling
(`context.functionName` in Python), a misspelling, or a method that the template's runtime no longer
has (`context.done` from Node.js 24 on). In JavaScript, where libraries add members of their own,
only names that are plainly meant for another member are reported.

Behind `durable_execution` (Python) or `withDurableExecution` (JavaScript) a handler gets a durable
context, which has Lambda's own one as a member. There only members of Lambda's context, and names
that are plainly meant for another member, are reported.

## Why it matters

Python fails with `AttributeError`. JavaScript goes on with `undefined`, or fails with `TypeError`
where the member is called.

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
def handler(event, context):
    print(context.awsRequestId)
                  ^^^^^^^^^^^^ error[unknown-context-member]: the context has no `awsRequestId` ...
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
    print(context.aws_request_id)
```

## Fix

Writes the member that is meant, in a durable context by way of Lambda's own one.

## References

- [The context in Python](https://docs.aws.amazon.com/lambda/latest/dg/python-context.html)
- [The context in Node.js](https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html)
- [Durable functions](https://docs.aws.amazon.com/lambda/latest/dg/durable-functions.html)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.finding import Finding, Fix, Replace, Severity
from ..model.flow import Form, Root
from ..text.similar import certainly_meant
from ..triggers.context import ContextMember, context_of
from ..workspace.events import ContextUse
from ..workspace.facts import FunctionFacts
from .base import Rule
from .event_words import failing
from .words import question

_LANGUAGES = {"python": "Python", "node": "Node.js"}


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report members that are not there."""
    own = {use.access.key for use in facts.event.contexts if use.access.mode == "write"}
    for use in facts.event.contexts:
        access = use.access
        if access.mode != "read" or access.is_optional or access.key in own:
            continue
        if access.form is Form.TEST or access.key.startswith("_"):
            continue
        if use.member is not None:
            yield from _gone(facts, use, use.member)
        else:
            yield from _unknown(facts, use)


def _unknown(facts: FunctionFacts, use: ContextUse) -> Iterator[Finding]:
    language = use.code.language.name
    near = _meant(use)
    # Later versions of the SDK can give the durable context more members.
    has_all = language == "python" and use.access.owner.root is Root.CONTEXT
    if near is None and not has_all:
        return
    message = (
        f"{_owner(use)} has no `{use.access.key}` in {_LANGUAGES[language]}: {_consequence(use)}"
        f"{question(near)}"
    )
    can_be_written = near is not None and ("." not in near or use.access.form is Form.ATTRIBUTE)
    replacement = (Replace(use.place, near),) if near is not None and can_be_written else ()
    fixes = (Fix(f"Change to `{near}`", True, replacement),) if replacement else ()
    yield RULE.finding(facts.function, use.place, message, *fixes)


def _owner(use: ContextUse) -> str:
    if use.owner is not None:
        return f"`{use.owner.name}` of the context"
    return "the durable context" if use.access.owner.root is Root.DURABLE else "the context"


def _gone(facts: FunctionFacts, use: ContextUse, member: ContextMember) -> Iterator[Finding]:
    """A member that ends with a runtime older than the function's."""
    runtime = facts.runtime.identifier if facts.runtime else ""
    if not runtime or not member.is_gone_in(runtime):
        return
    message = f"`{member.name}` is not there any more in `{runtime}`: {_consequence(use)}"
    yield RULE.finding(facts.function, use.place, message)


def _meant(use: ContextUse) -> str | None:
    """The member that is meant: one of Lambda's own context, or that which is spelt alike."""
    context = context_of(use.code.language.name, use.access.owner.root)
    if context is None:
        return None
    name = use.access.key
    if use.owner is not None:
        return _alike(name, use.owner.members)
    own = context.own
    if own is not None and name in own.members:
        return f"{own.name}.{name}"
    return _alike(name, context.members)


def _alike(name: str, members: Mapping[str, ContextMember]) -> str | None:
    """The member that only differs in how its words are joined, or by a slip."""
    same = next((each for each in members if _plain(each) == _plain(name)), None)
    return same or certainly_meant(name, members)


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


def _consequence(use: ContextUse) -> str:
    if use.code.language.name == "python":
        return failing(use.access, "AttributeError")
    if use.access.is_called:
        return failing(use.access, "TypeError")
    return "its value will always be undefined"


RULE = Rule("unknown-context-member", Severity.ERROR, since="0.1.0", check_function=check)
