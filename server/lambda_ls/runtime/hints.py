"""What a local failure has to do with this machine, where Lambda might have gone on."""

from __future__ import annotations

from .missing import missing_package
from .outcome import Outcome
from .plan import Plan

_IN_THE_IMAGE = frozenset(
    {
        *("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3"),
        "aws_durable_execution_sdk_python",
    }
)
"""https://docs.aws.amazon.com/lambda/latest/dg/python-package.html
https://docs.aws.amazon.com/lambda/latest/dg/durable-supported-runtimes.html"""

_SDK = ("@aws-sdk/", "@smithy/", "@aws/durable-execution-sdk-js")
"""https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html"""

_IN_LAMBDA = "Lambda has it only if the deployment package or a layer does"
_NOT_DURABLE = "Unexpected payload provided to start the durable execution"
"""What the durable execution SDKs for Python and JavaScript say of any other event (2026)."""


def hint(outcome: Outcome, plan: Plan, roots: tuple[str, ...] = ()) -> str | None:
    """A sentence without a full stop; None where the failure would be the same in Lambda.

    `roots` are the absolute folders of the user's code.
    """
    if outcome.error is not None and _NOT_DURABLE in outcome.payload and not plan.is_durable:
        return f"the handler is durable, but no template gives `{plan.function}` a `DurableConfig`"
    missing = missing_package(outcome, plan, roots)
    if missing is None:
        return None
    name = missing.name
    if missing.family == "python":
        if name.partition(".")[0] in _IN_THE_IMAGE:
            return f"`{name}` is a part of Lambda's image; here, install it for `{plan.argv[0]}`"
        return f"`{name}` is not installed for `{plan.argv[0]}`; {_IN_LAMBDA}"
    if name.startswith(_SDK):
        return f"`{name}` is a part of Lambda's image; here, install it in the project: npm install"
    return f"`{name}` is not installed in the project: npm install; {_IN_LAMBDA}"
