"""Processes that share the work of a command, and load nothing of the folder that it is about."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def mapped(work: Callable[[T], R], parts: Iterable[T], processes: int) -> Iterator[R]:
    """What `work` gives for each part, in their order."""
    # Costs a tenth of a small check, which needs one process only.
    from concurrent.futures import ProcessPoolExecutor

    with contextlib.ExitStack() as stack:
        with _in_library():
            pool = stack.enter_context(ProcessPoolExecutor(processes))
            results = pool.map(work, parts)
        yield from results


@contextlib.contextmanager
def _in_library() -> Iterator[None]:
    """Start processes in the folder of Python's own modules.

    Where they are not forked, `multiprocessing` starts them by `python -c`, which looks for modules
    in the current folder first: a `multiprocessing.py` there would be run.
    """
    here = os.getcwd()
    os.chdir(os.path.dirname(os.__file__))
    try:
        yield
    finally:
        os.chdir(here)
