"""Why nobody could be sure of a mistake that nothing is said of."""

from __future__ import annotations

import re

from lambda_ls.aws.plugins import wraps_handlers
from lambda_ls.languages.registry import deep_language
from lambda_ls.model.resolution import Resolved

from .model import Mistake, Target

_START_SCRIPT = "AWS_LAMBDA_EXEC_WRAPPER"
_ENVIRONMENT = ("undeclared-environment-variable", "unused-environment-variable")


def not_judged(target: Target, own: tuple[str, ...], mistake: Mistake) -> str:
    """The reason, empty where there is none: then it is a miss.

    `own` are the rules that speak of the function alone, with the mistake in it.
    """
    function, code = target.function, target.code
    if mistake.rule in own:
        return "other functions run the same code"
    if wraps_handlers(function.plugins) or function.macro is not None:
        return "a plugin or macro wraps handlers"
    if mistake.rule in _ENVIRONMENT and function.has_other_variables:
        return "variables can come from elsewhere"
    if mistake.rule == _ENVIRONMENT[1] and function.layers:
        return "code in a layer can read variables"
    if any(each.name.value == _START_SCRIPT for each in function.environment):
        return "a start script wraps the runtime"
    foreign = [each for each in code.wrappers if not _is_defined(code.text, each)]
    if mistake.code and foreign and not _is_entered(target):
        return f"unknown wrapper: {', '.join(foreign)}"
    return ""


def _is_defined(text: str, name: str) -> bool:
    """Whether a reader of the file sees what a wrapper does."""
    word = re.escape(re.split(r"[.(]", name)[0])
    defined = rf"\b(?:class|def|function)\s+{word}\b|\b(?:const|let|var)\s+{word}\s*=\s*\(?.*=>"
    return re.search(defined, text) is not None


def _is_entered(target: Target) -> bool:
    """Whether the project follows a handler through what is around it."""
    found = target.facts.resolution
    language = deep_language(target.code.language)
    if language is None or not isinstance(found, Resolved) or found.export is None:
        return False
    path = "index.js" if target.code.inline and target.code.language == "node" else target.code.path
    return language.bodies(target.code.tree.source, path).entry(found.export.name) is not None
