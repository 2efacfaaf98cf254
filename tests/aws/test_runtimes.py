from __future__ import annotations

from datetime import date

import pytest
from lambda_ls.aws.runtimes import all_runtimes, family_of, may_be_newer, newest, runtime

DAY = date(2026, 11, 23)


def test_a_runtime_has_its_family_and_its_dates() -> None:
    found = runtime("python3.9")
    assert found is not None
    assert found.family == "python"
    assert found.deprecated == date(2025, 12, 15)
    assert found.block_create == date(2027, 2, 1)
    assert found.block_update == date(2027, 3, 3)


@pytest.mark.parametrize("name", ["python3.5", "nodejs22", "NodeJS22.x", "dotnet9", "", "php-81"])
def test_a_name_that_aws_never_had_is_no_runtime(name: str) -> None:
    assert runtime(name) is None


def test_every_identifier_is_listed_once() -> None:
    names = [one.identifier for one in all_runtimes()]
    assert len(names) == len(set(names))
    assert {"nodejs4.3-edge", "dotnetcore1.0", "java8.al2023", "provided.al2023"} <= set(names)


def test_functions_are_blocked_from_creation_no_later_than_from_changes() -> None:
    for one in all_runtimes():
        if one.block_create and one.block_update:
            assert one.block_create <= one.block_update, one.identifier


@pytest.mark.parametrize(
    ("family", "expected"),
    [
        ("python", "python3.14"),
        ("node", "nodejs24.x"),
        ("ruby", "ruby4.0"),
        ("java", "java25"),
        ("dotnet", "dotnet10"),
        ("provided", "provided.al2023"),
        ("go", "provided.al2023"),
    ],
)
def test_the_newest_runtime_is_supported_and_no_preview(family: str, expected: str) -> None:
    found = newest(family, DAY)
    assert found is not None
    assert found.identifier == expected


def test_a_deprecated_runtime_is_never_the_newest() -> None:
    assert newest("node", date(2028, 4, 29)) == runtime("nodejs24.x")
    assert newest("node", date(2028, 4, 30)) is None
    assert newest("cobol", DAY) is None


@pytest.mark.parametrize(
    ("identifier", "family"),
    [
        ("python3.13", "python"),
        ("python3.19", "python"),
        ("nodejs30.x", "node"),
        ("nodejs4.3-edge", "node"),
        ("dotnetcore3.1", "dotnet"),
        ("go1.x", "go"),
        ("provided", "provided"),
        ("java8.al2", "java"),
        ("php-81", None),
        ("rust", None),
        ("google-nodejs22", None),
        ("", None),
    ],
)
def test_the_family_is_known_for_runtimes_newer_than_the_table(
    identifier: str, family: str | None
) -> None:
    assert family_of(identifier) == family


@pytest.mark.parametrize(
    ("identifier", "newer"),
    [
        ("python3.16", True),
        ("nodejs28.x", True),
        ("java21.al2023", True),
        ("provided.al2025", True),
        ("python3.5", False),
        ("python3.14", False),
        ("nodejs28", False),
        ("dotnet9", False),
        ("php-81", False),
        ("python3." + "9" * 10_000, True),
    ],
)
def test_only_a_version_above_the_table_may_be_newer(identifier: str, newer: bool) -> None:
    assert may_be_newer(identifier) is newer
