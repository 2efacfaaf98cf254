from __future__ import annotations

import json

import pytest
from lambda_ls.runtime.system_log.base import Report
from lambda_ls.runtime.system_log.billing import billed
from lambda_ls.runtime.system_log.structured import JsonLog
from lambda_ls.runtime.system_log.text import TextLog, report_line

COLD = Report("id", 133.61, 80.0, 128, 40, size=2)
TIMED_OUT = Report("id", 3000.0, None, 128, 40, "timeout")
EXITED = Report("id", 1.0, None, 128, 40, "Runtime.ExitError")


@pytest.mark.parametrize(
    ("duration", "init", "expected"),
    [
        # The figures are those of logs that AWS has published.
        (133.61, 80.00, 214),
        (1233.96, 463.512, 1698),
        (1072.145, None, 1073),
        (3016.78, 84.0, 3101),
        (3.0, None, 3),
        (0.001, None, 1),
    ],
)
def test_an_initialisation_is_billed_with_the_first_invocation(
    duration: float, init: float | None, expected: int
) -> None:
    assert billed(duration, init) == expected


def test_a_report_has_the_fields_of_the_service_in_their_order() -> None:
    assert report_line(Report("id", 12.345, None, 128, 40)) == (
        "REPORT RequestId: id\tDuration: 12.35 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB"
        "\tMax Memory Used: 40 MB\t"
    )
    assert report_line(Report("id", 3000.0, 84.0, 128, 40, "timeout")).endswith(
        "\tInit Duration: 84.00 ms\tStatus: timeout\t"
    )
    assert report_line(EXITED).endswith("\tStatus: error\tError Type: Runtime.ExitError\t")


def test_a_text_log_tells_of_start_and_end_and_of_a_failed_initialisation() -> None:
    log = TextLog()
    assert [*log.initialised(80.0)] == []
    assert [*log.started("id")] == ["START RequestId: id Version: $LATEST"]
    assert [*log.ended(COLD)] == ["END RequestId: id", report_line(COLD)]
    assert [*log.init_failed(1236.04, "timeout")] == [
        "INIT_REPORT Init Duration: 1236.04 ms\tPhase: init\tStatus: timeout"
    ]


@pytest.mark.parametrize(
    ("level", "well", "badly"),
    [
        (
            "DEBUG",
            ["platform.initReport", "platform.start", "platform.runtimeDone", "platform.report"],
            ["platform.initReport", "platform.start", "platform.runtimeDone", "platform.report"],
        ),
        (
            "INFO",
            ["platform.start", "platform.report"],
            ["platform.initReport", "platform.start", "platform.runtimeDone", "platform.report"],
        ),
        ("WARN", [], ["platform.initReport", "platform.runtimeDone", "platform.report"]),
    ],
)
def test_a_json_log_tells_what_its_level_lets_through(
    level: str, well: list[str], badly: list[str]
) -> None:
    log = JsonLog(level)
    lines = [*log.initialised(80.0), *log.started("id"), *log.ended(COLD)]
    assert [json.loads(each)["type"] for each in lines] == well
    lines = [*log.init_failed(80.0, "timeout"), *log.started("id"), *log.ended(TIMED_OUT)]
    assert [json.loads(each)["type"] for each in lines] == badly


def test_the_events_of_a_json_log_hold_what_the_service_tells() -> None:
    log = JsonLog("DEBUG")
    lines = [*log.initialised(80.0), *log.started("id"), *log.ended(COLD)]
    assert [json.loads(each)["record"] for each in lines] == [
        {
            "initializationType": "on-demand",
            "phase": "init",
            "status": "success",
            "metrics": {"durationMs": 80.0},
        },
        {"requestId": "id", "version": "$LATEST"},
        {
            "requestId": "id",
            "status": "success",
            "metrics": {"durationMs": 133.61, "producedBytes": 2},
        },
        {
            "requestId": "id",
            "metrics": {
                "durationMs": 133.61,
                "billedDurationMs": 214,
                "memorySizeMB": 128,
                "maxMemoryUsedMB": 40,
                "initDurationMs": 80.0,
            },
            "status": "success",
        },
    ]


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (TIMED_OUT, {"status": "timeout"}),
        (EXITED, {"status": "error", "errorType": "Runtime.ExitError"}),
    ],
)
def test_a_json_log_tells_how_an_invocation_has_failed(
    report: Report, expected: dict[str, str]
) -> None:
    for line in JsonLog("WARN").ended(report):
        record = json.loads(line)["record"]
        assert {key: record[key] for key in ("status", "errorType") if key in record} == expected
