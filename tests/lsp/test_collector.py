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


def test_garbage_goes_once_nobody_types(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "_IDLE", 0.01)

    async def work() -> tuple[bool, bool]:
        ring = weakref.ref(_Ring())
        Collector().worked()
        at_once = ring() is None
        for _ in range(200):
            if ring() is None:
                break
            await asyncio.sleep(0.01)
        return at_once, ring() is None

    assert asyncio.run(work()) == (False, True)


def test_garbage_goes_after_many_messages_without_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "_MOST", 3)

    async def work() -> list[bool]:
        ring = weakref.ref(_Ring())
        found = Collector()
        seen = []
        for _ in range(3):
            found.worked()
            seen.append(ring() is None)
        return seen

    assert asyncio.run(work()) == [False, False, True]
