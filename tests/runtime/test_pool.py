from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from lambda_ls.runtime.plan import Plan
from lambda_ls.runtime.pool import Pool

from tests.runtime.running import plan_for, write_code

CODE = "n = 0\ndef handler(e, c):\n    global n\n    n += 1\n    return [VERSION, n]\nVERSION = 1\n"


async def invoked(pool: Pool, plan: Plan) -> object:
    async with pool.environment(plan) as environment:
        return (await environment.invoke(None, lambda text: None)).response


def test_an_environment_is_warm_until_what_it_runs_changes(tmp_path: Path) -> None:
    async def run() -> None:
        pool = Pool()
        try:
            write_code(tmp_path, CODE)
            plan = plan_for(tmp_path)
            assert await invoked(pool, plan) == [1, 1]
            assert await invoked(pool, plan_for(tmp_path)) == [1, 2]
            write_code(tmp_path, CODE.replace("VERSION = 1", "VERSION = 22"))
            assert await invoked(pool, plan) == [22, 1]
            assert await invoked(pool, plan_for(tmp_path, timeout=9)) == [22, 1]
            await pool.drop(plan)
            assert await invoked(pool, plan_for(tmp_path, timeout=9)) == [22, 1]
        finally:
            await pool.close()

    asyncio.run(run())


def test_an_environment_stands_still_between_invocations(tmp_path: Path) -> None:
    code = (
        "import os, threading, time\nn = 0\n"
        "def count():\n    global n\n    while True:\n        n += 1\n        time.sleep(0.005)\n"
        "def handler(e, c):\n    if e is None and n == 0:\n"
        "        threading.Thread(target=count, daemon=True).start()\n    return n\n"
    )

    async def run() -> None:
        pool = Pool()
        try:
            write_code(tmp_path, code)
            await invoked(pool, plan_for(tmp_path))
            await asyncio.sleep(0.3)
            count = await invoked(pool, plan_for(tmp_path))
            assert isinstance(count, int)
            assert count < 20
        finally:
            await pool.close()

    asyncio.run(run())


def test_an_environment_is_not_ended_by_another_run_of_its_function(tmp_path: Path) -> None:
    async def times(pool: Pool, plan: Plan, count: int) -> list[object]:
        async with pool.environment(plan) as environment:
            outcomes = [await environment.invoke(None, lambda text: None) for _ in range(count)]
        return [each.response for each in outcomes]

    async def run() -> None:
        pool = Pool()
        try:
            write_code(tmp_path, CODE)
            plan = plan_for(tmp_path)
            first = asyncio.ensure_future(times(pool, plan, 3))
            await asyncio.sleep(0)
            other = asyncio.ensure_future(times(pool, plan_for(tmp_path, timeout=9), 1))
            await asyncio.sleep(0)
            await pool.drop(plan)
            assert await first == [[1, 1], [1, 2], [1, 3]]
            assert await other == [[1, 1]]
            assert await times(pool, plan_for(tmp_path, timeout=9), 1) == [[1, 1]]
        finally:
            await pool.close()

    asyncio.run(run())


@pytest.mark.skipif(os.name != "posix", reason="needs process groups")
def test_a_cancelled_invocation_ends_its_process(tmp_path: Path) -> None:
    code = (
        "import os, time\ndef handler(e, c):\n    open('pid', 'w').write(str(os.getpid()))\n"
        "    time.sleep(60)\n"
    )

    async def run() -> None:
        pool = Pool()
        try:
            write_code(tmp_path, code)
            task = asyncio.ensure_future(invoked(pool, plan_for(tmp_path)))
            while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
                await asyncio.sleep(0.02)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            with pytest.raises(ProcessLookupError):
                for _ in range(100):
                    os.kill(int((tmp_path / "pid").read_text()), 0)
                    await asyncio.sleep(0.02)
        finally:
            await pool.close()

    asyncio.run(run())
