"""Code that stands in a template."""

from __future__ import annotations

from ..model.function import Code, CodeElsewhere, InlineCode
from ..model.place import Unknown
from ..text.source import SourceText
from ..text.span import Span
from ..text.tree import Node, Scalar, Sequence
from .calls import call_of
from .intrinsics import resolve
from .located import Located
from .scope import Scope


def inline_code(located: Located, block_text: str, scope: Scope) -> Code:
    """The code of `InlineCode` or `ZipFile`.

    The `${...}` of an `Fn::Sub` stay as they are written, so that every character keeps its place.
    """
    written = _written(located.node)
    if written:
        source = SourceText(written.text)
        return InlineCode(source, located.place, _lines(written, source, block_text))
    value = resolve(located.node, scope)
    if isinstance(value, str):
        return InlineCode(SourceText(value), located.place)
    reason = value.reason if isinstance(value, Unknown) else "no code given"
    return CodeElsewhere(reason, located.place, certain=False)


def _written(node: Node) -> Scalar | None:
    """The scalar that holds the whole code."""
    call = call_of(node)
    if call is None:
        return node if isinstance(node, Scalar) else None
    if call.name != "Sub":
        return None
    argument = call.argument
    if isinstance(argument, Sequence) and argument.items:
        argument = argument.items[0]
    return argument if isinstance(argument, Scalar) and argument.tag is None else None


def _lines(scalar: Scalar, source: SourceText, block_text: str) -> tuple[Span, ...]:
    """Where each line of the code stands; nothing where it cannot be mapped line by line."""
    if scalar.style == "|":
        return _literal_lines(scalar, source, block_text)
    start, end = scalar.inner
    # Tags and anchors stand in front of the text, the closing quote behind it.
    if scalar.style and scalar.span.end > scalar.span.start:
        end = scalar.span.end - 1
    start = end - len(source)
    if source.line_count == 1 and block_text[start:end] == source.text:
        return (Span(start, end),)
    return ()


def _literal_lines(scalar: Scalar, source: SourceText, block_text: str) -> tuple[Span, ...]:
    written = SourceText(block_text[scalar.span.start : scalar.span.end])
    spans: list[Span] = []
    for number in range(source.line_count):
        text = source.line_text(number)
        # The line above the first one holds the `|`; a last empty line can be past the end.
        if number + 1 >= written.line_count:
            if text:
                return ()
            spans.append(Span(scalar.span.end, scalar.span.end))
            continue
        line = written.line_span(number + 1)
        if (
            not written.slice(line).endswith(text)
            or written.slice(line)[: -len(text) or None].strip()
        ):
            return ()
        spans.append(Span(line.end - len(text), line.end).shifted(scalar.span.start))
    return tuple(spans)
