"""Custom resources whose code certainly never answers CloudFormation."""

from __future__ import annotations

from collections.abc import Iterable

from ..aws.custom_resources import may_answer
from ..languages.all_arguments import names_all_arguments
from ..languages.logs import is_only_logged
from ..model.flow import NameUse, Root
from ..model.function import CodeFolder, Function
from ..model.place import Place
from ..model.resolution import Resolved
from ..model.trigger import Trigger
from ..text.source import SourceText
from ..text.span import Span
from .bodies import BodyReader, Executed
from .code import CodeReader
from .flows import CodeFlow, CodeText
from .handler_code import grammar_path, handler_code, is_called_by_lambda
from .reach import Reach
from .resolve import Outcome

_TRIGGER = "custom-resource"


class AnswerReader:
    """Looks for what answers CloudFormation in the code of custom resources."""

    def __init__(self, code: CodeReader, reach: Reach, bodies: BodyReader) -> None:
        self._files = code.files
        self._reach = reach
        self._bodies = bodies

    def unanswered(
        self,
        function: Function,
        outcome: Outcome,
        triggers: Iterable[Trigger],
        flows: tuple[CodeFlow, ...],
        executed: tuple[Executed, ...],
    ) -> Place | None:
        """The handler's place where its code answers in no way; None where it may do so."""
        if not any(each.id == _TRIGGER and each.open_reason is None for each in triggers):
            return None
        found = outcome.resolution
        code = handler_code(self._files, function, found, outcome.family)
        if code is None or not isinstance(found, Resolved) or found.export is None:
            return None
        if not flows or not executed or not is_called_by_lambda(function, outcome):
            return None
        if any(may_answer(each.text) for each in self._texts(function, code)):
            return None
        if any(map(_takes_all, executed)):
            return None
        handed = set(self._handed(executed))
        if any(_gets_away(each, use, handed) for each in flows for use in each.flow.names):
            return None
        return code.place(found.export.name_span)

    def _texts(self, function: Function, code: CodeText) -> Iterable[SourceText]:
        folder = function.code.folder if isinstance(function.code, CodeFolder) else None
        if code.inline is not None or folder is None:
            return (code.source,)
        return (source for source, _ in self._reach.seeming(code.path, folder))

    def _handed(self, executed: Iterable[Executed]) -> Iterable[tuple[str, Span]]:
        """The arguments of calls that are followed."""
        for each in executed:
            path = grammar_path(each.within.code)
            for called in each.body.calls:
                if self._bodies.called(each.within, called) is None:
                    continue
                for argument in (*called.positional, *(value for _, value in called.named)):
                    spot = getattr(argument, "spot", None)
                    if spot is not None:
                        yield path, spot.span


def _takes_all(executed: Executed) -> bool:
    """Whether a function may hand on all that it is called with, without naming the event."""
    if executed.is_init:
        return False
    if any(each.is_rest for each in executed.body.formals):
        return True
    return names_all_arguments(executed.within.code.source.slice(executed.body.span))


def _gets_away(flow: CodeFlow, use: NameUse, handed: set[tuple[str, Span]]) -> bool:
    """Whether the whole event goes where nobody follows it, and where it may be answered."""
    if use.is_parameter or use.value.root is not Root.EVENT or use.value.path:
        return False
    if any(each.owner_span == use.span for each in flow.flow.accesses):
        return False
    if (grammar_path(flow.code), use.span) in handed:
        return False
    return not is_only_logged(flow.code.source, use.span)
