"""An event on its way to a handler, with all that Lambda sends along."""

from __future__ import annotations

import os
import time

from ..aws.data import Json
from ..aws.json_text import text_of
from .api.messages import Invocation
from .plan import Plan
from .variables import ACCOUNT


def invocation_of(plan: Plan, request: str, event: Json) -> Invocation:
    """The invocation with this request id, whose time begins now."""
    region = dict(plan.environment).get("AWS_REGION", "")
    root = f"1-{int(time.time()):08x}-{os.urandom(12).hex()}"
    return Invocation(
        id=request,
        body=text_of(event).encode(),
        deadline=int((time.time() + plan.timeout) * 1000),
        arn=f"arn:aws:lambda:{region}:{ACCOUNT}:function:{plan.function}",
        trace=f"Root={root};Parent={os.urandom(8).hex()};Sampled=0",
    )
