"""Every finding of the workspace, file by file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.finding import Finding
from ..model.template import Template
from ..rules.registry import check_function, check_template
from ..text.memo import Newest
from ..workspace.facts import FunctionFacts, TemplateFacts
from ..workspace.snapshot import FileFindings, Snapshot
from .rule_names import is_checked

_REMEMBERED = 16_384


class Diagnostics:
    """Finds what is wrong, and remembers it for functions whose facts have not changed.

    Rules and files that the settings leave out are left out of the results.
    """

    def __init__(self) -> None:
        self._of_functions: Newest[tuple[str, str], FunctionFacts, tuple[Finding, ...]] = Newest(
            _REMEMBERED
        )
        self._of_templates: Newest[str, TemplateFacts, tuple[Finding, ...]] = Newest(_REMEMBERED)

    def of_template(self, snapshot: Snapshot, template: Template) -> tuple[Finding, ...]:
        """The findings that reading this template gives, in whichever files they lie."""
        facts = snapshot.template_facts(template)
        own = self._of_templates.get(template.path, facts, lambda: check_template(facts))
        findings = list(own)
        for function in template.functions:
            findings += self._of_function(snapshot.facts(function))
        if not findings:
            return ()
        chosen = snapshot.settings.of(template.path)
        return tuple(
            each
            for each in findings
            if is_checked(each.rule, chosen) and not snapshot.settings.excludes(each.place.path)
        )

    def everywhere(self, snapshot: Snapshot) -> Iterator[FileFindings]:
        """The findings of all files that have any, in the order of their paths."""
        by_path: dict[str, list[Finding]] = {}
        for template in snapshot.templates():
            for finding in self.of_template(snapshot, template):
                by_path.setdefault(finding.place.path, []).append(finding)
        for path in sorted(by_path):
            yield FileFindings(path, in_order(snapshot, by_path[path]))

    def _of_function(self, facts: FunctionFacts) -> tuple[Finding, ...]:
        name = (facts.function.template, facts.function.name)
        return self._of_functions.get(name, facts, lambda: check_function(facts))


def in_order(snapshot: Snapshot, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of their file, each once even if several functions share its place."""
    unique = {(each.rule, each.place, each.message): each for each in findings}
    return tuple(sorted(unique.values(), key=lambda each: (snapshot.span(each.place), each.rule)))
