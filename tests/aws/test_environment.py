from __future__ import annotations

import pytest
from lambda_ls.aws.environment import reserved_for


@pytest.mark.parametrize(
    "name",
    ["AWS_REGION", "AWS_DEFAULT_REGION", "_HANDLER", "AWS_ACCESS_KEY", "LAMBDA_TASK_ROOT"],
)
def test_lambda_refuses_names_that_it_sets_itself(name: str) -> None:
    assert reserved_for(name)


@pytest.mark.parametrize(
    "name",
    [
        "TZ",
        "PATH",
        "LANG",
        "PYTHONPATH",
        "NODE_OPTIONS",
        "AWS_LAMBDA_EXEC_WRAPPER",
        "AWS_LAMBDA_NODEJS_DISABLE_CALLBACK_WARNING",
        "AWS_NODEJS_CONNECTION_REUSE_ENABLED",
        "AWS_XRAY_CONTEXT_MISSING",
        "aws_region",
        "",
    ],
)
def test_names_that_a_function_may_set_are_not_reserved(name: str) -> None:
    assert reserved_for(name) is None
