"""The join: one function of a template with its handler's code and its triggers."""

from __future__ import annotations

from datetime import date

from ..aws.runtimes import runtime
from ..languages.registry import deep_language
from ..model.function import Function
from ..model.place import known
from ..model.resolution import FunctionMissing, ModuleMissing
from ..model.trigger import Trigger
from .facts import FunctionFacts
from .files import Files
from .resolve import Outcome
from .triggers import invocations


def join_facts(function: Function, outcome: Outcome, files: Files, today: date) -> FunctionFacts:
    """Everything that is known of a function whose handler has been looked for."""
    invoked = invocations(function)
    identifier = known(function.runtime)
    fact = runtime(identifier) if identifier else None
    return FunctionFacts(
        function=function,
        handler=outcome.handler,
        resolution=outcome.resolution,
        language=outcome.family,
        runtime=fact,
        triggers=invoked.triggers,
        unknown_events=invoked.unknown_events,
        today=today,
        # A plugin can bring runtimes of its own.
        unknown_runtime=identifier if fact is None and not function.plugins else None,
        stub=_stub(outcome, invoked.triggers, files),
        other_callers=invoked.other_callers,
    )


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
