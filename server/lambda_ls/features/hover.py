"""What is known of the handler or runtime under the cursor, as Markdown."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date

from ..aws.runtimes import Runtime
from ..model.function import Function, InlineCode
from ..model.place import MaybeNumber, Place, known, likely
from ..model.resolution import External, Resolved, Undecided
from ..workspace.facts import FunctionFacts
from ..workspace.snapshot import Snapshot
from .event_hover import event_hover
from .markdown import SEPARATOR, block, code, codes, paragraphs
from .places import Cursor, HandlerAt, functions_in, handler_at, use_at
from .results import Hover
from .shown import shown_path, shown_place
from .trigger_words import trigger_title
from .variable_hover import variable_hover

_FENCES = {
    ".py": "python",
    **dict.fromkeys((".js", ".mjs", ".cjs", ".jsx"), "javascript"),
    **dict.fromkeys((".ts", ".mts", ".cts", ".tsx"), "typescript"),
    ".rb": "ruby",
    ".java": "java",
    ".kt": "kotlin",
    ".cs": "csharp",
    ".go": "go",
    ".rs": "rust",
}
_FENCES_OF_INLINE_CODE = {"python": "python", "node": "javascript"}
_FUNCTIONS_SHOWN = 5


def hover(snapshot: Snapshot, path: str, offset: int) -> Hover | None:
    """What is known of the text at the offset of a template or a source file.

    A handler string tells about the code, a handler's name in the code about the functions that
    run it, a runtime about its dates, a key of an event about what its trigger sends, the name of
    an environment variable about its values or its readers.
    """
    handler = handler_at(snapshot, path, offset)
    if handler:
        return Hover(handler.span, _handler_string(snapshot, handler))
    use = use_at(snapshot, path, offset)
    if use:
        return Hover(use.span, _functions(snapshot, use.functions))
    return (
        _inline_at(snapshot, path, offset)
        or _runtime_at(snapshot, path, offset)
        or variable_hover(snapshot, path, offset)
        or event_hover(snapshot, path, offset)
    )


def _handler_string(snapshot: Snapshot, handler: HandlerAt) -> str:
    """One part for each thing that functions sharing the string find there, mostly one."""
    all_facts = (snapshot.facts(string.function) for string in handler.strings)
    parts = dict.fromkeys(_resolution(snapshot, facts) for facts in all_facts)
    return SEPARATOR.join(tuple(parts)[:_FUNCTIONS_SHOWN])


def _resolution(snapshot: Snapshot, facts: FunctionFacts) -> str:
    resolution = facts.resolution
    if isinstance(resolution, Resolved):
        return _resolved(snapshot, resolution, facts.language)
    if isinstance(resolution, External):
        return f"**External**: {resolution.reason}."
    if isinstance(resolution, Undecided):
        return f"**Unknown**: {resolution.reason}."
    return "**Missing**: Lambda cannot run this handler."


def _resolved(snapshot: Snapshot, target: Resolved, language: str | None) -> str:
    export = target.export
    signature = export.signature if export and export.signature else _line(snapshot, target.place)
    inline = _FENCES_OF_INLINE_CODE.get(language or "", "")
    fence = _FENCES.get(os.path.splitext(target.path)[1], inline)
    where = code(shown_place(snapshot, target.place))
    via = f", found through {target.via}" if target.via else ""
    documentation = export.documentation if export else ""
    wrappers = f"Wrapped by {codes(export.wrapped_by)}" if export and export.wrapped_by else ""
    return paragraphs(
        block(signature, fence),
        block(documentation, "text") if documentation.strip() else "",
        wrappers,
        where + via + _origin(snapshot, target),
    )


def _origin(snapshot: Snapshot, target: Resolved) -> str:
    if target.origin is None:
        return ""
    return (
        f", defined in {code(f'{shown_path(snapshot, target.origin.path)}:{target.origin.line}')}"
    )


def _line(snapshot: Snapshot, place: Place) -> str:
    """The line of the code that holds a place, as far as it declares something."""
    source = snapshot.source(place.path)
    if source is None:
        return ""
    line = source.line_text(source.position(snapshot.span(place).start).line)
    return line.strip().removesuffix("{").rstrip()


def _inline_at(snapshot: Snapshot, path: str, offset: int) -> Hover | None:
    """The functions whose inline code defines the name under the cursor as their handler."""
    cursor = Cursor(snapshot, path, offset)
    for function in functions_in(snapshot, path):
        if isinstance(function.code, InlineCode) and cursor.touches(function.extent):
            target = snapshot.facts(function).resolution
            if isinstance(target, Resolved) and cursor.touches(target.place):
                return Hover(snapshot.span(target.place), _functions(snapshot, (function,)))
    return None


def _functions(snapshot: Snapshot, functions: tuple[Function, ...]) -> str:
    shown = [_function(snapshot, function) for function in functions[:_FUNCTIONS_SHOWN]]
    rest = len(functions) - len(shown)
    if rest > 0:
        shown.append(f"… and {rest} more")
    return SEPARATOR.join(shown)


def _function(snapshot: Snapshot, function: Function) -> str:
    facts = snapshot.facts(function)
    title = f"**Lambda function** {code(function.name)} in "
    title += code(shown_place(snapshot, function.place))
    description = block(function.description, "text") if function.description else ""
    return paragraphs(title, description, "\n".join(f"- {line}" for line in _details(facts)))


def _details(facts: FunctionFacts) -> Iterator[str]:
    function = facts.function
    if facts.runtime:
        yield f"Runtime: {code(facts.runtime.identifier)}{_lifetime(facts.runtime, facts.today)}"
    elif likely(function.runtime):
        yield f"Runtime: {code(likely(function.runtime) or '')}"
    memory, timeout = _number(function.memory), _number(function.timeout)
    if memory is not None:
        yield f"Memory: {memory} MB"
    if timeout is not None:
        yield f"Timeout: {timeout} s"
    if facts.triggers:
        yield f"Triggers: {codes(trigger_title(trigger) for trigger in facts.triggers)}"
    if function.environment:
        names = (variable.name.value for variable in function.environment)
        yield f"Environment: {codes(dict.fromkeys(names))}"


def _number(value: MaybeNumber | None) -> int | None:
    return value.value if value and isinstance(value.value, int) else None


def _lifetime(runtime: Runtime, today: date) -> str:
    if runtime.deprecated is None:
        return ""
    word = "since" if runtime.deprecated <= today else "from"
    return f", deprecated {word} {runtime.deprecated}"


def _runtime_at(snapshot: Snapshot, path: str, offset: int) -> Hover | None:
    cursor = Cursor(snapshot, path, offset)
    for function in functions_in(snapshot, path):
        if function.runtime and known(function.runtime) and cursor.touches(function.runtime.place):
            facts = snapshot.facts(function)
            span = snapshot.span(function.runtime.place)
            return Hover(span, runtime_dates(facts.runtime, facts.today)) if facts.runtime else None
    return None


def runtime_dates(runtime: Runtime, today: date) -> str:
    """The dates of a runtime's life."""
    dates = (
        ("Deprecated", "no more security patches", runtime.deprecated),
        ("No new functions", "", runtime.block_create),
        ("No updates of functions", "", runtime.block_update),
    )
    lines = tuple(_dates(dates, today))
    unknown = "AWS has announced no end of this runtime." if not lines else ""
    return paragraphs(f"**Runtime** {code(runtime.identifier)}", "\n".join(lines), unknown)


def _dates(dates: Iterable[tuple[str, str, date | None]], today: date) -> Iterator[str]:
    for what, meaning, day in dates:
        if day is not None:
            explained = f" ({meaning})" if meaning else ""
            yield f"- {what}: {'since' if day <= today else 'from'} {day}{explained}"
