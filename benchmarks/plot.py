"""Draws docs/pictures/growth.svg from what `python -m benchmarks.growth --save` has measured.

It takes matplotlib: `pip install --group bench`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from . import results
from .growth import CHECK, CURVES, KEYSTROKE, MEMORY, subject

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PICTURE = Path(__file__).parents[1] / "docs" / "pictures" / "growth.svg"

_UNITS = {KEYSTROKE: "ms", CHECK: "ms", MEMORY: "MiB"}
_BOTTOMS = (1, 100, 10)
_COLOUR = "#3f51b5"


def main() -> None:
    """Draw it."""
    # The tests, which look at the picture, do without matplotlib.
    import matplotlib
    from matplotlib.figure import Figure

    # Text stays text, and the same figures give the same file.
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "growth", "font.size": 9})
    rows = results.load("growth").rows
    figure = Figure(figsize=(9, 10), layout="constrained")
    grid = figure.subplots(len(CURVES), len(_UNITS), sharey="col", sharex="row", squeeze=False)
    for axes, (kind, sizes) in zip(grid, CURVES.items(), strict=True):
        for panel, (what, unit) in zip(axes, _UNITS.items(), strict=True):
            found = {row.subject: row.p50 for row in rows if row.what == what}
            _draw(panel, sizes, [found[subject(size, kind)] for size in sizes])
            panel.set_title(f"{what}, {unit}", fontsize=9, loc="left")
            panel.set_xlabel(kind)
    for panel, bottom in zip(grid[0], _BOTTOMS, strict=True):
        panel.set_ylim(bottom=bottom)
    figure.savefig(PICTURE, metadata={"Date": None, "Description": source()})


def source() -> str:
    """What tells the figures that a picture is made of from others."""
    text = (results.FOLDER / "growth.json").read_bytes()
    return f"growth.json {hashlib.sha256(text).hexdigest()[:16]}"


def _draw(panel: Axes, sizes: Sequence[int], figures: Sequence[float]) -> None:
    from matplotlib.ticker import LogLocator

    panel.plot(sizes, figures, "o-", color=_COLOUR, markersize=4)
    panel.set_xscale("log")
    # What grows with its size is a slope in both scales, whatever it begins with.
    panel.set_yscale("log")
    panel.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    for axis in (panel.xaxis, panel.yaxis):
        axis.set_major_formatter("{x:,.0f}")
    panel.minorticks_off()
    panel.grid(visible=True, color="#dddddd", linewidth=0.6)
    panel.spines[["top", "right"]].set_visible(False)


if __name__ == "__main__":
    main()
