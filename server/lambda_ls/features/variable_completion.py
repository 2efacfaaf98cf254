"""The environment variables that can be read at a place of handler code."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ..languages.base import Language
from ..languages.registry import language_of_path
from ..model.function import CodeFolder, InlineCode, Variable
from ..model.place import Place
from ..model.term import Constant
from ..text.source import SourceText
from ..text.span import Span
from ..workspace.disk import is_below
from ..workspace.facts import FunctionFacts
from ..workspace.inline import inline_name, place_in_template
from ..workspace.snapshot import Snapshot
from .events import offset_in_code
from .markdown import code, paragraphs
from .results import Completion
from .shown import shown_place
from .variable_hover import value_text

_LAST = "~"
"""Sorts behind what the language's own server proposes."""

_MENTION = "env"


class _Typing(Struct, frozen=True):
    """Code in which somebody types, and the functions that run it; `name` tells its grammar."""

    source: SourceText
    name: str
    language: Language
    offset: int
    functions: tuple[FunctionFacts, ...]
    inline: InlineCode | None = None


def variable_completions(snapshot: Snapshot, path: str, offset: int) -> tuple[Completion, ...]:
    """The declared variables, where the name of one is being typed."""
    typing = _typing(snapshot, path, offset)
    if typing is None or _MENTION not in typing.source.text:
        return ()
    sketch = typing.language.sketch(typing.source, typing.name, typing.offset)
    if sketch is None:
        return ()
    bodies = typing.language.bodies(SourceText(sketch.source), typing.name)
    names = (use.name for use in bodies.environment.uses)
    if not any(isinstance(each, Constant) and each.value == sketch.key for each in names):
        return ()
    replace = _placed(snapshot, typing, sketch.replace)
    if replace is None:
        return ()
    return tuple(
        Completion(
            name,
            "field",
            replace,
            f"{sketch.before}{name}{sketch.after}",
            detail,
            documentation,
            f"{_LAST}{name}",
        )
        for name, detail, documentation in _variables(snapshot, typing)
    )


def _typing(snapshot: Snapshot, path: str, offset: int) -> _Typing | None:
    source, language = snapshot.source(path), language_of_path(path)
    if source is not None and language is not None:
        return _Typing(source, path, language, offset, _functions(snapshot, path, language))
    for facts in snapshot.environment_in(path):
        for text in facts.environment.texts:
            inside = offset_in_code(snapshot, text.inline, offset) if text.inline else None
            if text.inline is not None and inside is not None:
                name = inline_name(text.language)
                source = text.source
                return _Typing(source, name, text.language, inside, (facts,), text.inline)
    return None


def _functions(snapshot: Snapshot, path: str, language: Language) -> tuple[FunctionFacts, ...]:
    """The functions that load a file, or loaded it before; else those whose folder it is in."""
    found = snapshot.environment_in(path)
    if found:
        return found
    before = tuple(dict.fromkeys(each.facts for each in snapshot.code_before(path)))
    if before:
        return before
    around = [
        each
        for each in snapshot.functions()
        if isinstance(each.code, CodeFolder) and is_below(path, each.code.folder)
    ]
    facts = map(snapshot.facts, around)
    return tuple(each for each in facts if each.language == language.name)


def _variables(snapshot: Snapshot, typing: _Typing) -> Iterator[tuple[str, str, str]]:
    """Each name with its value, and with where it is declared."""
    found: dict[str, list[tuple[FunctionFacts, Variable]]] = {}
    for facts in typing.functions:
        for variable in facts.function.environment:
            found.setdefault(variable.name.value, []).append((facts, variable))
    for name, declared in found.items():
        values = dict.fromkeys(_value(variable) for _, variable in declared)
        lines = (
            f"- {code(facts.function.name)}: {value_text(variable)} · "
            f"{code(shown_place(snapshot, variable.name.place))}"
            for facts, variable in declared
        )
        yield name, ", ".join(values), paragraphs("Environment variable", "\n".join(lines))


def _value(variable: Variable) -> str:
    value = variable.value.value
    return value if isinstance(value, str) else value.likely or "known at deployment"


def _placed(snapshot: Snapshot, typing: _Typing, span: Span) -> Span | None:
    """A range of the code in its file, of which inline code is only a part."""
    if typing.inline is None:
        return span
    place: Place | None = place_in_template(typing.inline, span)
    return snapshot.span(place) if place else None
