"""What is run: a function of a template, or a handler that no template names."""

from __future__ import annotations

import os

from msgspec import Struct

from ..features.targets import NoTarget, function_target
from ..languages.registry import language_of_path
from ..model.function import CodeFolder, Dialect, Function
from ..model.place import Place, Spanned, likely
from ..text.span import Span
from ..workspace.declared import declared_family
from ..workspace.snapshot import Snapshot
from ..workspace.wrappers import real_handler
from .errors import NoRunError

_WITHIN = "::"


class Subject(Struct, frozen=True):
    """A function with its handler string and language; `event` is the one that its name names."""

    function: Function
    handler: str | None
    language: str | None
    event: str = ""
    is_in_template: bool = True


def subject_of(snapshot: Snapshot, target: str, folder: str) -> Subject:
    """What a target names; paths in it count from `folder`, which is absolute.

    Raises:
        NoRunError: if it names nothing, or several functions.
    """
    found = function_target(snapshot, target, folder)
    if not isinstance(found, NoTarget):
        function = found.function
        handler = likely(real_handler(function).text)
        # Only where the template does not tell it, its code has to be looked at.
        language = declared_family(function) or snapshot.facts(function).language
        return Subject(function, handler, language, found.event)
    subject = _bare(target, folder)
    if subject is None:
        raise NoRunError(found.reason)
    return subject


def _bare(target: str, folder: str) -> Subject | None:
    """A handler of a file; its folder is the task root, as `lambda_function.py` has it."""
    path, _, name = target.rpartition(_WITHIN)
    file = os.path.normpath(os.path.join(folder, path)) if path else ""
    language = language_of_path(file) if os.path.isfile(file) else None
    if language is None or not name.isidentifier():
        return None
    place = Place(file, "", Span(0, 0))
    code, base = os.path.split(file)
    handler = f"{os.path.splitext(base)[0]}.{name}"
    function = Function(
        template=file,
        name=name,
        dialect=Dialect.CLOUDFORMATION,
        place=place,
        extent=place,
        handler=Spanned(handler, place),
        runtime=None,
        code=CodeFolder(code),
    )
    return Subject(function, handler, language.name, is_in_template=False)
