"""Every finding of the workspace, file by file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, compress

from msgspec.structs import replace

from ..languages.registry import language_of_path
from ..model.finding import Finding
from ..model.function import Function, InlineCode
from ..model.resolution import Resolved
from ..model.template import Template
from ..rules.registry import by_name, check_function, check_template
from ..text.memo import Bounded, Newest
from ..text.series import Series
from ..text.span import Span
from ..workspace.facts import FunctionFacts
from ..workspace.snapshot import FileFindings, FunctionCode, Snapshot
from ..workspace.template_facts import TemplateFacts
from .rule_names import is_checked
from .suppressions import comment_findings, without_ignored

_REMEMBERED = 16_384
_TEMPLATES_REMEMBERED = 1_024


class Diagnostics:
    """Finds what is wrong, and remembers it for functions whose facts have not changed.

    Rules and files that the settings leave out are left out of the results, and so is what comments
    ignore.
    """

    def __init__(self) -> None:
        self._of_functions: Newest[tuple[str, str], FunctionFacts, tuple[Finding, ...]] = Newest(
            _REMEMBERED
        )
        self._of_series: Bounded[str, Series[FunctionFacts, tuple[Finding, ...]]] = Bounded(
            _TEMPLATES_REMEMBERED
        )
        self._of_templates: Newest[str, TemplateFacts, tuple[Finding, ...]] = Newest(_REMEMBERED)

    def of_template(self, snapshot: Snapshot, template: Template) -> tuple[Finding, ...]:
        """The findings that reading this template gives, in whichever files they lie."""
        return self._split(snapshot, template)[0]

    def everywhere(self, snapshot: Snapshot) -> Iterator[FileFindings]:
        """The findings of all files that have any, in the order of their paths."""
        found = (self._split(snapshot, each)[0] for each in snapshot.templates())
        return _by_file(snapshot, chain.from_iterable(found))

    def ignored_everywhere(self, snapshot: Snapshot) -> Iterator[FileFindings]:
        """The findings of all files that comments in them ignore, in the order of their paths."""
        found = (self._split(snapshot, each)[1] for each in snapshot.templates())
        return _by_file(snapshot, chain.from_iterable(found))

    def _split(
        self, snapshot: Snapshot, template: Template
    ) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """The findings of a template that stand, and those that comments ignore."""
        facts = snapshot.template_facts(template)
        findings: list[tuple[Finding, Function | None]] = [
            (each, None) for each in self._of_template(snapshot, facts)
        ]
        series = self._of_series.get(template.path) or Series()
        self._of_series[template.path] = series
        check = partial(self._of_function, snapshot)
        everybody = snapshot.facts_of(template)
        (found,) = series.get((everybody,), check)
        for own, its in compress(zip(everybody, found, strict=True), found):
            findings += ((each, own.function) for each in its)
        if not findings:
            return (), ()
        chosen = snapshot.settings.of(template.path)
        wanted = (
            replace(each, severity=chosen.severity_of(each.rule, each.severity))
            if chosen.severity
            else each
            for each, function in findings
            if is_checked(each.rule, chosen)
            and not snapshot.settings.excludes(each.place.path)
            and self._is_agreed(snapshot, each, function)
        )
        return without_ignored(snapshot, wanted)

    def _is_agreed(self, snapshot: Snapshot, finding: Finding, function: Function | None) -> bool:
        """Whether every function that runs the code of a finding, or inherits its place, has it.

        Code that several functions share can be right for the event of another one.
        """
        same = _what_and_where(snapshot, finding)
        path = finding.place.path
        if language_of_path(path) is None:
            others = set(_inheriting(snapshot, finding, function))
        elif _is_of_function(finding):
            others = set(_elsewhere(snapshot, finding))
        else:
            others = {each.facts for each in snapshot.code_in(path) if _runs(each, finding)}
            others.update(each for each in snapshot.results_in(path) if _makes(each, finding))
        return all(
            any(
                _what_and_where(snapshot, each) == same
                for each in self._of_function(snapshot, facts)
            )
            for facts in others
        )

    def _of_template(self, snapshot: Snapshot, facts: TemplateFacts) -> tuple[Finding, ...]:
        def check() -> tuple[Finding, ...]:
            own = check_template(facts)
            return (*own, *comment_findings(snapshot, facts.template.files))

        return self._of_templates.get(facts.template.path, facts, check)

    def _of_function(self, snapshot: Snapshot, facts: FunctionFacts) -> tuple[Finding, ...]:
        def check() -> tuple[Finding, ...]:
            own = check_function(facts)
            return (*own, *comment_findings(snapshot, _code_files(facts)))

        name = (facts.function.template, facts.function.name)
        return self._of_functions.get(name, facts, check)


def _code_files(facts: FunctionFacts) -> Iterator[str]:
    """The source files that a function's code was read from; any change in them makes new facts."""
    if isinstance(facts.resolution, Resolved) and not isinstance(facts.function.code, InlineCode):
        yield facts.resolution.path
    yield from (each.code.path for each in facts.event.flows if each.code.inline is None)


def _is_of_function(finding: Finding) -> bool:
    rule = by_name(finding.rule)
    return rule is not None and rule.is_of_function


def _elsewhere(snapshot: Snapshot, finding: Finding) -> Iterator[FunctionFacts]:
    """The functions of other templates that come to the place: one template may be out of use."""
    for facts in snapshot.environment_in(finding.place.path):
        is_other = finding.function is None or facts.function.template != finding.function[0]
        if is_other and any(each.place == finding.place for each in facts.environment.reads):
            yield facts


def _inheriting(
    snapshot: Snapshot, finding: Finding, own: Function | None
) -> Iterator[FunctionFacts]:
    """The functions that have the variable which a finding of one in a template is about."""
    # Nearly all findings are about something else, and are not worth a look at all variables.
    if own and any(each.name.place == finding.place for each in own.environment):
        yield from map(snapshot.facts, snapshot.declaring(finding.place))


def _what_and_where(snapshot: Snapshot, finding: Finding) -> tuple[str, str, Span]:
    return finding.rule, finding.place.path, snapshot.span(finding.place)


def _runs(found: FunctionCode, finding: Finding) -> bool:
    """Whether the event or the context of a function comes to the place of a finding."""
    flow, place = found.flow.flow, finding.place.span
    spans = (*(each.span for each in flow.accesses), *(each.span for each in flow.handed))
    return any(span.start <= place.start and place.end <= span.end for span in spans)


def _makes(facts: FunctionFacts, finding: Finding) -> bool:
    """Whether a function's result is made by code around the place of a finding."""
    place = finding.place
    return facts.results is not None and any(
        made.path == place.path
        and made.block == place.block
        and made.span.start <= place.span.start
        and place.span.end <= made.span.end
        for made in facts.results.made_in
    )


def _by_file(snapshot: Snapshot, findings: Iterable[Finding]) -> Iterator[FileFindings]:
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.place.path, []).append(finding)
    for path in sorted(by_path):
        yield FileFindings(path, in_order(snapshot, by_path[path]))


def in_order(snapshot: Snapshot, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of their file, each once even if several functions share its place."""
    unique = {(each.rule, each.place, each.message): each for each in findings}
    return tuple(sorted(unique.values(), key=lambda each: (snapshot.span(each.place), each.rule)))
