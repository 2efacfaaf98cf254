"""All rules, and how they are run."""

from __future__ import annotations

from ..model.finding import Finding
from ..workspace.facts import FunctionFacts
from ..workspace.template_facts import TemplateFacts
from . import (
    async_handler_with_callback,
    async_python_handler,
    batch_failures_not_enabled,
    batch_failures_not_returned,
    callback_handler_removed,
    client_in_handler,
    code_folder_not_found,
    cognito_event_not_returned,
    context_method_not_called,
    context_modified,
    custom_resource_without_response,
    duplicate_key,
    durable_execution_not_enabled,
    durable_handler_not_wrapped,
    environment_too_large,
    error_returned,
    event_attribute_access,
    exit_in_handler,
    fifo_batch_too_large,
    handler_builtin_module,
    handler_case_mismatch,
    handler_function_not_found,
    handler_malformed,
    handler_module_not_found,
    handler_not_callable,
    handler_parameters,
    inline_handler_not_index,
    mutable_global_state,
    nullable_event_key,
    queue_visibility_too_short,
    removed_stdlib_module,
    reserved_environment_variable,
    response_not_serializable,
    response_shape,
    route_parameter_mismatch,
    runtime_end_of_life,
    s3_key_not_decoded,
    sdk_v2_not_in_runtime,
    stream_without_starting_position,
    sync_return_lost,
    template_syntax,
    timeout_over_trigger_limit,
    undeclared_environment_variable,
    unknown_context_member,
    unknown_event_key,
    unknown_event_type,
    unknown_function_property,
    unknown_suppression,
    unused_environment_variable,
    wrong_payload_version,
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
    async_python_handler.RULE,
    handler_parameters.RULE,
    callback_handler_removed.RULE,
    async_handler_with_callback.RULE,
    sync_return_lost.RULE,
    durable_execution_not_enabled.RULE,
    durable_handler_not_wrapped.RULE,
    error_returned.RULE,
    batch_failures_not_enabled.RULE,
    batch_failures_not_returned.RULE,
    response_shape.RULE,
    response_not_serializable.RULE,
    cognito_event_not_returned.RULE,
    custom_resource_without_response.RULE,
    exit_in_handler.RULE,
    client_in_handler.RULE,
    mutable_global_state.RULE,
    sdk_v2_not_in_runtime.RULE,
    removed_stdlib_module.RULE,
    runtime_end_of_life.RULE,
    reserved_environment_variable.RULE,
    environment_too_large.RULE,
    undeclared_environment_variable.RULE,
    unused_environment_variable.RULE,
    unknown_event_type.RULE,
    unknown_function_property.RULE,
    stream_without_starting_position.RULE,
    queue_visibility_too_short.RULE,
    fifo_batch_too_large.RULE,
    timeout_over_trigger_limit.RULE,
    unknown_event_key.RULE,
    wrong_payload_version.RULE,
    nullable_event_key.RULE,
    event_attribute_access.RULE,
    unknown_context_member.RULE,
    context_method_not_called.RULE,
    context_modified.RULE,
    route_parameter_mismatch.RULE,
    s3_key_not_decoded.RULE,
    unknown_suppression.RULE,
)
"""Every rule, in the order of the documentation."""

_BY_NAME = {rule.name: rule for rule in RULES}


def by_name(name: str) -> Rule | None:
    """The rule of that name."""
    return _BY_NAME.get(name)


def check_function(facts: FunctionFacts) -> tuple[Finding, ...]:
    """What the rules find wrong with a function."""
    checks = (rule.check_function for rule in RULES)
    return tuple(finding for check in checks if check for finding in check(facts))


def check_template(facts: TemplateFacts) -> tuple[Finding, ...]:
    """What the rules find wrong with a template's text."""
    checks = (rule.check_template for rule in RULES)
    return tuple(finding for check in checks if check for finding in check(facts))
