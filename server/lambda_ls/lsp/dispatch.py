"""Handlers that survive everything."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterable
from functools import partial
from typing import Any

from pygls.lsp.server import LanguageServer

from .methods.base import Later, Method
from .protocol import RequestRefusedError
from .session import Session

logger = logging.getLogger(__name__)


def offer(
    server: LanguageServer, session: Callable[[], Session], methods: Iterable[Method]
) -> None:
    """Have the server answer to these methods for its session."""
    for method in methods:
        handle = (_waiting if method.may_wait else _guarded)(session, method)
        server.feature(method.name, method.options)(handle)


def _guarded(session: Callable[[], Session], method: Method) -> Callable[[Any], object]:
    """A handler that survives everything, and answers nothing after an unexpected error."""

    def handle(params: Any) -> object:
        session().collector.worked()
        try:
            return method.answer(session(), params)
        except RequestRefusedError:
            raise
        except Exception:
            logger.exception("%s failed", method.name)
            return method.failed

    return handle


def _waiting(
    session: Callable[[], Session], method: Method
) -> Callable[[Any], Generator[object, object, object]]:
    """A handler that can answer later; pygls runs it up to its first `yield` at once."""
    handle = _guarded(session, method)

    def begin(params: Any) -> Generator[object, object, object]:
        answer = handle(params)
        if not isinstance(answer, Later):
            return answer
        return (yield partial(_survive, method, answer), (), {})

    return begin


async def _survive(method: Method, answer: Later) -> object:
    try:
        return await answer.wait()
    except Exception:
        logger.exception("%s failed", method.name)
        return method.failed
