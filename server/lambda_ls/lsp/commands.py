"""The commands that clients can have the server run."""

from __future__ import annotations

SHOW_FUNCTIONS = "lambda-ls.showFunctions"
EVENT = "lambda-ls.event"
INVOKE = "lambda-ls.invoke"
DEBUG = "lambda-ls.debug"
DEBUG_OUTCOME = "lambda-ls.debugOutcome"
DEBUG_END = "lambda-ls.debugEnd"
EDIT_EVENT = "lambda-ls.editEvent"
FUNCTIONS = "lambda-ls.functions"
EVENTS_SCHEMA = "lambda-ls.eventsSchema"
EXPLAIN = "lambda-ls.explain"
