"""The environment variables that a function's code needs and that are certainly not set."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ..aws.environment import is_set_by_lambda, names_settings_library
from ..model.function import Function
from ..model.place import Place
from ..model.term import Constant
from ..text.similar import certainly_meant
from .bodies import CodeBodies
from .flows import CodeText
from .variable_names import Named, VariableRead

_PROVIDING = frozenset({"optional", "set"})


class Undeclared(Struct, frozen=True, eq=False):
    """A variable that code needs and that is certainly not set.

    `nearest` is the declared name that was probably meant, None if there is none.
    """

    read: VariableRead
    place: Place
    nearest: str | None


def undeclared_variables(
    function: Function,
    texts: tuple[CodeText, ...],
    loaded: tuple[CodeBodies, ...],
    reads: tuple[VariableRead, ...],
    others: tuple[Named, ...],
) -> Iterator[Undeclared]:
    """The variables whose absence does harm, each once, at the place that is reached first."""
    if function.has_other_variables:
        return
    declared = [each.name.value for each in function.environment]
    provided = _provided(loaded) | {each.name for each in reads if each.mode in _PROVIDING}
    found: dict[str, VariableRead] = {}
    for read in reads:
        if read.name in declared or read.name in provided or is_set_by_lambda(read.name):
            continue
        if read.mode == "plain" or (read.mode == "required" and read.is_certain):
            found.setdefault(read.name, read)
    if not found or _may_be_set(texts, loaded):
        return
    used = {each.name for each in reads} | {each.name for each in others}
    for name, read in found.items():
        place = read.place
        if place is None:
            continue
        if read.mode == "required":
            yield Undeclared(read, place, certainly_meant(name, declared))
            continue
        # Where nothing fails, only what is misspelt does harm for certain.
        meant = certainly_meant(name, [each for each in declared if each not in used])
        if meant is not None and not any(meant in each.source.text for each in texts):
            yield Undeclared(read, place, meant)


def _may_be_set(texts: tuple[CodeText, ...], loaded: tuple[CodeBodies, ...]) -> bool:
    """Whether code may set variables whose names cannot be told."""
    is_changed = any(each.bodies.environment.may_be_changed for each in loaded)
    return is_changed or any(names_settings_library(each.source) for each in texts)


def _provided(loaded: tuple[CodeBodies, ...]) -> frozenset[str]:
    """The variables that code sets, or without which it knows what to do."""
    uses = (use for each in loaded for use in each.bodies.environment.uses)
    return frozenset(
        str(use.name.value)
        for use in uses
        if use.mode in _PROVIDING and isinstance(use.name, Constant)
    )
