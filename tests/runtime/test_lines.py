from __future__ import annotations

import pytest
from lambda_ls.runtime.lines import billed, init_report_line, report_line


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
    assert report_line("id", 12.345, None, 128, 40) == (
        "REPORT RequestId: id\tDuration: 12.35 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB"
        "\tMax Memory Used: 40 MB\t"
    )
    assert report_line("id", 3000.0, 84.0, 128, 40, "timeout").endswith(
        "\tInit Duration: 84.00 ms\tStatus: timeout\t"
    )
    assert report_line("id", 1.0, None, 128, 40, "Runtime.ExitError").endswith(
        "\tStatus: error\tError Type: Runtime.ExitError\t"
    )
    assert init_report_line(1236.04, "init", "timeout") == (
        "INIT_REPORT Init Duration: 1236.04 ms\tPhase: init\tStatus: timeout"
    )
