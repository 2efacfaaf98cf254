"""The code loads version 2 of the AWS SDK, which its runtime no longer brings.

## What it does

Reports an `aws-sdk` that is loaded with the handler's file on `nodejs18.x` and later, where neither
a manifest nor a layer can bring it. It is silent about what is loaded on a condition, about bundled
code, and about layers that are not in the workspace.

## Why it matters

Up to Node.js 16 the runtimes had the package installed. From Node.js 18 on there is only version 3,
in packages such as `@aws-sdk/client-s3`: the function fails to start. It works on your machine as
long as some `node_modules` above it has the package.

## Example

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
-- index.js --
const AWS = require("aws-sdk");
                     ^^^^^^^ error[sdk-v2-not-in-runtime]: nodejs18.x and later do not ...
const s3 = new AWS.S3();
exports.handler = async (event) => s3.listBuckets().promise();
```

## Use instead

```fixture
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
-- index.js --
const { S3 } = require("@aws-sdk/client-s3");
const s3 = new S3();
exports.handler = async (event) => s3.listBuckets();
```

## References

- [The SDK in the runtimes of Node.js](https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html)
- [Migrating to version 3](https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/migrating.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Finding, Severity
from ..workspace.facts import FunctionFacts
from .base import Rule


def check(facts: FunctionFacts) -> Iterator[Finding]:
    """Report a package that the runtime brought once and that nothing brings now."""
    for absent in facts.absent_modules:
        if absent.removed_in is None:
            message = (
                f"nodejs18.x and later do not have `{absent.name}`, and it is not packaged; "
                "the function will fail to start"
            )
            yield RULE.finding(facts.function, absent.place, message)


RULE = Rule("sdk-v2-not-in-runtime", Severity.ERROR, since="0.1.0", check_function=check)
