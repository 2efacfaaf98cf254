"""In which functions a change is a mistake for sure."""

from __future__ import annotations

from lambda_ls.aws.plugins import wraps_handlers
from lambda_ls.triggers.contract import contract

from .model import Target

REST = frozenset({"api-gateway-rest"})
STATUS_WANTED = frozenset({"alb", "api-gateway-http-v1"})
PROXIES = REST | STATUS_WANTED


def has_triggers(target: Target) -> bool:
    """Whether all that invokes the function is known, and as it is sent."""
    facts = target.facts
    is_whole = bool(facts.triggers) and not facts.other_callers
    return is_whole and all(each.open_reason is None for each in facts.triggers)


def loses_errors(target: Target) -> bool:
    """Whether no trigger notices an error that is returned."""
    invocations = [contract(each.id).invocation for each in target.facts.triggers]
    return has_triggers(target) and all(
        each.returned_error == "lost" and not each.answers_by_call for each in invocations
    )


def answers(target: Target, triggers: frozenset[str]) -> bool:
    """Whether the function only answers these triggers."""
    return has_triggers(target) and all(each.id in triggers for each in target.facts.triggers)


def returns_event(target: Target) -> bool:
    """Whether all triggers want the event back."""
    invocations = [contract(each.id).invocation for each in target.facts.triggers]
    return has_triggers(target) and all(each.returns_event for each in invocations)


def is_async(target: Target) -> bool:
    """Whether the handler is written with `async`."""
    return any(each.type == "async" for each in target.code.node.children)


def gives_what_it_returns(target: Target) -> bool:
    """Whether what the handler returns is its result: in Node.js only of async functions."""
    return target.code.language == "python" or is_async(target)


def is_bare(target: Target) -> bool:
    """Whether Lambda calls the function itself, with nothing around it."""
    is_called = not target.code.wrappers and not target.code.form.startswith("delegating")
    return is_called and not wraps_handlers(target.function.plugins)
