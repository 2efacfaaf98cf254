"""What an invocation is billed for."""

from __future__ import annotations

import math


def billed(duration: float, init: float | None) -> int:
    """The milliseconds that are billed; since 2025-08-01 those of every initialisation are.

    https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/
    """
    return math.ceil(round(duration + (init or 0.0), 3))
