"""Durable functions, as their templates declare them."""

from __future__ import annotations

from msgspec import Struct

from .place import MaybeNumber, Place


class Durable(Struct, frozen=True):
    """That a function is durable, which its template says at `place`.

    `timeout` is how long an execution may take, in seconds, waits included; None where the template
    does not say it. Where it is not `certain`, something that the template does not show decides.
    https://docs.aws.amazon.com/lambda/latest/dg/durable-configuration.html
    """

    place: Place
    timeout: MaybeNumber | None = None
    certain: bool = True
