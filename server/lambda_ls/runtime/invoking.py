"""An event on its way to a function, durable or not."""

from __future__ import annotations

from ..aws.data import Json
from .execution import ExecutionEnvironment
from .outcome import Outcome
from .processes.logs import Listener


async def outcome_of(environment: ExecutionEnvironment, event: Json, listener: Listener) -> Outcome:
    """What the caller of the function gets; `listener` gets what is logged meanwhile.

    Cancelling this ends the process.

    Raises:
        CannotRunError: if its process cannot be started, or has no room for its files.
    """
    if not environment.plan.is_durable:
        return await environment.invoke(event, listener)
    from .durable.execution import executed

    return await executed(environment, event, listener)
