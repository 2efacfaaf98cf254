"""What a local failure has to do with this machine, where Lambda would have gone on."""

from __future__ import annotations

import re

from .outcome import Outcome
from .plan import Plan

_MISSING = re.compile(r"No module named '(\w+)")
_IN_THE_IMAGE = frozenset({"boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3"})
"""https://docs.aws.amazon.com/lambda/latest/dg/python-package.html"""


def hint(outcome: Outcome, plan: Plan) -> str | None:
    """A sentence without a full stop; None where the failure would be the same in Lambda."""
    found = _MISSING.search(outcome.payload) if outcome.error is not None else None
    if found is None or found[1] not in _IN_THE_IMAGE:
        return None
    return f"`{found[1]}` is a part of Lambda's image; here, install it for `{plan.argv[0]}`"
