"""The keys of an event and the members of a context that can be typed at a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from ..languages.base import Language
from ..languages.registry import language_of_path
from ..model.flow import Root, Sketch, Start, Value
from ..model.function import InlineCode
from ..text.source import SourceText
from ..triggers.context import ContextMember, context_of
from ..triggers.lookup import Found, keys_of
from ..workspace.events import member_of
from ..workspace.facts import FunctionFacts
from ..workspace.inline import inline_name, place_in_template
from ..workspace.snapshot import FunctionCode, Snapshot
from .event_hover import member_markdown, type_text, value_markdown
from .events import offset_in_code
from .results import Completion, CompletionKind

_LAST = "~"
"""Sorts behind what the language's own server proposes."""


class _Typed(Struct, frozen=True):
    """A key that is being typed, for one function: `owner` is the value it is taken from."""

    facts: FunctionFacts
    owner: Value


def event_completions(snapshot: Snapshot, path: str, offset: int) -> tuple[Completion, ...]:
    """The keys for the place under the cursor of handler code; none where that is not certain."""
    typing = _typing(snapshot, path, offset)
    sketch = typing.language.sketch(typing.source, typing.name, typing.offset) if typing else None
    if typing is None or sketch is None:
        return ()
    typed = tuple(_typed(typing, sketch))
    items = [item for each in typed for item in _items(each, typing.language.name)]
    # Several functions can run the code, and several triggers send the key.
    unique = {item.name: item for item in reversed(items)}
    names = (name for name in dict.fromkeys(item.name for item in items) if _fits(name, sketch))
    completions = (_completion(unique[name], sketch, typing.source) for name in names)
    return tuple(each for each in map(partial(_placed, snapshot, typing), completions) if each)


class _Typing(Struct, frozen=True):
    """The handler code in which somebody types, with the functions to be followed in it.

    `name` is the file's path, or the name of inline code; `inline` is that code, `offset` counts in
    `source`.
    """

    source: SourceText
    name: str
    language: Language
    offset: int
    starts: Mapping[Start, tuple[FunctionFacts, ...]]
    inline: InlineCode | None = None


def _typing(snapshot: Snapshot, path: str, offset: int) -> _Typing | None:
    source, language = snapshot.source(path), language_of_path(path)
    # What was there before somebody began to type may be hidden by what is half typed.
    code = snapshot.code_in(path) or snapshot.code_before(path)
    if source is not None and language is not None and code:
        return _Typing(source, path, language, offset, _starts(code))
    for found in code:
        inline = found.flow.code.inline
        inside = offset_in_code(snapshot, inline, offset) if inline else None
        if inline is not None and inside is not None:
            language = found.flow.code.language
            name = inline_name(language)
            return _Typing(inline.source, name, language, inside, _starts((found,)), inline)
    return None


def _starts(code: Iterable[FunctionCode]) -> Mapping[Start, tuple[FunctionFacts, ...]]:
    starts: dict[Start, tuple[FunctionFacts, ...]] = {}
    for found in code:
        starts[found.flow.start] = (*starts.get(found.flow.start, ()), found.facts)
    return starts


def _typed(typing: _Typing, sketch: Sketch) -> Iterator[_Typed]:
    text = SourceText(sketch.source)
    for start, functions in typing.starts.items():
        for access in typing.language.follow(text, typing.name, start).accesses:
            if access.key == sketch.key:
                yield from (_Typed(facts, access.owner) for facts in functions)


def _placed(snapshot: Snapshot, typing: _Typing, item: Completion) -> Completion | None:
    """The completion with its range in the file, where inline code is only a part of it."""
    if typing.inline is None:
        return item
    place = place_in_template(typing.inline, item.replace)
    return replace(item, replace=snapshot.span(place)) if place else None


class _Item(Struct, frozen=True):
    name: str
    kind: CompletionKind
    detail: str
    documentation: str
    is_attribute: bool = True


def _items(typed: _Typed, language: str) -> Iterator[_Item]:
    if typed.owner.root is not Root.EVENT:
        yield from _members(typed, language)
        return
    # Only data classes of Python have attributes for the keys of the event.
    is_attribute = language != "python" or typed.owner.data_class is not None
    for trigger in typed.facts.triggers:
        if trigger.open_reason is None:
            for found in keys_of(trigger.id, trigger.settings, typed.owner):
                detail = f"{type_text(found.shapes)} · {trigger.title}"
                text = value_markdown(found)
                yield _Item(_spelling(found, typed), "field", detail, text, is_attribute)


def _spelling(found: Found, typed: _Typed) -> str:
    """The key, or the attribute that a data class has for it."""
    if typed.owner.data_class is None:
        return found.key
    letters = (f"_{letter.lower()}" if letter.isupper() else letter for letter in found.key)
    return "".join(letters).lstrip("_")


def _members(typed: _Typed, language: str) -> Iterator[_Item]:
    owner = member_of(language, typed.owner)
    context = context_of(language, typed.owner.root)
    if context is None or (owner is None and typed.owner.path):
        return
    members = owner.members if owner else context.members
    for member in members.values():
        if not _is_gone(member, typed.facts):
            kind: CompletionKind = "method" if member.is_method else "field"
            text = member_markdown(member, language)
            yield _Item(member.name, kind, f"{member.type} · {context.title}", text)


def _is_gone(member: ContextMember, facts: FunctionFacts) -> bool:
    return facts.runtime is not None and member.is_gone_in(facts.runtime.identifier)


def _fits(name: str, sketch: Sketch) -> bool:
    has_quotes = sketch.is_quoted or bool(sketch.before)
    return name.isidentifier() or has_quotes or sketch.dotted is not None


def _completion(item: _Item, sketch: Sketch, source: SourceText) -> Completion:
    call = "()" if item.kind == "method" and not sketch.before else ""
    text, replace = f"{sketch.before}{item.name}{sketch.after}{call}", sketch.replace
    is_attribute = item.is_attribute and item.name.isidentifier()
    if sketch.dotted is not None and not is_attribute:
        guard = "?." if source.slice(sketch.dotted).startswith("?.") else ""
        text, replace = f'{guard}["{item.name}"]', sketch.dotted
    return Completion(
        item.name, item.kind, replace, text, item.detail, item.documentation, f"{_LAST}{item.name}"
    )
