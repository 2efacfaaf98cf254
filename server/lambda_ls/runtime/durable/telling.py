"""What is said of a durable execution while it goes on, in sentences without a full stop."""

from __future__ import annotations

from collections.abc import Iterator

from .operations import Operation, Update
from .record import Record

_SHOWN = 3
_WAIT_FOR_CALLBACK = "WaitForCallback"
_WAIT_FOR_CONDITION = "WaitForCondition"


def waited(seconds: float, operations: tuple[Operation, ...]) -> str:
    """Why Lambda invokes again: the time of these operations has come after so many seconds."""
    whats = tuple(dict.fromkeys(map(_what, operations)))
    whom = _listed(whats, ", ")
    wait = f"Lambda waits {seconds:.0f} s for {whom} before it invokes again"
    return f"{wait}; here it does so at once"


def outlasted(seconds: float, operations: tuple[Operation, ...]) -> str:
    """For what an execution waits longer than it may last; the seconds count from its beginning."""
    whom = _listed(tuple(dict.fromkeys(map(_what, operations))), ", ")
    return f"the execution waits until {seconds:.0f} s after its beginning for {whom}"


def tries_again() -> str:
    """Why Lambda invokes again after an invocation that has failed."""
    return "the invocation has failed; Lambda tries again with what the execution has kept"


def invokes_again() -> str:
    """Why Lambda invokes again where time has passed meanwhile."""
    return "what the execution has waited for is over; Lambda invokes again"


def asked(record: Record) -> str:
    """Whom the execution waits for, where all that is left is to be answered by others."""
    return f"the execution waits for {_listed(tuple(_asked(record)), ', and for ')}"


def _what(operation: Operation) -> str:
    if operation.step_details is None:
        return f"`{operation.name}`" if operation.name else "a pause without a name"
    tried = operation.step_details.attempt + 1
    if operation.sub_type == _WAIT_FOR_CONDITION:
        return f"check {tried} of condition {_named(operation)}"
    return f"attempt {tried} of step {_named(operation)}"


def _named(operation: Operation) -> str:
    return f"`{operation.name}`" if operation.name else "without a name"


def _asked(record: Record) -> Iterator[str]:
    for operation in record.asking:
        start = record.start_of(operation)
        if operation.type == "CHAINED_INVOKE":
            options = start.chained_invoke_options if start else None
            function = options.function_name if options else ""
            yield f"function `{function}`, which it would invoke and which is not run here"
            continue
        parent = record.parent_of(operation)
        is_inner = parent is not None and parent.sub_type == _WAIT_FOR_CALLBACK
        name = _named(parent if parent is not None and is_inner else operation)
        seconds = _patience(start)
        end = f" (in Lambda it times out after {seconds} s)" if seconds else ""
        yield f"callback {name}, which nobody sends here{end}"


def _patience(start: Update | None) -> int:
    """After how many seconds Lambda takes a callback for lost, 0 where it never does."""
    options = start.callback_options if start else None
    if options is None:
        return 0
    limits = (options.timeout_seconds, options.heartbeat_timeout_seconds)
    return min(filter(None, limits), default=0)


def _listed(texts: tuple[str, ...], between: str) -> str:
    more = len(texts) - _SHOWN
    shown = between.join(texts[:_SHOWN])
    return f"{shown} and {more} more" if more > 0 else shown
