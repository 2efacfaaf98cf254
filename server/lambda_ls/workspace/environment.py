"""What a function's code reads of its environment, and what of that its template declares."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from ..aws.environment import names_settings_library
from ..languages.registry import language_of_path
from ..model.function import CodeFolder, Function
from ..model.place import Place
from ..model.term import Parameter
from ..text.span import Span
from .bodies import BodyReader, CodeBodies, Executed
from .code import CodeReader
from .disk import is_below
from .flows import CodeText
from .handler_code import handler_code, is_called_by_lambda
from .reach import Reach
from .resolve import Outcome
from .undeclared_variables import Undeclared, undeclared_variables
from .unused_variables import Unused, UnusedReader
from .variable_names import Named, VariableRead
from .variable_reads import VariableFollower

# What code that uses variables speaks of.
_MENTIONS = ("environ", "getenv", "putenv", "unsetenv", "process")


class EnvironmentFacts(Struct, frozen=True, eq=False):
    """The join of the variables that are declared with those that are used.

    `texts` is the code that may be loaded. `reads` are the uses that the handler comes to,
    `others` those that stand elsewhere in that code. With `computes_names` there can be more, and
    with `takes_names` if other code calls functions that read the variable they are told.
    """

    texts: tuple[CodeText, ...] = ()
    reads: tuple[VariableRead, ...] = ()
    others: tuple[Named, ...] = ()
    computes_names: bool = False
    takes_names: bool = False
    undeclared: tuple[Undeclared, ...] = ()
    unused: tuple[Unused, ...] = ()


NO_ENVIRONMENT = EnvironmentFacts()


class EnvironmentReader:
    """Joins what functions declare with what their code uses."""

    def __init__(
        self, code: CodeReader, reach: Reach, bodies: BodyReader, span: Callable[[Place], Span]
    ) -> None:
        self._code = code
        self._reach = reach
        self._bodies = bodies
        self._unused = UnusedReader(code.files, span)

    def environment(
        self, function: Function, outcome: Outcome, executed: tuple[Executed, ...]
    ) -> EnvironmentFacts:
        """The facts of one function."""
        code = handler_code(self._code.files, function, outcome.resolution, outcome.family)
        if code is None:
            return NO_ENVIRONMENT
        folder = _folder(function, code)
        texts = tuple(self._texts(code, folder))
        loaded = tuple(
            self._bodies.within(each, folder) for each in texts if _mentions(each.source.text)
        )
        follower = VariableFollower(self._bodies, self._code)
        reads = tuple(follower.reads(executed)) if loaded else ()
        named = tuple(_others(follower, loaded, reads))
        computes = follower.is_given_others or any(_computes(follower, each) for each in loaded)
        takes = any(_takes(follower, each) for each in loaded)
        undeclared: tuple[Undeclared, ...] = ()
        unused: tuple[Unused, ...] = ()
        if is_called_by_lambda(function, outcome) and not function.is_broken:
            undeclared = tuple(undeclared_variables(function, texts, loaded, reads, named))
            is_open = computes or takes or not function.environment
            if not is_open and not _reads_all(texts, loaded):
                # What a misspelt name means is used, if only it were spelt so.
                meant = {each.nearest for each in undeclared}
                found = self._unused.unused(function, code, texts)
                unused = tuple(each for each in found if each.variable.name.value not in meant)
        return EnvironmentFacts(texts, reads, named, computes, takes, undeclared, unused)

    def _texts(self, code: CodeText, folder: str) -> Iterator[CodeText]:
        """The code that may be loaded, that of the handler first."""
        yield code
        others = self._reach.seeming_files(code.path, folder) if code.inline is None else ()
        for path in others:
            language, source = language_of_path(path), self._code.files.source(path)
            if language is not None and source is not None and path != code.path:
                yield CodeText(path, source, language)


def _mentions(text: str) -> bool:
    return any(word in text for word in _MENTIONS)


def _folder(function: Function, code: CodeText) -> str:
    """The folder that imports count from: what a build makes of the code is not where it lies."""
    is_inside = isinstance(function.code, CodeFolder) and is_below(code.path, function.code.folder)
    is_own = code.inline is None and is_inside
    if isinstance(function.code, CodeFolder) and is_own:
        return function.code.folder
    return os.path.dirname(code.path)


def _others(
    follower: VariableFollower, loaded: Iterable[CodeBodies], reads: Iterable[VariableRead]
) -> Iterator[Named]:
    """The names in code that the handler is not seen to come to."""
    known = {(each.named.code.path, each.named.span) for each in reads}
    for within in loaded:
        for use in within.bodies.environment.uses:
            named = follower.names.named(within, use)
            if named is not None and (within.code.path, use.span) not in known:
                yield named


def _reads_all(texts: tuple[CodeText, ...], loaded: tuple[CodeBodies, ...]) -> bool:
    """Whether code may read variables without naming them."""
    is_handed_on = any(each.bodies.environment.is_handed_on for each in loaded)
    return is_handed_on or any(names_settings_library(each.source) for each in texts)


def _computes(follower: VariableFollower, within: CodeBodies) -> bool:
    """Whether a text uses variables whose names it does not write out."""
    return any(
        not isinstance(use.name, Parameter) and follower.names.named(within, use) is None
        for use in within.bodies.environment.uses
    )


def _takes(follower: VariableFollower, within: CodeBodies) -> bool:
    """Whether a text has functions for variables of any name that are not seen to be called."""
    return any(
        isinstance(use.name, Parameter) and (within.code.path, use.span) not in follower.followed
        for use in within.bodies.environment.uses
    )
