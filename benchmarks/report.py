"""Writes the figures of docs/performance.md from what the benchmarks have saved.

`python -m benchmarks.report` writes them, `python -m benchmarks.report --check` fails if they are
not those of benchmarks/results/.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from . import cold_check, editing, invoke, results, startup
from .tables import one_a_line, side_by_side

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
_BLOCK = re.compile(r"(<!-- figures: (.+?) -->\n).*?(<!-- end of figures -->)", re.DOTALL)
_BENCHMARKS = ("startup", "editing", "cold_check", "invoke", "growth")


def main(arguments: list[str]) -> int:
    """Write or check the page; the exit code is 1 if it is not up to date."""
    text = PAGE.read_text(encoding="utf-8")
    if arguments == ["--check"]:
        if text == filled(text):
            return 0
        print(f"{PAGE.name} is not up to date: run python -m benchmarks.report", file=sys.stderr)
        return 1
    PAGE.write_text(filled(text), encoding="utf-8")
    return 0


def filled(page: str) -> str:
    """A page with the figures of each block as they have been saved.

    Raises:
        KeyError: if a block asks for figures that there are not.
    """
    return _BLOCK.sub(lambda found: f"{found[1]}\n{FIGURES[found[2]]()}\n{found[3]}", page)


def blocks(page: str) -> tuple[str, ...]:
    """The figures that a page shows."""
    return tuple(found[2] for found in _BLOCK.finditer(page))


def _machine() -> str:
    head = "| command | took | on | load | machine | system | Python |\n"
    return f"{head}| --- | ---: | --- | ---: | --- | --- | --- |\n{''.join(map(_run, _BENCHMARKS))}"


def _run(name: str) -> str:
    saved = results.load(name)
    machine = saved.machine
    cells = (
        f"`python -m benchmarks.{name} --save`",
        f"{saved.seconds} s",
        str(saved.date),
        str(saved.load),
        f"{machine.processor}, {machine.cores} cores, {machine.memory} GiB",
        machine.system,
        machine.python,
    )
    return f"| {' | '.join(cells)} |\n"


def _peers() -> str:
    measured = (results.load(name).peers.items() for name in _BENCHMARKS)
    return "".join(sorted({f"- {peer} {version}\n" for each in measured for peer, version in each}))


def _beside(benchmark: str, subject: str) -> str:
    return side_by_side(results.load(benchmark).rows, subject)


def _growth() -> str:
    return one_a_line(results.load("growth").rows)


FIGURES: Mapping[str, Callable[[], str]] = {
    "machine": _machine,
    "peers": _peers,
    "start": partial(_beside, "startup", startup.SUBJECT),
    **{name: partial(_beside, "editing", name) for name in (*editing.TEMPLATES, editing.HANDLERS)},
    **{name: partial(_beside, "cold_check", name) for name in cold_check.WORKSPACES},
    **{name: partial(_beside, "invoke", name) for name in invoke.FUNCTIONS},
    "growth": _growth,
}
"""What makes each block of figures, by the name that its comment has."""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
