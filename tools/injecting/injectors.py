"""All mistakes that can be put into one handler."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .batch_mistakes import failures_asked_for
from .batch_snippets import BATCHES
from .callback_snippets import CALLBACKS
from .conduct_snippets import CONDUCT
from .custom_resource_mistakes import answers_removed
from .declaration_mistakes import declarations
from .environment_mistakes import environment
from .error_snippets import ERRORS
from .model import Mistake, Target
from .module_mistakes import modules
from .response_mistakes import responses
from .result_snippets import RESULTS
from .snippets import inserted
from .template_mistakes import settings

_INJECTORS: tuple[Callable[[Target], Iterator[Mistake]], ...] = (
    declarations,
    responses,
    answers_removed,
    modules,
    environment,
    failures_asked_for,
    settings,
)


def mistakes(target: Target) -> Iterator[Mistake]:
    """Each kind of mistake that suits a handler, once."""
    seen: set[tuple[str, str]] = set()
    for mistake in _all(target):
        kind = mistake.rule, mistake.kind
        if kind not in seen:
            seen.add(kind)
            yield mistake


def _all(target: Target) -> Iterator[Mistake]:
    for snippet in (*ERRORS, *RESULTS, *CALLBACKS, *BATCHES, *CONDUCT):
        yield from inserted(target, snippet)
    for injector in _INJECTORS:
        yield from injector(target)
