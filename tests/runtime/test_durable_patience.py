"""What a trigger makes of a durable execution that takes longer than it waits."""

from __future__ import annotations

import pytest
from lambda_ls.model.place import Place
from lambda_ls.model.trigger import NO_SETTINGS, Trigger
from lambda_ls.runtime.judgement import judged
from lambda_ls.runtime.outcome import DurableExecution, Outcome
from lambda_ls.text.span import Span

NOWHERE = Place("template.yaml", "", Span(0, 0))


def next_of(trigger: str, skipped: float) -> str:
    execution = DurableExecution("arn", "SUCCEEDED", skipped, (), ())
    outcome = Outcome(
        *("", {}, "success", '{"statusCode": 200}', {"statusCode": 200}, None, True, 1.0, 1000.0),
        *(1000, 128, 40, "", ""),
        execution=execution,
    )
    return judged(outcome, Trigger(trigger, trigger, "", "", NOWHERE, NO_SETTINGS)).next


@pytest.mark.parametrize(
    ("trigger", "limit", "failure"),
    [
        ("sqs", 900, " The whole batch becomes visible again"),
        ("api-gateway-rest", 29, ""),
    ],
)
def test_a_trigger_waits_only_for_so_long(trigger: str, limit: int, failure: str) -> None:
    late = f"{trigger} waits no longer than {limit} s, and in Lambda the execution takes "
    assert next_of(trigger, limit).startswith(f"{late}{limit + 1} s.{failure}")
    assert not next_of(trigger, limit - 1).startswith(trigger)


def test_what_is_invoked_asynchronously_may_take_a_year() -> None:
    assert "waits no longer" not in next_of("s3", 31_000_000)
