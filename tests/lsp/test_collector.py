"""Garbage is collected between messages, and not in each of them."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Iterator

import pytest
from lambda_ls.lsp import collector
from lambda_ls.lsp.collector import Collector


class _Ring:
    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def without_pythons_own_search() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def ring() -> weakref.ref[_Ring]:
    return weakref.ref(_Ring())


async def goes_in_time(ring: weakref.ref[_Ring]) -> bool:
    for _ in range(500):
        if ring() is None:
            return True
        await asyncio.sleep(0.01)
    return False


def test_garbage_goes_once_nobody_types(
    monkeypatch: pytest.MonkeyPatch, ring: weakref.ref[_Ring]
) -> None:
    monkeypatch.setattr(collector, "_IDLE", 0.01)

    async def work() -> tuple[bool, bool]:
        Collector().worked()
        return ring() is None, await goes_in_time(ring)

    assert asyncio.run(work()) == (False, True)


def test_garbage_goes_in_a_pause_where_what_stays_is_spared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(collector, "_IDLE", 3_600)

    async def work() -> bool:
        found = Collector()
        found.spare()
        ring = weakref.ref(_Ring())
        found.worked()
        return await goes_in_time(ring)

    assert asyncio.run(work())
    gc.unfreeze()


def test_a_pause_is_too_short_for_a_search_that_takes_long(
    monkeypatch: pytest.MonkeyPatch, ring: weakref.ref[_Ring]
) -> None:
    monkeypatch.setattr(collector, "_PAUSE", 0)
    monkeypatch.setattr(collector, "_IDLE", 3_600)

    async def work() -> None:
        Collector().worked()
        await asyncio.sleep(0.1)

    asyncio.run(work())
    assert ring() is not None


def test_garbage_goes_after_many_messages_without_a_pause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(collector, "_FEWEST", 3)
    monkeypatch.setattr(collector, "_PAUSE", 3_600)

    async def work() -> list[bool]:
        found = Collector()
        found.spare()
        ring = weakref.ref(_Ring())
        seen = []
        for _ in range(3):
            found.worked()
            seen.append(ring() is None)
        return seen

    assert asyncio.run(work()) == [False, False, True]
    gc.unfreeze()
