"""A bounded part of the torture; the long one is `python -m tests.torture`."""

from __future__ import annotations

from pathlib import Path

import pytest

from .session import Session


@pytest.mark.parametrize("seed", range(2))
def test_random_traffic_leaves_a_server_that_answers_and_finds_what_a_fresh_one_does(
    tmp_path: Path, seed: int
) -> None:
    session = Session(tmp_path, seed)
    try:
        for _ in range(5):
            session.burst(80)
            session.check()
        session.end()
    finally:
        session.server.kill()
