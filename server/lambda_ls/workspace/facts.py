"""The facts of one function, which rules and features read."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from ..aws.runtimes import Runtime
from ..model.function import Function
from ..model.place import MaybeText, Place
from ..model.resolution import Resolution
from ..model.trigger import Trigger
from .conduct import NO_CONDUCT, ConductFacts
from .declaration import Declaration
from .environment import NO_ENVIRONMENT, EnvironmentFacts
from .events import NO_EVENT, EventFacts
from .imports import AbsentModule
from .results import Results
from .triggers import UnknownEvent


class FunctionFacts(Struct, frozen=True, eq=False):
    """All that is known of one function and its handler.

    `handler` is the string that was looked for: the function's own, or the one that a vendor's
    wrapper finds in an environment variable; findings about the handler belong to its place.
    `language` is the family's name (`python`, `node`, ...), None where it cannot be told.
    `runtime` is what AWS says of the runtime, None where the runtime is not known for certain;
    `unknown_runtime` is the name where it is certain and AWS has no such runtime.
    `today` is the day on which the facts are judged.
    `stub` is the source of a handler that a fix could add, with the missing name.
    `other_callers` is true where something else than `triggers` invokes the function, or may do so.
    `event` is what its code takes from the event and the context.
    `declaration` is there where its handler is declared so that Lambda cannot call it as meant.
    `results` is what its handler gives back, None where that cannot be told.
    `absent_modules` are those that it loads when it starts and that are certainly not there.
    `conduct` is what an invocation does to the process and to what outlives it.
    `environment` joins the variables that it declares with those that its code uses.
    `unanswered` is its handler's place, where it is a custom resource's and never answers.
    """

    function: Function
    handler: MaybeText | None
    resolution: Resolution
    language: str | None
    runtime: Runtime | None
    triggers: tuple[Trigger, ...]
    unknown_events: tuple[UnknownEvent, ...]
    today: date
    unknown_runtime: str | None = None
    stub: str = ""
    other_callers: bool = False
    event: EventFacts = NO_EVENT
    declaration: Declaration | None = None
    absent_modules: tuple[AbsentModule, ...] = ()
    results: Results | None = None
    conduct: ConductFacts = NO_CONDUCT
    environment: EnvironmentFacts = NO_ENVIRONMENT
    unanswered: Place | None = None
