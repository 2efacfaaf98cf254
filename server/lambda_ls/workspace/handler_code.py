"""The text in which a function's handler stands, and whether Lambda calls it."""

from __future__ import annotations

from ..aws.plugins import wraps_handlers
from ..languages.registry import deep_language, language_of_path
from ..model.function import Function, InlineCode
from ..model.resolution import Resolution, Resolved
from .files import Files
from .flows import CodeText
from .inline import inline_name
from .resolve import Outcome

_START_SCRIPT = "AWS_LAMBDA_EXEC_WRAPPER"


def handler_code(
    files: Files, function: Function, resolution: Resolution, family: str | None
) -> CodeText | None:
    """The file of the handler, or its inline code; None where its language is not read deeply."""
    if not isinstance(resolution, Resolved) or resolution.export is None:
        return None
    if isinstance(function.code, InlineCode):
        language = deep_language(family) if family else None
        code = function.code
        return CodeText(code.place.path, code.source, language, code) if language else None
    language = language_of_path(resolution.path)
    source = files.source(resolution.path) if language else None
    if language is None or source is None or language.name != family:
        return None
    return CodeText(resolution.path, source, language)


def grammar_path(code: CodeText) -> str:
    """The path by which a text's language tells how to read it."""
    return code.path if code.inline is None else inline_name(code.language)


def is_called_by_lambda(function: Function, outcome: Outcome) -> bool:
    """Whether nothing that wraps the handler on deployment calls it in Lambda's place."""
    if function.macro is not None or outcome.handler is not function.handler:
        return False
    has_script = any(each.name.value == _START_SCRIPT for each in function.environment)
    return not has_script and not wraps_handlers(function.plugins)
