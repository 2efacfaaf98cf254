"""The handler returns what its trigger does not take for a response.

## What it does

Follows what the handler returns, through the functions that make it, and compares it with the
response that the trigger wants: keys that must be there, types of values, the words it knows. It
speaks where every trigger of the function refuses the value, and is silent on whatever cannot be
told. Of the response to a batch it looks at the records that it names as failed, where the event
source asks for them.

## Why it matters

The handler succeeds, its logs show nothing, and the client gets a 502: a `body` that is an object,
no `statusCode`, a key more than API Gateway knows, an authorizer without a policy. A batch comes
again as a whole, with all that was done, when one failed record has no `itemIdentifier`.

## Example

```fixture
-- template.yaml --
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Events:
        List:
          Type: Api
          Properties:
            Path: /orders
            Method: get
-- app.py --
def handler(event, context):
    return {"statusCode": 200, "body": {"orders": []}}
                                       ^^^^^^^^^^^^^^ error[response-shape]: `body` is an object ...
```

## Use instead

```fixture
-- template.yaml --
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Events:
        List:
          Type: Api
          Properties:
            Path: /orders
            Method: get
-- app.py --
import json


def handler(event, context):
    return {"statusCode": 200, "body": json.dumps({"orders": []})}
```

## Fix

Makes JSON text of a value that must be a string, with `json.dumps` or `JSON.stringify`, unless it
holds something that they cannot turn into JSON; writes the key or the word that is most like the
wrong one; adds a `statusCode` that is missing, which is yours to check.

## References

- [Responses to API Gateway](https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format)
- [Responses to a load balancer](https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html)
- What each trigger wants is on [its page](../triggers/README.md)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.body import Way
from ..model.finding import Finding, Fix, Severity
from ..model.place import Place
from ..model.trigger import Trigger
from ..text.similar import nearest
from ..triggers.contract import contract
from ..triggers.refusals import ITEM, MissingKeys, Refusal, UnlistedKey, WrongType, WrongValue
from ..workspace.facts import FunctionFacts
from ..workspace.responses import RefusedResult, refused_results
from ..workspace.results import Results
from .base import Rule
from .code_words import renamed, rewritten
from .missing_entry import entry_added

_NOTHING = ("null",)
_TYPES = {
    "array": "a list",
    "boolean": "a boolean",
    "integer": "a number",
    "null": "nothing",
    "number": "a number",
    "object": "an object",
    "string": "a string",
}


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report every result that all triggers of a function refuse."""
    results = facts.results
    if results is None or facts.other_callers or any(map(_is_open, facts.triggers)):
        return
    for refused in refused_results(results, facts.triggers, facts.event):
        invocation = contract(refused.trigger.id).invocation
        if invocation.returns_event:
            continue
        place = _place(results, refused)
        if place is not None:
            words = _words(refused.refusal, can_end=_has_other_ends(results, refused))
            message = f"{words}: {invocation.refusal}{_hint(refused.refusal)}"
            yield RULE.finding(facts.function, place, message, *_fixes(results, refused))


def _is_open(trigger: Trigger) -> bool:
    """Whether the response goes through something else before anybody takes it."""
    return trigger.open_reason is not None


def _place(results: Results, refused: RefusedResult) -> Place | None:
    """The wrong part, or the statement where all of it is wrong."""
    refusal = refused.refusal
    is_whole = not refusal.pointer and not isinstance(refusal, UnlistedKey)
    return refused.result.place if is_whole else results.place(refusal.spot)


def _has_other_ends(results: Results, refused: RefusedResult) -> bool:
    """Whether the handler ends without a result, but not on all ways through it."""
    return refused.result.returned.way is Way.END and len(results.results) > 1


def _words(refusal: Refusal, *, can_end: bool) -> str:
    owner = f"`{_path(refusal.pointer)}`" if refusal.pointer else "the response"
    if isinstance(refusal, MissingKeys):
        return f"{owner} has no {' and no '.join(f'`{key}`' for key in refusal.keys)}"
    if isinstance(refusal, UnlistedKey):
        return f"`{refusal.key}` is no key of a response"
    if isinstance(refusal, WrongValue):
        return f"{owner} is `{refusal.found}` and must be {_listed(refusal.expected)}"
    expected = " or ".join(dict.fromkeys(_TYPES[each] for each in _wanted(refusal)))
    if not refusal.pointer and refusal.found in _NOTHING:
        nothing = "can end without a `return`" if can_end else "returns nothing"
        return f"the handler {nothing} and must return {expected}"
    return f"{owner} is {_TYPES[refusal.found]} and must be {expected}"


def _hint(refusal: Refusal) -> str:
    near = _nearest(refusal)
    if isinstance(refusal, WrongValue) and len(refusal.expected) == 1:
        return ""
    return f"; did you mean `{near}`?" if near else ""


def _nearest(refusal: Refusal) -> str | None:
    """The key or the word that was probably meant."""
    if isinstance(refusal, UnlistedKey):
        return nearest(refusal.key, refusal.known)
    return nearest(refusal.found, refusal.expected) if isinstance(refusal, WrongValue) else None


def _wanted(refusal: WrongType) -> tuple[str, ...]:
    """The types to be named: that a value may also be left out goes without saying."""
    return tuple(each for each in refusal.expected if each not in _NOTHING) or refusal.expected


def _listed(values: tuple[str, ...]) -> str:
    *most, last = (f"`{each}`" for each in values)
    return f"{', '.join(most)} or {last}" if most else last


def _path(pointer: tuple[str, ...]) -> str:
    return "".join(each if each == ITEM else f".{each}" for each in pointer).removeprefix(".")


def _fixes(results: Results, refused: RefusedResult) -> tuple[Fix, ...]:
    refusal = refused.refusal
    if isinstance(refusal, MissingKeys):
        return entry_added(results, refused, refusal)
    text = results.texts.get(refusal.spot.path)
    if text is None or (not refusal.pointer and not isinstance(refusal, UnlistedKey)):
        return ()
    if isinstance(refusal, WrongType) and (refusal.is_one_of_several or not refusal.has_json):
        return ()
    if isinstance(refusal, WrongType) and "string" in refusal.expected:
        edits = text.language.json_text(text.source, refusal.spot.path, refusal.spot.span)
        return rewritten("Turn it into JSON text", text, edits)
    near = _nearest(refusal)
    if near is None or not isinstance(refusal, UnlistedKey | WrongValue):
        return ()
    is_key = isinstance(refusal, UnlistedKey)
    old = refusal.key if isinstance(refusal, UnlistedKey) else refusal.found
    return renamed(results, refusal.spot, old, near, is_key=is_key)


RULE = Rule("response-shape", Severity.ERROR, since="0.1.0", check_function=check)
