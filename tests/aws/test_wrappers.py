from __future__ import annotations

import pytest
from lambda_ls.aws.wrappers import exec_wrapper, plugin_module, wrapper


@pytest.mark.parametrize(
    ("handler", "variable"),
    [
        ("datadog_lambda.handler.handler", "DD_LAMBDA_HANDLER"),
        ("/opt/nodejs/node_modules/datadog-lambda-js/handler.handler", "DD_LAMBDA_HANDLER"),
        ("newrelic-lambda-wrapper.handler", "NEW_RELIC_LAMBDA_HANDLER"),
        ("com.newrelic.java.HandlerWrapper::handleRequest", "NEW_RELIC_LAMBDA_HANDLER"),
        ("lumigo_tracer._handler", "LUMIGO_ORIGINAL_HANDLER"),
    ],
)
def test_the_handler_behind_a_vendors_handler_is_in_its_variable(
    handler: str, variable: str
) -> None:
    found = wrapper(handler)
    assert found is not None
    assert (found.kind, found.variable) == ("variable", variable)


@pytest.mark.parametrize(
    ("handler", "kind"),
    [
        ("wsgi_handler.handler", "plugin"),
        ("rack_adapter.handler", "plugin"),
        ("run.sh", "web-adapter"),
        ("/opt/python/vendor.handler", "layer"),
        ("node_modules/some-package/index.handler", "package"),
    ],
)
def test_a_handler_of_a_plugin_layer_or_package_is_known_as_such(handler: str, kind: str) -> None:
    found = wrapper(handler)
    assert found is not None
    assert found.kind == kind
    assert found.variable is None


@pytest.mark.parametrize("handler", ["app.handler", "src/opt/app.handler", "", "wsgi.handler"])
def test_a_handler_of_the_project_has_no_wrapper(handler: str) -> None:
    assert wrapper(handler) is None


def test_a_plugin_supplies_its_module_only_where_it_is_in_force() -> None:
    plugins = frozenset({"serverless-wsgi", "serverless-offline"})
    assert plugin_module(plugins, "wsgi_handler.handler") == "serverless-wsgi"
    assert plugin_module(plugins, "wsgi.handler") == "serverless-wsgi"
    assert plugin_module(plugins, "rack_adapter.handler") is None
    assert plugin_module(plugins, "app.handler") is None
    assert plugin_module(frozenset(), "wsgi_handler.handler") is None


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        ("/opt/bootstrap", "web-adapter"),
        ("/opt/otel-instrument", "exec"),
        ("/opt/datadog_wrapper", "exec"),
        ("/var/task/my-wrapper", None),
    ],
)
def test_known_start_scripts_tell_what_becomes_of_the_handler(
    script: str, kind: str | None
) -> None:
    found = exec_wrapper(script)
    assert (found.kind if found else None) == kind
