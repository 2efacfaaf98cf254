"""What a local failure has to do with this machine, where Lambda would have gone on."""

from __future__ import annotations

import re

from .outcome import Outcome
from .plan import Plan

_MISSING = re.compile(
    r"""No module named '(?P<python>\w+)|Cannot find (?:module|package) '(?P<node>[^']+)'"""
)
_IN_THE_IMAGE = frozenset({"boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3"})
"""https://docs.aws.amazon.com/lambda/latest/dg/python-package.html"""

_SDK = ("@aws-sdk/", "@smithy/")
"""https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html"""


def hint(outcome: Outcome, plan: Plan) -> str | None:
    """A sentence without a full stop; None where the failure would be the same in Lambda."""
    found = _MISSING.search(outcome.payload) if outcome.error is not None else None
    if found is None:
        return None
    python, node = found["python"], found["node"]
    if python in _IN_THE_IMAGE:
        return f"`{python}` is a part of Lambda's image; here, install it for `{plan.argv[0]}`"
    if node and node.startswith(_SDK):
        return f"`{node}` is a part of Lambda's image; here, install it in the project: npm install"
    return None
