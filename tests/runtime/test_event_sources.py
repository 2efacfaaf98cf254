"""What SQS, Kinesis and DynamoDB do with a batch after each invocation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from lambda_ls.aws.data import Json
from lambda_ls.model.place import Place
from lambda_ls.model.trigger import (
    REPORT_FAILURES,
    EventSettings,
    Queue,
    Redrive,
    Retries,
    Setting,
    Trigger,
)
from lambda_ls.runtime.event_sources.base import EventSource, Settled
from lambda_ls.runtime.event_sources.registry import event_source
from lambda_ls.runtime.judgement import judged
from lambda_ls.runtime.outcome import Outcome, OutcomeKind
from lambda_ls.text.span import Span
from msgspec.structs import replace

NOWHERE = Place("template.yaml", "", Span(0, 0))


def source(
    trigger: str, event: Json, settings: EventSettings, reads_failures: bool = True
) -> EventSource:
    found = event_source(
        Trigger(trigger, trigger, "", "", NOWHERE, settings), event, reads_failures
    )
    assert found is not None
    return found


def messages(*ids: str, groups: Sequence[str] = (), counts: Sequence[Json] = ()) -> Json:
    records: list[Json] = []
    for index, each in enumerate(ids):
        count = counts[index] if counts else "1"
        attributes: dict[str, Json] = {"ApproximateReceiveCount": count}
        if groups:
            attributes["MessageGroupId"] = groups[index]
        records.append({"messageId": each, "body": "", "attributes": attributes})
    return {"Records": records}


def queue(most: int = 3, fifo: bool = False) -> EventSettings:
    redrive = Redrive(most, "Lost")
    return EventSettings(queue=Queue(NOWHERE, is_fifo=fifo, redrive=redrive))


def changes(*numbers: str) -> Json:
    return {"Records": [{"kinesis": {"sequenceNumber": each}} for each in numbers]}


def outcome(response: Json = None, kind: OutcomeKind = "success") -> Outcome:
    return Outcome("", {}, kind, "", response, None, False, None, 1.0, 1, 128, 1, "", "")


def failed(*ids: str) -> Outcome:
    return outcome({"batchItemFailures": [{"itemIdentifier": each} for each in ids]})


ERROR = outcome(kind="error")


def sent(found: EventSource) -> Any:
    event: Any = found.delivery()
    return event and event["Records"]


def ids(records: Any) -> list[str]:
    return [each.get("messageId") or each["kinesis"]["sequenceNumber"] for each in records]


def settled(found: EventSource, result: Outcome, refusal: str = "") -> Settled:
    assert found.delivery() is not None
    return found.settle(result, refusal)


def test_only_the_messages_that_failed_come_again_with_a_higher_count() -> None:
    found = source("sqs", messages("a", "b", "c"), queue())
    assert ids(sent(found)) == ["a", "b", "c"]
    assert found.settle(failed("b"), "") == Settled(done=("a", "c"), again=("b",))
    (again,) = sent(found)
    assert (again["messageId"], again["attributes"]["ApproximateReceiveCount"]) == ("b", "2")
    assert found.settle(failed(), "") == Settled(done=("b",))
    assert found.delivery() is None


def test_a_message_that_always_fails_goes_to_the_dead_letter_queue() -> None:
    found = source("sqs", messages("a"), queue(most=2))
    assert settled(found, failed("a")).again == ("a",)
    assert settled(found, failed("a")) == Settled(given_up=("a",), destination="Lost")
    assert found.delivery() is None


def test_messages_that_were_received_before_go_on_from_their_own_counts() -> None:
    found = source("sqs", messages("a", "b", counts=("2", "1")), queue(most=3))
    counts = [each["attributes"]["ApproximateReceiveCount"] for each in sent(found)]
    assert counts == ["2", "1"]
    assert found.settle(failed("a", "b"), "").again == ("a", "b")
    result = settled(found, failed("a", "b"))
    assert result == Settled(again=("b",), given_up=("a",), destination="Lost")
    assert found.told(result) == "`a` goes to `Lost`, `b` becomes visible again."
    assert settled(found, ERROR).given_up == ("b",)
    assert found.delivery() is None


@pytest.mark.parametrize("count", [None, 3, "", "0", "-2", "x", "9" * 5_000])
def test_a_message_without_a_count_that_can_be_is_received_for_the_first_time(count: Json) -> None:
    found = source("sqs", messages("a", counts=(count,)), queue(most=2))
    (record,) = sent(found)
    assert record["attributes"]["ApproximateReceiveCount"] == "1"
    assert found.settle(ERROR, "").again == ("a",)


def test_an_error_makes_the_whole_batch_come_again() -> None:
    found = source("sqs", messages("a", "b"), queue())
    result = settled(found, ERROR)
    assert result.again == ("a", "b")
    assert result.notes == ("all messages count as failed: the invocation failed",)


def test_without_the_setting_what_is_returned_says_nothing() -> None:
    found = source("sqs", messages("a", "b"), queue(), reads_failures=False)
    assert settled(found, failed("a")) == Settled(done=("a", "b"))


@pytest.mark.parametrize("response", [None, {}, {"batchItemFailures": []}, {"other": 1}])
def test_a_response_without_failures_settles_all(response: Json) -> None:
    found = source("sqs", messages("a", "b"), queue())
    assert settled(found, outcome(response)).done == ("a", "b")


@pytest.mark.parametrize("name", ["", "z"])
def test_a_failure_that_is_no_message_of_the_batch_fails_all(name: str) -> None:
    found = source("sqs", messages("a", "b"), queue())
    result = settled(found, failed("a", name))
    assert result.again == ("a", "b")
    assert result.notes == (f"all messages count as failed: the batch has no record `{name}`",)


def test_a_response_that_cannot_be_read_fails_all() -> None:
    found = source("sqs", messages("a", "b"), queue())
    assert settled(found, outcome("ok"), "it is a string").again == ("a", "b")


def test_a_queue_without_a_known_redrive_policy_is_not_followed_for_ever() -> None:
    found = source("sqs", messages("a"), EventSettings())
    results = [settled(found, ERROR) for _ in range(3)]
    assert found.delivery() is None
    assert "no redrive policy" in results[-1].notes[-1]
    assert results[-1].again == ("a",)
    old = source("sqs", messages("a", counts=("7",)), EventSettings())
    assert len([settled(old, ERROR) for _ in range(3)]) == 3
    assert old.delivery() is None


def test_a_message_that_overtakes_a_failed_one_of_its_group_is_told() -> None:
    event = messages("a", "b", "c", "d", groups=["x", "x", "y", "x"])
    found = source("sqs", event, queue(fifo=True))
    result = settled(found, failed("a", "d"))
    assert result.notes == ("`b` overtakes `a` of the same group, which comes again later",)
    assert ids(sent(found)) == ["a", "d"]
    last = source("sqs", event, queue(most=1, fifo=True))
    assert settled(last, failed("a", "d")).notes == ()


def test_a_stream_goes_on_from_the_first_record_that_failed() -> None:
    found = source("kinesis", changes("1", "2", "3", "4"), EventSettings(retries=Retries(5)))
    assert settled(found, failed("3", "2")) == Settled(done=("1",), again=("2", "3", "4"))
    assert ids(sent(found)) == ["2", "3", "4"]
    assert found.settle(failed(), "") == Settled(done=("2", "3", "4"))
    assert found.delivery() is None


def test_a_stream_gives_the_rest_up_after_the_last_try() -> None:
    retries = Retries(most=1, destination="Failures")
    found = source("kinesis", changes("1", "2"), EventSettings(retries=retries))
    assert settled(found, failed("2")) == Settled(done=("1",), again=("2",))
    assert settled(found, failed("2")) == Settled(given_up=("2",), destination="Failures")
    assert found.delivery() is None


def test_a_batch_is_halved_until_the_bad_record_is_alone() -> None:
    retries = Retries(most=1, is_bisected=True, destination="Failures")
    found = source("kinesis", changes("1", "2", "3", "4"), EventSettings(retries=retries))
    seen: list[tuple[list[str], Settled]] = []
    while (records := sent(found)) is not None:
        names = ids(records)
        seen.append((names, found.settle(ERROR if "2" in names else outcome(), "")))
    assert [names for names, _ in seen] == [
        ["1", "2", "3", "4"],
        ["1", "2"],
        ["1"],
        ["2"],
        ["2"],
        ["3", "4"],
    ]
    assert [result.given_up for _, result in seen] == [(), (), (), (), ("2",), ()]


def test_a_stream_without_an_end_of_tries_stands_still() -> None:
    found = source("kinesis", changes("1"), EventSettings())
    results = [settled(found, ERROR) for _ in range(3)]
    assert found.delivery() is None
    assert "stands still" in results[-1].notes[-1]


def test_changes_of_a_table_are_known_by_their_sequence_numbers() -> None:
    event: Json = {"Records": [{"dynamodb": {"SequenceNumber": each}} for each in ("1", "2")]}
    found = source("dynamodb", event, EventSettings(retries=Retries(5)))
    assert settled(found, failed("2")) == Settled(done=("1",), again=("2",))


@pytest.mark.parametrize(
    "event",
    [None, [], {}, {"Records": []}, {"Records": [1]}, {"Records": [{}]}, messages("a", "a")],
)
def test_an_event_without_records_of_their_own_ids_has_no_source(event: Json) -> None:
    trigger = Trigger("sqs", "SQS", "", "", NOWHERE)
    assert event_source(trigger, event, reads_failures=True) is None


def next_of(trigger: str, event: Json, settings: EventSettings, response: Json) -> str:
    """What is said of a single run whose trigger reads which records have failed."""
    settings = replace(settings, response_types=Setting((REPORT_FAILURES,)))
    result = replace(outcome(response), event=event)
    return judged(result, Trigger(trigger, trigger, "", "", NOWHERE, settings)).next


@pytest.mark.parametrize("response", ["ok", [1], {"batchItemFailures": "a"}])
def test_a_run_whose_response_is_refused_deletes_nothing(response: Json) -> None:
    said = next_of("sqs", messages("a", "b"), queue(), response)
    assert said == "`a`, `b` become visible again."


def test_a_run_tells_of_messages_that_the_queue_gives_up() -> None:
    one = {"batchItemFailures": [{"itemIdentifier": "a"}]}
    said = next_of("sqs", messages("a", "b"), queue(most=1), one)
    assert said == "`a` goes to `Lost`, the others are deleted."
    said = next_of("sqs", messages("a", "b"), queue(most=1), "ok")
    assert said == "`a`, `b` go to `Lost`."
    batch = messages("a", "b", "c", counts=("3", "2", "3"))
    all_but_c: Json = {"batchItemFailures": [{"itemIdentifier": each} for each in ("a", "b")]}
    said = next_of("sqs", batch, queue(most=3), all_but_c)
    assert said == "`a` goes to `Lost`, `b` becomes visible again, the others are deleted."


def test_a_run_tells_of_records_that_the_stream_gives_up() -> None:
    last = {"batchItemFailures": [{"itemIdentifier": "2"}]}
    settings = EventSettings(retries=Retries(most=0, destination="Failures"))
    said = next_of("kinesis", changes("1", "2", "3"), settings, last)
    assert said == "`2`, `3` go to `Failures`; the shard goes on."
    lost = EventSettings(retries=Retries(most=0))
    said = next_of("kinesis", changes("1", "2"), lost, last)
    assert said == "`2` is given up; the shard goes on."


def test_a_run_tells_which_message_of_a_fifo_queue_overtakes() -> None:
    first = {"batchItemFailures": [{"itemIdentifier": "a"}]}
    batch = messages("a", "b", groups=("x", "x"))
    assert next_of("sqs", batch, queue(fifo=True), first) == (
        "`a` becomes visible again, the others are deleted. "
        "`b` overtakes `a` of the same group, which comes again later."
    )


def test_a_run_tells_why_a_list_of_failures_counts_for_all() -> None:
    other = {"batchItemFailures": [{"itemIdentifier": "other"}]}
    assert next_of("sqs", messages("a"), queue(), other) == (
        "`a` becomes visible again. All messages count as failed: the batch has no record `other`."
    )
