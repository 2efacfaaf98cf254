from __future__ import annotations

import pytest
from lambda_ls.aws.bundled import packages_without
from lambda_ls.aws.plugins import wraps_handlers


@pytest.mark.parametrize("runtime", ["nodejs18.x", "nodejs24.x", "nodejs99.x"])
def test_newer_runtimes_do_not_bring_version_2_of_the_sdk(runtime: str) -> None:
    assert packages_without(runtime) == ("aws-sdk",)


@pytest.mark.parametrize("runtime", ["nodejs16.x", "nodejs", "nodejs18", "python3.13", None])
def test_what_older_and_unknown_runtimes_lack_is_not_told(runtime: str | None) -> None:
    assert packages_without(runtime) == ()


def test_plugins_that_stand_before_handlers_are_known() -> None:
    assert wraps_handlers(frozenset({"serverless-offline", "serverless-plugin-datadog"}))
    assert not wraps_handlers(frozenset({"serverless-offline"}))
