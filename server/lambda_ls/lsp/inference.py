"""What only jedi can find: handlers that are imported or made by other code."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from functools import partial

from lsprotocol import types

from ..features.places import handler_at
from ..workspace.inference import Answer, Question, answer, question
from ..workspace.workspace import Workspace
from .background import Worker
from .positions import Positions
from .spot import Spot
from .uris import uri_of

logger = logging.getLogger(__name__)

_PAUSE = 0.3
"""Seconds without a change after which nobody is typing, who would have to wait for jedi."""


class Inference:
    """Asks jedi in a thread of its own: it is slow, and not made for several threads."""

    def __init__(self, positions: Positions) -> None:
        self._worker = Worker()
        self._positions = positions
        self._workspace: Workspace | None = None
        self._pursuit: asyncio.Task[None] | None = None
        self._since = 0.0

    def pursue(self, workspace: Workspace, learnt: Callable[[], None]) -> None:
        """Answer what a workspace wants to know, when nothing changes; `learnt` is called then."""
        self._workspace = workspace
        self._since = asyncio.get_running_loop().time()
        if self._pursuit is None or self._pursuit.done():
            self._pursuit = asyncio.create_task(self._pursue(learnt))

    async def locations(
        self, workspace: Workspace, questions: tuple[Question, ...]
    ) -> list[types.Location]:
        """Where the names are defined that could be followed."""
        answers = [await self._answer(workspace, asked) for asked in questions]
        return [self._location(found) for found in answers if found]

    async def _pursue(self, learnt: Callable[[], None]) -> None:
        try:
            await self._pause()
            while self._workspace and (questions := self._workspace.questions()):
                workspace = self._workspace
                for asked in questions:
                    await self._pause()
                    await self._answer(workspace, asked)
                learnt()
        except Exception:
            logger.exception("handlers could not be followed")

    async def _answer(self, workspace: Workspace, asked: Question) -> Answer | None:
        known = workspace.known(asked)
        if known is not None:
            return known
        found = await self._worker.do(partial(answer, asked))
        workspace.learn(asked, found)
        return found

    async def _pause(self) -> None:
        loop = asyncio.get_running_loop()
        while (rest := self._since + _PAUSE - loop.time()) > 0:
            await asyncio.sleep(rest)

    def _location(self, found: Answer) -> types.Location:
        place = self._positions.range(found.source, found.span)
        return types.Location(uri=uri_of(found.path), range=place)


def questions_at(spot: Spot, workspace: Workspace) -> tuple[Question, ...]:
    """What has to be asked to know where the handler of a template at a place leads to."""
    handler = handler_at(spot.snapshot, spot.path, spot.offset)
    functions = [string.function for string in handler.strings] if handler else []
    asked = (
        question(each, spot.snapshot.facts(each).resolution, workspace.files) for each in functions
    )
    return tuple(dict.fromkeys(each for each in asked if each))
