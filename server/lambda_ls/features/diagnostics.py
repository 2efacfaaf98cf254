"""Every finding of the workspace, file by file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.finding import Finding
from ..model.template import Template
from ..rules.base import Rule
from ..rules.registry import RULES, check_function, check_template
from ..text.memo import Memo
from ..workspace.facts import FunctionFacts, TemplateFacts
from ..workspace.snapshot import FileFindings, Snapshot

_REMEMBERED = 16_384


class Diagnostics:
    """Finds what is wrong, and remembers it for functions whose facts have not changed."""

    def __init__(self, rules: Iterable[Rule] = RULES) -> None:
        self._rules = tuple(rules)
        self._of_functions: Memo[FunctionFacts, tuple[Finding, ...]] = Memo(_REMEMBERED)
        self._of_templates: Memo[TemplateFacts, tuple[Finding, ...]] = Memo(_REMEMBERED)

    def of_template(self, snapshot: Snapshot, template: Template) -> tuple[Finding, ...]:
        """The findings that reading this template gives, in whichever files they lie."""
        facts = snapshot.template_facts(template)
        findings = list(self._of_templates.get(facts, lambda: check_template(facts, self._rules)))
        for function in template.functions:
            findings += self._of_function(snapshot.facts(function))
        return tuple(findings)

    def of_file(self, snapshot: Snapshot, path: str) -> tuple[Finding, ...]:
        """The findings that lie in one file."""
        templates = snapshot.templates_reading(path)
        found = (each for template in templates for each in self.of_template(snapshot, template))
        return in_order(snapshot, (finding for finding in found if finding.place.path == path))

    def everywhere(self, snapshot: Snapshot) -> Iterator[FileFindings]:
        """The findings of all files that have any, in the order of their paths."""
        by_path: dict[str, list[Finding]] = {}
        for template in snapshot.templates():
            for finding in self.of_template(snapshot, template):
                by_path.setdefault(finding.place.path, []).append(finding)
        for path in sorted(by_path):
            yield FileFindings(path, in_order(snapshot, by_path[path]))

    def _of_function(self, facts: FunctionFacts) -> tuple[Finding, ...]:
        return self._of_functions.get(facts, lambda: check_function(facts, self._rules))


def in_order(snapshot: Snapshot, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of their file, each once even if several functions share its place."""
    unique = {(each.rule, each.place, each.message): each for each in findings}
    return tuple(sorted(unique.values(), key=lambda each: (snapshot.span(each.place), each.rule)))
