"""Variables of the environment that code and template do not agree on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lambda_ls.text.edits import TextEdit
from lambda_ls.text.span import Span

from tools.misspelling import swapped

from .model import FileEdit, Mistake, Target
from .settings import line_added, line_removed
from .suits import has_triggers

_READ = r"""(?:os\.environ\[["']{0}["']\]|process\.env\.{0}\b|process\.env\[["']{0}["']\])"""
_MANY = 3


def environment(target: Target) -> Iterator[Mistake]:
    """What can be wrong with the variables of a function."""
    yield from _undeclared(target)
    yield from _unused(target)


def _undeclared(target: Target) -> Iterator[Mistake]:
    """Variables that the handler's file reads once.

    In Node.js a variable that is not there is `undefined`, which code can be prepared for: only a
    slip is a mistake for sure.
    """
    rule = "undeclared-environment-variable"
    declared = [each.name.value for each in target.function.environment]
    for variable in target.function.environment[:_MANY]:
        name, place = variable.name.value, variable.name.place
        read = re.search(_READ.format(re.escape(name)), target.code.text)
        mentions = re.findall(rf"\b{re.escape(name)}\b", target.code.text)
        if read is None or declared.count(name) > 1 or len(mentions) > 1:
            continue
        at = Span(*read.span())
        removed = line_removed(target, place)
        is_required = target.code.language == "python" and len(declared) > 1
        if removed is not None and is_required:
            yield Mistake(rule, "declaration left out", at, files=(removed,))
        if swapped(name) not in declared:
            span = target.workspace.span(place)
            slip = FileEdit(place.path, TextEdit(span, swapped(name)))
            yield Mistake(rule, "declaration misspelt", at, files=(slip,))
            wrong = read.group().replace(name, swapped(name))
            yield Mistake(rule, "misspelt in code", at, code=(TextEdit(at, wrong),))


def _unused(target: Target) -> Iterator[Mistake]:
    """One more of the function's own, where it has some already."""
    extent = target.function.extent
    places = [each.name.place for each in target.function.environment]
    own = [each for each in places if (each.path, each.block) == (extent.path, extent.block)]
    edit = line_added(target, own[0], "LEFT_OVER_SETTING: yes-it-is") if own else None
    if edit is not None and has_triggers(target):
        rule = "unused-environment-variable"
        yield Mistake(rule, "one more", edit.edit.span, files=(edit,), at_path=own[0].path)
