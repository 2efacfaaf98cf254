"""Figures that are kept: what a benchmark has measured, when, and on which machine."""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
from lambda_ls import __version__

from . import peers
from .measuring import Measurement, show

FOLDER = Path(__file__).parent / "results"


class Machine(msgspec.Struct, frozen=True):
    """What decides how fast it is."""

    processor: str
    cores: int
    memory: int
    """In gibibytes."""
    system: str
    python: str


class Results(msgspec.Struct, frozen=True):
    """The figures of one benchmark; `load` is how many processes wanted to run when it began."""

    version: str
    date: datetime.date
    machine: Machine
    peers: Mapping[str, str]
    """The version of each tool that was installed."""
    load: float
    seconds: int
    rows: tuple[Measurement, ...]


def load(name: str) -> Results:
    """What a benchmark has saved."""
    return msgspec.json.decode((FOLDER / f"{name}.json").read_bytes(), type=Results)


def command(name: str, description: str, measure: Callable[[], Iterable[Measurement]]) -> None:
    """The command of a benchmark: measure, and print a table or JSON, or save for the report."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument(
        "--save", action="store_true", help="keep the figures for `python -m benchmarks.report`"
    )
    arguments = parser.parse_args()
    if arguments.save:
        show(save(name, measure), as_json=arguments.json)
    else:
        show(tuple(_told(measure())), as_json=arguments.json)


def save(name: str, measure: Callable[[], Iterable[Measurement]]) -> Sequence[Measurement]:
    """Measure, and keep the figures."""
    if (FOLDER / f"{name}.json").exists():
        print(f"{name}: it took {load(name).seconds} s the last time", file=sys.stderr)
    begun, waiting = time.monotonic(), os.getloadavg()[0]
    rows = tuple(_told(measure()))
    results = Results(
        version=__version__,
        date=datetime.date.today(),
        machine=_machine(),
        peers={peer: peers.version(peer) for peer in peers.MEASURED},
        load=round(waiting, 1),
        seconds=round(time.monotonic() - begun),
        rows=tuple(map(_rounded, rows)),
    )
    FOLDER.mkdir(exist_ok=True)
    text = msgspec.json.format(msgspec.json.encode(results)) + b"\n"
    (FOLDER / f"{name}.json").write_bytes(text)
    return rows


def _told(rows: Iterable[Measurement]) -> Iterable[Measurement]:
    """The rows, each told of while the next is measured."""
    for row in rows:
        print(f"{row.subject}: {row.what}, {row.tool}: {row.p50:.2f}", file=sys.stderr, flush=True)
        yield row


def _rounded(row: Measurement) -> Measurement:
    return msgspec.structs.replace(
        row, p50=round(row.p50, 3), p95=round(row.p95, 3), max=round(row.max, 3)
    )


def _machine() -> Machine:
    return Machine(
        processor=_processor(),
        cores=len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count() or 1,
        memory=round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
    )


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if not information.exists():
        return platform.processor()
    lines = information.read_text(encoding="utf-8").splitlines()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "")
