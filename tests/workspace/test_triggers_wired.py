"""The triggers that a function has by other resources of its template."""

from __future__ import annotations

import pytest

from .wired import SAM_WIRED, WIRED
from .wiring import cloudformation, invoking, invoking_service, sam, serverless


@pytest.mark.parametrize(("trigger", "resources"), WIRED)
def test_another_resource_of_a_cloudformation_template_invokes_a_function(
    trigger: str, resources: str
) -> None:
    found = invoking(cloudformation(resources))
    assert found.ids == [trigger]
    assert not found.other_callers


@pytest.mark.parametrize(("trigger", "resources"), WIRED)
def test_another_resource_of_a_sam_template_invokes_a_function(
    trigger: str, resources: str
) -> None:
    assert invoking(sam(resources=resources)).ids == [trigger]


@pytest.mark.parametrize(("trigger", "resources"), WIRED)
def test_a_resource_of_a_service_invokes_a_function(trigger: str, resources: str) -> None:
    renamed = resources.replace("Fn.Arn", "FnLambdaFunction.Arn").replace(
        "!Ref Fn", "!Ref FnLambdaFunction"
    )
    assert invoking_service(serverless(resources=renamed)).ids == [trigger]


@pytest.mark.parametrize(("trigger", "resources"), SAM_WIRED)
def test_a_resource_that_only_sam_has_invokes_a_function(trigger: str, resources: str) -> None:
    found = invoking(sam(resources=resources))
    assert found.ids == [trigger]
    assert not found.other_callers
