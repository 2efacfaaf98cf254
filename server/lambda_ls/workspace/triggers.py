"""The triggers of a function: what its template says of it, in the catalogue's terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from ..aws.serverless import serverless_facts
from ..model.function import Dialect, Event, Function
from ..model.trigger import EventSettings, Trigger
from ..text.similar import nearest
from ..triggers import catalogue

# These words are properties of a function, and are never mistyped as the name of an event.
_NO_EVENT_NAMES = frozenset({"FunctionUrlConfig", "url"})
# Plain CloudFormation has no events of its own; fragments of SAM templates are read as such.
_EVENT_WORDS = {Dialect.SAM: "sam", Dialect.CLOUDFORMATION: "sam", Dialect.SERVERLESS: "serverless"}
# A permission goes with what invokes the function, and tells of it only where nothing else does.
_PERMISSION = "AWS::Lambda::Permission"


class UnknownEvent(Struct, frozen=True):
    """An event type that the dialect does not have; `nearest` is the one most alike, if any is."""

    event: Event
    nearest: str | None


class Invocations(Struct, frozen=True):
    """Everything that invokes a function; see `FunctionFacts`."""

    triggers: tuple[Trigger, ...]
    unknown_events: tuple[UnknownEvent, ...]
    other_callers: bool


def invocations(function: Function) -> Invocations:
    """What invokes a function, as far as its template tells."""
    dialect = _EVENT_WORDS[function.dialect]
    own = [_found(dialect, event) for event in function.events]
    wired = [each for each in function.callers if each.kind.value != _PERMISSION]
    found = [*own, *map(_wired, wired)]
    triggers = [trigger for trigger in found if trigger]
    permissions = [each for each in function.callers if each.kind.value == _PERMISSION]
    has_others = len(triggers) < len(found) or _can_be_invoked_out_of_sight(function)
    for event in permissions:
        allowed = _definitions(event)
        if {each.id for each in allowed}.isdisjoint(trigger.id for trigger in triggers):
            triggers += [_trigger(allowed[0], event)] if len(allowed) == 1 else []
            has_others = has_others or len(allowed) != 1
    unknown = tuple(_unknown_events(function, catalogue.kinds(dialect)))
    return Invocations(tuple(_once(triggers)), unknown, has_others)


def _once(triggers: Iterable[Trigger]) -> Iterator[Trigger]:
    """Each trigger once, also where an API's document repeats a route of the function's own."""
    seen: set[tuple[str, EventSettings, str | None, str]] = set()
    for trigger in triggers:
        settings = trigger.settings
        name = "" if settings.path else trigger.name
        key = (trigger.id, settings, trigger.open_reason, name)
        if key not in seen:
            seen.add(key)
            yield trigger


def _can_be_invoked_out_of_sight(function: Function) -> bool:
    """Whether a macro can add callers, or a plugin invokes functions by itself."""
    plugins = serverless_facts().invoking_plugins
    return function.macro is not None or not plugins.isdisjoint(function.plugins)


def _found(dialect: str, event: Event) -> Trigger | None:
    definition = catalogue.find(dialect, event.kind.value, event.discriminator)
    return _trigger(definition, event) if definition else None


def _wired(event: Event) -> Trigger | None:
    definitions = _definitions(event)
    return _trigger(definitions[0], event) if len(definitions) == 1 else None


def _definitions(event: Event) -> tuple[catalogue.TriggerDefinition, ...]:
    return catalogue.wired(event.kind.value, event.property, event.discriminator)


def _trigger(definition: catalogue.TriggerDefinition, event: Event) -> Trigger:
    return Trigger(
        id=definition.id,
        title=definition.title,
        name=event.name.value if event.name else "",
        source=event.source or "",
        place=event.kind.place,
        settings=event.settings,
        open_reason=event.open_reason,
    )


def _unknown_events(function: Function, kinds: Iterable[str]) -> Iterator[UnknownEvent]:
    """The events whose word is none of the dialect's."""
    words = frozenset(kinds)
    for event in function.events:
        if event.kind.value not in words:
            near = nearest(event.kind.value, words - _NO_EVENT_NAMES)
            # A plugin can bring events of its own.
            if near is not None or not function.plugins:
                yield UnknownEvent(event, near)
