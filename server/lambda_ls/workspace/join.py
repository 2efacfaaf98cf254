"""The join: one function of a template with its handler's code and its triggers."""

from __future__ import annotations

from datetime import date

from ..aws.runtimes import runtime
from ..languages.registry import deep_language
from ..model.function import Dialect, Function
from ..model.place import known
from ..model.resolution import FunctionMissing, ModuleMissing
from ..model.trigger import Trigger
from ..text.similar import nearest
from ..triggers import catalogue
from .facts import FunctionFacts, UnknownEvent
from .files import Files
from .resolve import Outcome

# These words are properties of a function, and are never mistyped as the name of an event.
_NO_EVENT_NAMES = frozenset({"FunctionUrlConfig", "url"})
# Plain CloudFormation has no events of its own; fragments of SAM templates are read as such.
_EVENT_WORDS = {Dialect.SAM: "sam", Dialect.CLOUDFORMATION: "sam", Dialect.SERVERLESS: "serverless"}


def join_facts(function: Function, outcome: Outcome, files: Files, today: date) -> FunctionFacts:
    """Everything that is known of a function whose handler has been looked for."""
    triggers, unknown_events = _triggers(function)
    identifier = known(function.runtime)
    fact = runtime(identifier) if identifier else None
    return FunctionFacts(
        function=function,
        handler=outcome.handler,
        resolution=outcome.resolution,
        language=outcome.family,
        runtime=fact,
        triggers=triggers,
        unknown_events=unknown_events,
        today=today,
        # A plugin can bring runtimes of its own.
        unknown_runtime=identifier if fact is None and not function.plugins else None,
        stub=_stub(outcome, triggers, files),
    )


def _triggers(function: Function) -> tuple[tuple[Trigger, ...], tuple[UnknownEvent, ...]]:
    dialect = _EVENT_WORDS[function.dialect]
    kinds = catalogue.kinds(dialect)
    triggers: list[Trigger] = []
    unknown: list[UnknownEvent] = []
    for event in function.events:
        found = catalogue.find(dialect, event.kind.value, event.discriminator)
        if found is not None:
            name = event.name.value if event.name else ""
            triggers.append(
                Trigger(found.id, found.title, name, event.source or "", event.kind.place)
            )
        elif event.kind.value not in kinds:
            near = nearest(event.kind.value, set(kinds) - _NO_EVENT_NAMES)
            # A plugin can bring events of its own.
            if near is not None or not function.plugins:
                unknown.append(UnknownEvent(event, near))
    return tuple(triggers), tuple(unknown)


def _stub(outcome: Outcome, triggers: tuple[Trigger, ...], files: Files) -> str:
    """The source of the missing handler, empty where none can be added."""
    language = deep_language(outcome.family) if outcome.family else None
    missing = outcome.resolution
    event = triggers[0].title if triggers else None
    if language is None:
        return ""
    if isinstance(missing, ModuleMissing) and missing.create is not None:
        return language.stub(missing.name.symbol, event, missing.create, None)
    if isinstance(missing, FunctionMissing) and missing.insertion >= 0:
        source = files.source(missing.path)
        return language.stub(missing.name.symbol, event, missing.path, source)
    return ""
