"""What a JavaScript function does to the process and to what outlives an invocation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....model.conduct import Care, Conduct
from .exits import exit_care, exits_of
from .growths import growths_of
from .keeping import kept_in
from .making import made_in

if TYPE_CHECKING:
    from .bodies import NodeBody


def conduct_of(body: NodeBody) -> Conduct:
    """What is worth a word about in a function."""
    return Conduct(tuple(exits_of(body)), tuple(made_in(body)), tuple(growths_of(body)))


def care_of(body: NodeBody) -> Care:
    """Where its calls do less harm than elsewhere."""
    return Care(exit_care(body), tuple(kept_in(body)))
