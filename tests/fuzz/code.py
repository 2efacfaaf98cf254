"""Reading Python, JavaScript and TypeScript: everything that a language back-end is asked."""

from __future__ import annotations

from itertools import islice

from lambda_ls.languages.base import Body, Language, Move, NameChange
from lambda_ls.languages.registry import language_of_path
from lambda_ls.model.flow import HANDLER_ARGUMENTS, Start
from lambda_ls.model.module import Import
from lambda_ls.text.edits import TextEdit, apply_edits
from lambda_ls.text.source import SourceText

from .answers import assert_inside, leaves

_MOST_EXPORTS = 4
_PLACES = 3
"""Where in a text a key is typed, in equal distances."""


def read_code(path: str, text: str) -> object:
    """All that is told of a source file; every range is in it, and every edit can be made."""
    language = language_of_path(path)
    assert language is not None
    source = SourceText(text)
    module = language.read(source, path)
    bodies = language.bodies(source, path)
    answer: list[object] = [module, language.packages(source), bodies.environment]
    answer += _body(bodies.top)
    for name in islice(module.exports, _MOST_EXPORTS):
        answer.append(language.follow(source, path, Start(name, HANDLER_ARGUMENTS)))
        answer.append(language.rename_spans(source, path, name))
        entry = bodies.entry(name)
        answer += _body(entry) if entry else ()
    assert_inside(answer, len(text))
    stub = language.stub("handler", None, path, source)
    _make(text, _import_edits(language, source, path))
    sketches = [_sketch(language, path, text, place) for place in range(_PLACES)]
    return [*leaves(answer), stub, *sketches]


def _body(body: Body) -> list[object]:
    return [
        *(body.name, body.span, body.formals, body.returned, body.calls, body.callees),
        *(body.conduct, body.care, body.environment, body.is_certain(body.span)),
    ]


def _import_edits(
    language: Language, source: SourceText, path: str
) -> list[tuple[TextEdit, ...] | None]:
    def means(imported: Import) -> bool | None:
        return len(imported.module) % 2 == 0

    move = Move(path, "lib/" + path)
    return [
        language.rename_imports(source, path, means, NameChange("handler", "run")),
        language.move_imports(source, move, move, means),
    ]


def _make(text: str, changes: list[tuple[TextEdit, ...] | None]) -> None:
    for edits in changes:
        assert_inside(edits, len(text))
        apply_edits(text, edits or ())


def _sketch(language: Language, path: str, text: str, place: int) -> str | None:
    offset = len(text) * place // _PLACES
    sketch = language.sketch(SourceText(text), path, offset)
    if sketch is None:
        return None
    assert 0 <= sketch.replace.start <= offset <= sketch.replace.end <= len(text)
    assert sketch.source.count(sketch.key) == 1
    return sketch.source
