"""The handler that really runs, where a vendor's wrapper stands before it."""

from __future__ import annotations

from ..aws.wrappers import exec_wrapper, plugin_module, wrapper
from ..model.function import Function
from ..model.place import MaybeText, known, likely
from ..model.resolution import External, Undecided

_START_SCRIPT = "AWS_LAMBDA_EXEC_WRAPPER"


def real_handler(function: Function) -> tuple[MaybeText | None, External | Undecided | None]:
    """The handler string to look for, and why it is not in the workspace where that is certain."""
    handler = function.handler
    if function.image:
        return handler, External("the container image holds the code")
    text = known(handler)
    if text is None:
        return handler, None
    outside = _owner(function, text)
    if outside is not None:
        return handler, External(outside)
    wrapping = wrapper(text)
    if wrapping is None:
        return handler, None
    if wrapping.variable is None:
        return handler, External(f"the handler belongs to {wrapping.title}")
    wrapped = _variable(function, wrapping.variable)
    if wrapped is not None:
        return wrapped, None
    reason = f"{wrapping.title} finds the handler in `{wrapping.variable}`"
    return handler, Undecided(f"{reason}, which the template does not set")


def unknown_start_script(function: Function) -> str | None:
    """The start script of a function, if it may run something else than the handler."""
    value = _variable(function, _START_SCRIPT)
    if value is None:
        return None
    script = likely(value) or _START_SCRIPT
    return None if exec_wrapper(script) else script


def _owner(function: Function, handler: str) -> str | None:
    """Who brings the code of a handler that is not in the project."""
    plugin = plugin_module(function.plugins, handler)
    if plugin is not None:
        return f"the plugin `{plugin}` adds the handler"
    script = exec_wrapper(known(_variable(function, _START_SCRIPT)) or "")
    if script is not None and script.kind == "web-adapter":
        return f"the handler is a command for {script.title}"
    return None


def _variable(function: Function, name: str) -> MaybeText | None:
    return next((each.value for each in function.environment if each.name.value == name), None)
