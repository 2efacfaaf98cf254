"""A rule's page, made from the docstring of its module."""

from __future__ import annotations

import importlib

from .base import Rule
from .registry import RULES

_FIX_HEADING = "\n## Fix\n"


def summary(rule: Rule) -> str:
    """What the rule reports, in one sentence."""
    return _docstring(rule).split("\n", 1)[0]


def has_fixes(rule: Rule) -> bool:
    """Whether the rule offers fixes."""
    return _FIX_HEADING in _docstring(rule)


def page(rule: Rule) -> str:
    """The whole page in Markdown."""
    text = _docstring(rule).split("\n", 1)[1]
    facts = f"{rule.severity.value} · since {rule.since}"
    if has_fixes(rule):
        facts += " · offers fixes"
    return f"# {rule.name}\n\n{facts}\n\n{summary(rule)}\n{text.rstrip()}\n"


def table() -> str:
    """The page of all rules in Markdown."""
    rows = [
        f"| [`{rule.name}`]({rule.name}.md) | {rule.severity.value} | {summary(rule)} | "
        f"{'yes' if has_fixes(rule) else ''} |"
        for rule in RULES
    ]
    head = "| rule | severity | reports | fixes |\n|---|---|---|---|\n"
    return "# Rules\n\n" + head + "\n".join(rows) + "\n"


def _docstring(rule: Rule) -> str:
    """The docstring of the rule's module; a lone sentence where Python runs without docstrings."""
    module = importlib.import_module(f".{rule.name.replace('-', '_')}", __package__)
    return module.__doc__ or f"{rule.name}.\n"
