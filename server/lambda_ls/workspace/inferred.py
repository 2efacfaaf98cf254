"""What jedi has answered about handlers, as a part of what is known of functions."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct
from msgspec.structs import replace

from ..model.function import Function
from ..model.module import Callability, Export
from ..model.place import Place
from ..model.resolution import Origin, Resolution, Resolved
from ..text.memo import Bounded
from ..text.source import SourceText
from .files import Files
from .inference import Answer, Question, Subject, question

_REMEMBERED = 4_096
_VIA = "a star import"


class Inferences:
    """What is known of names that only jedi can follow, and what is still to be asked.

    Not for use by several threads at once.
    """

    def __init__(self, files: Files) -> None:
        self._files = files
        self._known: Bounded[Subject, _Known] = Bounded(_REMEMBERED)
        self._wanted: dict[Subject, Question] = {}

    def applied(self, function: Function, resolution: Resolution) -> Resolution:
        """What became of a handler, with what is known; what is not is asked for later.

        An answer makes of what was undecided a handler, and never anything that is reported.
        """
        asked = question(function, resolution, self._files)
        if asked is None:
            return resolution
        known = self._known.get(asked.subject)
        if known is None or known.is_outdated or known.source.text != asked.source.text:
            self._wanted[asked.subject] = asked
        found = known.answer if known else None
        # While somebody changes the file, nobody can tell where the definition is in it.
        source = self._files.source(found.path) if found else None
        if found is None or (source is not None and source.text != found.source.text):
            return resolution
        return _with_answer(resolution, found, is_inside=source is not None)

    def take(self) -> tuple[Question, ...]:
        """What is to be asked now, the most important first; it is not given out again."""
        taken = sorted(self._wanted.values(), key=lambda each: not each.decides)
        self._wanted.clear()
        return tuple(taken)

    def learn(self, asked: Question, found: Answer | None) -> None:
        """Remember an answer."""
        self._known[asked.subject] = _Known(asked.source, found)

    def known(self, asked: Question) -> Answer | None:
        """The answer to a question, if it is remembered and still holds."""
        known = self._known.get(asked.subject)
        holds = known and not known.is_outdated and known.source.text == asked.source.text
        return known.answer if known and holds else None

    def disk_changed(self, paths: Collection[str]) -> set[str]:
        """Doubt the answers that can be others now; the code folders that they concern."""
        changed = {path for path in paths if self._can_hold_code(path)}
        folders: set[str] = set()
        for subject in self._known if changed else ():
            known = self._known.get(subject)
            if known and (known.answer is None or not changed.isdisjoint(known.answer.read)):
                known.is_outdated = True
                folders.add(subject.code_folder)
        return folders

    def _can_hold_code(self, path: str) -> bool:
        return path.endswith(".py") or self._files.kind(path) == "folder"


class _Known(Struct):
    source: SourceText
    answer: Answer | None
    is_outdated: bool = False


def _with_answer(resolution: Resolution, found: Answer, is_inside: bool) -> Resolution:
    """`is_inside` tells that the definition is in the workspace, which can show only that."""
    line = found.source.position(found.span.start).line + 1
    if isinstance(resolution, Resolved) and resolution.export is not None:
        export = replace(
            resolution.export,
            signature=found.signature,
            documentation=found.documentation or resolution.export.documentation,
        )
        return replace(resolution, export=export, origin=Origin(found.path, line))
    if not is_inside:
        return resolution
    name = found.source.slice(found.span)
    export = Export(
        name, found.span, found.span, Callability.YES, found.signature, found.documentation
    )
    return Resolved(found.path, name, Place(found.path, "", found.span), export, None, _VIA)
