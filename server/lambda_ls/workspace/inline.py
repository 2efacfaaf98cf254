"""Handlers whose code stands in the template."""

from __future__ import annotations

from ..languages.base import Language
from ..model.function import Function, InlineCode
from ..model.handler import HandlerName
from ..model.module import Callability, Export
from ..model.place import Place
from ..model.resolution import (
    FunctionMissing,
    InlineNotIndex,
    NotCallable,
    Resolution,
    Resolved,
    Undecided,
)
from ..text.span import Span
from .near import nearest_export

INLINE_MODULE = "index"
"""The name that Lambda gives to inline code.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html
"""


def resolve_inline(
    function: Function, code: InlineCode, language: Language, name: HandlerName
) -> Resolution:
    """Look for a handler in the function's inline code."""
    if name.module != INLINE_MODULE:
        return InlineNotIndex(name, language.handler_text(INLINE_MODULE, name.symbol, name))
    module = language.read(code.source, f"{INLINE_MODULE}{language.extensions[0]}")
    export = module.exports.get(name.symbol)
    if export is not None and export.callable is Callability.NO:
        return NotCallable(name, code.place.path, export)
    if export is not None:
        place = _template_place(code, export)
        return Resolved(code.place.path, name.symbol, place, export, name)
    if module.broken or module.stars or module.open_reason or "." in name.symbol:
        return Undecided("the names in the inline code cannot all be told")
    near = nearest_export(module, name)
    text = language.handler_text(INLINE_MODULE, near.name, name) if near else None
    return FunctionMissing(name, code.place.path, text, None, -1)


def _template_place(code: InlineCode, export: Export) -> Place:
    """Where a name of the inline code stands in the template."""
    start = code.source.position(export.name_span.start)
    if start.line >= len(code.lines):
        return code.place
    line = code.lines[start.line].start + start.column
    length = export.name_span.end - export.name_span.start
    return Place(code.place.path, code.place.block, Span(line, line + length))
