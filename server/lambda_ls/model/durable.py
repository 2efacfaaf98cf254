"""That a function is durable, as its template says it."""

from __future__ import annotations

from msgspec import Struct

from .place import MaybeNumber, Place


class Durable(Struct, frozen=True):
    """The `DurableConfig` of a function, at `place`: its executions go on over several invocations.

    `execution_timeout` is in seconds, for all invocations of an execution and what lies between
    them; None where the template does not say it. Where it is not `certain`, the deployment decides
    whether the function is durable.
    https://docs.aws.amazon.com/lambda/latest/dg/durable-configuration.html
    """

    place: Place
    execution_timeout: MaybeNumber | None = None
    certain: bool = True
