"""A custom resource that never answers CloudFormation.

## What it does

Reports a function that a template uses for a custom resource and whose code certainly sends no
response: none of its files mentions `ResponseURL`, `cfnresponse` or a package that answers, and the
event is handed to nothing that might do so. It is silent where other code calls the handler, such
as the provider framework of the CDK.

## Why it matters

CloudFormation does not look at what the function returns. It waits for a response at the address in
the event, and where none comes the stack hangs until the resource times out, by default for one
hour, and then fails. It hangs once more when it rolls back and has to delete the resource.

## Example

```fixture
-- template.yaml --
Resources:
  Setup:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
  Bucket:
    Type: Custom::Bucket
    Properties:
      ServiceToken: !GetAtt Setup.Arn
-- app.py --
def handler(event, context):
    ^^^^^^^ warning[custom-resource-without-response]: `handler` sends no response to ...
    print(event["RequestType"])
    return {"Status": "SUCCESS"}
```

## Use instead

```fixture
-- template.yaml --
Resources:
  Setup:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
  Bucket:
    Type: Custom::Bucket
    Properties:
      ServiceToken: !GetAtt Setup.Arn
-- app.py --
import json
import urllib.request


def handler(event, context):
    response = {key: event[key] for key in ("StackId", "RequestId", "LogicalResourceId")}
    response |= {"Status": "SUCCESS", "PhysicalResourceId": event["LogicalResourceId"]}
    body = json.dumps(response).encode()
    request = urllib.request.Request(event["ResponseURL"], body, method="PUT")
    urllib.request.urlopen(request)
```

## References

- [Responses of custom resources](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html)
- [The cfn-response module](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-lambda-function-code-cfnresponsemodule.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Severity
from ..model.resolution import Resolved
from ..workspace.facts import FunctionFacts
from .base import Rule


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report a handler that sends no response."""
    found = facts.resolution
    if facts.unanswered is None or not isinstance(found, Resolved) or found.export is None:
        return
    message = (
        f"`{found.export.name}` sends no response to `ResponseURL`: the stack will hang until the "
        "resource times out, by default for one hour"
    )
    yield RULE.finding(facts.function, facts.unanswered, message)


RULE = Rule(
    "custom-resource-without-response", Severity.WARNING, since="0.1.0", check_function=check
)
