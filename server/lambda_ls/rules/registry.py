"""All rules, and how they are run."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.finding import Finding
from ..workspace.facts import FunctionFacts, TemplateFacts
from . import (
    code_folder_not_found,
    duplicate_key,
    handler_builtin_module,
    handler_case_mismatch,
    handler_function_not_found,
    handler_malformed,
    handler_module_not_found,
    handler_not_callable,
    inline_handler_not_index,
    reserved_environment_variable,
    runtime_end_of_life,
    template_syntax,
    unknown_event_type,
    unknown_function_property,
)
from .base import Rule

RULES: tuple[Rule, ...] = (
    template_syntax.RULE,
    duplicate_key.RULE,
    code_folder_not_found.RULE,
    handler_malformed.RULE,
    handler_module_not_found.RULE,
    handler_function_not_found.RULE,
    handler_not_callable.RULE,
    handler_case_mismatch.RULE,
    handler_builtin_module.RULE,
    inline_handler_not_index.RULE,
    runtime_end_of_life.RULE,
    reserved_environment_variable.RULE,
    unknown_event_type.RULE,
    unknown_function_property.RULE,
)
"""Every rule, in the order of the documentation."""

_BY_NAME = {rule.name: rule for rule in RULES}


def by_name(name: str) -> Rule | None:
    """The rule of that name."""
    return _BY_NAME.get(name)


def check_function(facts: FunctionFacts, rules: Iterable[Rule] = RULES) -> tuple[Finding, ...]:
    """What these rules find wrong with a function."""
    checks = (rule.check_function for rule in rules)
    return tuple(finding for check in checks if check for finding in check(facts))


def check_template(facts: TemplateFacts, rules: Iterable[Rule] = RULES) -> tuple[Finding, ...]:
    """What these rules find wrong with a template's text."""
    checks = (rule.check_template for rule in rules)
    return tuple(finding for check in checks if check for finding in check(facts))
