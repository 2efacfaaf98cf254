"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from msgspec import Struct

from ..model.finding import Finding, Fix, Severity
from ..model.function import Function
from ..model.place import Place
from ..workspace.facts import FunctionFacts
from ..workspace.template_facts import TemplateFacts


class Unfollowed(Struct, frozen=True):
    """A part of a comment that ignores nothing.

    `name` is what no rule is called, None where no rule is named at all. `nearest` is the rule
    most alike, if any is.
    """

    place: Place
    name: str | None = None
    nearest: str | None = None


FunctionCheck: TypeAlias = Callable[[FunctionFacts], Iterable[Finding]]
TemplateCheck: TypeAlias = Callable[[TemplateFacts], Iterable[Finding]]
CommentCheck: TypeAlias = Callable[[Iterable[Unfollowed]], Iterable[Finding]]


class Rule(Struct, frozen=True):
    """A rule's public name and default severity; exactly one of the checks is set.

    `since` is the version that brought it. The module docstring around it is its page. With
    `is_of_function` a finding in code is about one function alone, whatever else of its template
    runs the code.
    """

    name: str
    severity: Severity
    since: str
    check_function: FunctionCheck | None = None
    check_template: TemplateCheck | None = None
    check_comments: CommentCheck | None = None
    is_of_function: bool = False

    @property
    def page(self) -> str:
        """Where its page lies below the root of the repository."""
        return f"docs/rules/{self.name}.md"

    def finding(
        self, function: Function | None, place: Place, message: str, *fixes: Fix
    ) -> Finding:
        """A finding of this rule."""
        owner = (function.template, function.name) if function else None
        return Finding(self.name, self.severity, message, place, owner, fixes)
