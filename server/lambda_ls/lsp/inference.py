"""Definitions that only jedi can find: handlers that are imported or made by other code."""

from __future__ import annotations

from functools import partial

from lsprotocol import types

from ..features.places import handler_at
from ..workspace.files import Files
from ..workspace.inference import Answer, Question, answer, question
from .background import Worker
from .positions import Positions
from .spot import Spot
from .uris import uri_of


class Inference:
    """Asks jedi in a thread of its own: it is slow, and not made for several threads."""

    def __init__(self, positions: Positions) -> None:
        self._worker = Worker()
        self._positions = positions

    async def locations(self, questions: tuple[Question, ...]) -> list[types.Location]:
        """Where the names are defined that could be followed."""
        answers = [await self._worker.do(partial(answer, asked)) for asked in questions]
        return [self._location(found) for found in answers if found]

    def _location(self, found: Answer) -> types.Location:
        place = self._positions.range(found.source, found.span)
        return types.Location(uri=uri_of(found.path), range=place)


def questions_at(spot: Spot, files: Files) -> tuple[Question, ...]:
    """What has to be asked to know where the handler of a template at a place leads to."""
    handler = handler_at(spot.snapshot, spot.path, spot.offset)
    functions = [string.function for string in handler.strings] if handler else []
    asked = (question(each, spot.snapshot.facts(each).resolution, files) for each in functions)
    return tuple(dict.fromkeys(each for each in asked if each))
