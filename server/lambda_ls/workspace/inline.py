"""Handlers whose code stands in the template."""

from __future__ import annotations

import os

from ..languages.base import Language
from ..model.function import Function, InlineCode
from ..model.handler import HandlerName
from ..model.module import Callability
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
from .code import CodeReader
from .exports import why_undecidable
from .near import nearest_export
from .paths import relative
from .sources import source_files

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
    module = language.read(code.source, inline_name(language))
    export = module.exports.get(name.symbol)
    if export is not None and export.callable is Callability.NO:
        return NotCallable(name, code.place.path, export)
    if export is not None:
        place = place_in_template(code, export.name_span) or code.place
        return Resolved(code.place.path, name.symbol, place, export, name)
    doubt = why_undecidable(module, name.symbol, "the inline code")
    if doubt is not None:
        return Undecided(doubt.reason)
    if module.stars:
        return Undecided(f"the names that come from `{module.stars[0]}` cannot be told")
    near = nearest_export(module, name)
    text = language.handler_text(INLINE_MODULE, near.name, name) if near else None
    return FunctionMissing(name, code.place.path, text, None, -1)


def stood_in_for(
    code: CodeReader, function: Function, language: Language, name: HandlerName
) -> Undecided | None:
    """Why inline code may be meant to be replaced: the workspace has a file for the handler."""
    folder = os.path.dirname(function.template)
    root = code.files.root_of(folder)
    while code.files.contains(folder):
        for path in source_files(code, language, folder, name.module):
            shown = relative(path, os.path.dirname(function.template))
            return Undecided(f"its inline code seems to stand in for `{shown}`")
        if folder == root:
            break
        folder = os.path.dirname(folder)
    return None


def inline_name(language: Language) -> str:
    """The name of the file that Lambda makes of inline code."""
    return f"{INLINE_MODULE}{language.extensions[0]}"


def place_in_template(code: InlineCode, span: Span) -> Place | None:
    """Where a range of inline code, within one of its lines, stands in the template."""
    start, end = code.source.position(span.start), code.source.position(span.end)
    if start.line >= len(code.lines) or end.line != start.line:
        return None
    line = code.lines[start.line].start
    return Place(code.place.path, code.place.block, Span(line + start.column, line + end.column))
