"""What a queue of the template says of itself, as far as that is certain."""

from __future__ import annotations

from ...model.place import Place
from ...model.trigger import FIFO, Queue, Redrive, Setting
from ..literals import certain_boolean, certain_integer
from ..located import Located
from ..scope import Scope
from ..slots import Written, slot
from .names import named
from .names import written as written_text

_TIMEOUT = ("Properties", "VisibilityTimeout")


def queue(place: Place, root: Located, written: Written, scope: Scope) -> Queue:
    """The facts of a resource that is a queue."""
    return Queue(
        place=place,
        visibility_timeout=_visibility_timeout(root, written, scope),
        is_fifo=_is_fifo(root, scope),
        redrive=_redrive(root, scope),
    )


def queue_of(source: Located | None, found: Queue | None) -> Queue | None:
    """The queue that was found behind an event source, or what its ARN says."""
    return found or (Queue(None, is_fifo=True) if has_fifo_name(source) else None)


def has_fifo_name(located: Located | None) -> bool:
    """Whether a queue's name or ARN ends as only those of FIFO queues do."""
    text = written_text(located.node) if located else None
    return bool(text and text.endswith(FIFO))


def _visibility_timeout(root: Located, written: Written, scope: Scope) -> Setting[int] | None:
    properties = root.get(_TIMEOUT[0])
    if not root.is_complete or (properties and not properties.is_complete):
        return None
    found = root.get(*_TIMEOUT)
    value = certain_integer(found, scope)
    return None if found and value is None else Setting(value, slot(written, *_TIMEOUT))


def _is_fifo(root: Located, scope: Scope) -> bool:
    is_said = certain_boolean(root.get("Properties", "FifoQueue"), scope)
    return bool(is_said) or has_fifo_name(root.get("Properties", "QueueName"))


def _redrive(root: Located, scope: Scope) -> Redrive | None:
    policy = root.get("Properties", "RedrivePolicy")
    most = certain_integer(policy.get("maxReceiveCount"), scope) if policy else None
    if policy is None or most is None:
        return None
    target = policy.get("deadLetterTargetArn")
    return Redrive(most, named(target.node) if target else "")
