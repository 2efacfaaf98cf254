"""The handler that really runs, where a vendor's wrapper stands before it."""

from __future__ import annotations

from msgspec import Struct

from ..aws.wrappers import exec_wrapper, plugin_module, wrapper
from ..model.function import Function
from ..model.place import MaybeText, known, likely

_START_SCRIPT = "AWS_LAMBDA_EXEC_WRAPPER"


class RealHandler(Struct, frozen=True):
    """The handler string to look for.

    Where it is not to be looked for, `external` says who has it, or `undecided` why nobody knows.
    """

    text: MaybeText | None
    external: str | None = None
    undecided: str | None = None


def real_handler(function: Function) -> RealHandler:
    """The handler that runs when the function is invoked."""
    handler = function.handler
    if function.image:
        return RealHandler(handler, external="the container image holds the code")
    text = known(handler)
    if text is None:
        return RealHandler(handler)
    outside = _owner(function, text)
    if outside is not None:
        return RealHandler(handler, external=outside)
    wrapping = wrapper(text)
    if wrapping is None:
        return RealHandler(handler)
    if wrapping.variable is None:
        return RealHandler(handler, external=f"the handler belongs to {wrapping.title}")
    wrapped = _variable(function, wrapping.variable)
    if wrapped is not None:
        return RealHandler(wrapped)
    reason = f"{wrapping.title} finds the handler in `{wrapping.variable}`"
    return RealHandler(handler, undecided=f"{reason}, which the template does not set")


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
