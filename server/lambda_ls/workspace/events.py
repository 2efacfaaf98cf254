"""What the code of a function takes from its event and its context, joined with its triggers."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ..model.flow import Access, Form, Key, Root, Value
from ..model.place import Place
from ..model.trigger import Trigger
from ..text.memo import Memo
from ..triggers.context import ContextMember, context_of
from ..triggers.lookup import Answer, Found, look_up
from .flows import CodeFlow, CodeText

_MEANINGS_REMEMBERED = 4_096


class Meaning(Struct, frozen=True):
    """What one trigger sends at the place that the code reads; `owner` is the object around it."""

    trigger: Trigger
    owner: Found
    answer: Answer


class EventUse(Struct, frozen=True, eq=False):
    """A key that the code takes from the event; `place` is the key.

    `meanings` has one entry for each trigger of the function whose event has the object.
    """

    access: Access
    code: CodeText
    place: Place
    meanings: tuple[Meaning, ...]


class ContextUse(Struct, frozen=True, eq=False):
    """A member that the code takes from a context; `place` is its name.

    The context is Lambda's, or that of a durable execution (`access.owner.root`). `owner` is the
    member that it belongs to, None for the context itself. `member` is None where the context has
    no such member.
    """

    access: Access
    code: CodeText
    place: Place
    owner: ContextMember | None
    member: ContextMember | None


class EventFacts(Struct, frozen=True, eq=False):
    """All that is known of a function's event and context.

    `is_certain` is true where every way in which the function is invoked is known, and with it
    every key that its event can have.
    """

    flows: tuple[CodeFlow, ...] = ()
    events: tuple[EventUse, ...] = ()
    contexts: tuple[ContextUse, ...] = ()
    is_certain: bool = False


NO_EVENT = EventFacts()


class Meanings:
    """What the keys that code takes from its event mean to some triggers; looked up once each."""

    def __init__(self, triggers: tuple[Trigger, ...]) -> None:
        self.triggers = tuple(trigger for trigger in triggers if trigger.open_reason is None)
        self.are_all = len(self.triggers) == len(triggers)
        self._known: Memo[tuple[Value, str], tuple[Meaning, ...]] = Memo(_MEANINGS_REMEMBERED)

    def of(self, access: Access) -> tuple[Meaning, ...]:
        """What each trigger has at the key, of those that send its owner."""
        key = access.owner, access.key
        return self._known.get(key, lambda: tuple(_meanings(access, self.triggers)))


def event_facts(flows: tuple[CodeFlow, ...], meanings: Meanings, other_callers: bool) -> EventFacts:
    """Join what the code does with what the triggers send."""
    if not flows:
        return NO_EVENT
    return EventFacts(
        flows=flows,
        events=tuple(_events(flows, meanings)),
        contexts=tuple(_contexts(flows)),
        is_certain=bool(meanings.triggers) and meanings.are_all and not other_callers,
    )


def meanings_of(value: Value, triggers: tuple[Trigger, ...]) -> tuple[tuple[Trigger, Found], ...]:
    """What the triggers send at the place that a value came from."""
    answers = ((trigger, look_up(trigger.id, trigger.settings, value)) for trigger in triggers)
    return tuple((trigger, found) for trigger, found in answers if isinstance(found, Found))


def member_of(language: str, value: Value) -> ContextMember | None:
    """The member of the context that a value is; None for the context itself or no member."""
    found: ContextMember | None = None
    context = context_of(language, value.root)
    members = context.members if context else {}
    for step in value.path:
        found = members.get(step.name) if isinstance(step, Key) else None
        if found is None:
            return None
        members = found.members
    return found


def _events(flows: tuple[CodeFlow, ...], meanings: Meanings) -> Iterator[EventUse]:
    for code, access in _accesses(flows, (Root.EVENT,)):
        place = code.place(access.key_span)
        if place is not None:
            yield EventUse(access, code, place, meanings.of(access))


def _meanings(access: Access, triggers: tuple[Trigger, ...]) -> Iterator[Meaning]:
    for trigger, owner in meanings_of(access.owner, triggers):
        yield Meaning(trigger, owner, look_up(trigger.id, trigger.settings, _taken(access)))


def _contexts(flows: tuple[CodeFlow, ...]) -> Iterator[ContextUse]:
    for code, access in _accesses(flows, (Root.CONTEXT, Root.DURABLE)):
        place = code.place(access.key_span)
        owner = member_of(code.language.name, access.owner)
        if place is None or not _has_members(access, owner):
            continue
        yield ContextUse(access, code, place, owner, member_of(code.language.name, _taken(access)))


def _has_members(access: Access, owner: ContextMember | None) -> bool:
    """Whether all members of what the code takes one from are known."""
    if not access.owner.path:
        return access.form is not Form.SUBSCRIPT
    return owner is not None and bool(owner.members) and not owner.is_open


def _taken(access: Access) -> Value:
    owner = access.owner
    return Value(owner.root, (*owner.path, Key(access.key)), data_class=owner.data_class)


def _accesses(
    flows: tuple[CodeFlow, ...], roots: tuple[Root, ...]
) -> Iterator[tuple[CodeText, Access]]:
    for found in flows:
        for access in found.flow.accesses:
            if access.owner.root in roots:
                yield found.code, access
