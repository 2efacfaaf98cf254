"""What the checks say of a mistake."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping

from lambda_ls.features.changes import edits_of
from lambda_ls.features.diagnostics import Diagnostics
from lambda_ls.languages.node.files import grammar_of
from lambda_ls.languages.registry import language_of_path
from lambda_ls.languages.syntax import Grammar, parse
from lambda_ls.model.finding import Finding, Fix
from lambda_ls.rules.registry import check_function
from lambda_ls.text.edits import apply_edits
from lambda_ls.text.source import SourceText
from lambda_ls.workspace.workspace import Workspace

from .applying import Changed, changed
from .model import Mistake, Outcome, Target
from .reasons import not_judged


class Judge:
    """Checks a workspace with mistakes in it."""

    def __init__(self, workspace: Workspace, root: str) -> None:
        self.workspace = workspace
        self.root = root
        self.diagnostics = Diagnostics()
        self._before: dict[str, Counter[tuple[str, str]]] = {}

    def outcome(self, target: Target, mistake: Mistake) -> Outcome:
        """What is said of a mistake, and what becomes of it with a fix."""
        template = target.function.template
        if template not in self._before:
            self._before[template] = _kinds(self._findings(target))
        before = self._before[template]
        wrong = changed(target, mistake)
        for path, text in wrong.texts.items():
            self.workspace.open(path, text)
        try:
            return self._judged(target, mistake, wrong, before)
        finally:
            for path in wrong.texts:
                self.workspace.close(path)

    def _judged(
        self, target: Target, mistake: Mistake, wrong: Changed, before: Counter[tuple[str, str]]
    ) -> Outcome:
        findings = self._findings(target)
        after = _kinds(findings)
        hits = [each for each in findings if each.rule == mistake.rule]
        is_new = any(rule == mistake.rule for rule, _ in after - before)
        placed = [each for each in hits if is_new and self._is_at(each, wrong)]
        fixes = [(each, fix) for each in placed for fix in each.fixes]
        is_fixed = any(self._is_fixed_by(target, *each, wrong, before | after) for each in fixes)
        reason = "" if is_new else not_judged(target, self._own(target), mistake)
        path = os.path.relpath(wrong.path, self.root)
        return Outcome(
            rule=mistake.rule,
            kind=mistake.kind,
            language=target.code.language,
            form=target.code.form,
            where=f"{path}:{wrong.first + 1} {target.function.name}",
            found=is_new,
            is_placed=bool(placed),
            has_fix=bool(fixes),
            is_fixed=is_fixed,
            reason=reason,
        )

    def _findings(self, target: Target) -> tuple[Finding, ...]:
        template = self.workspace.template(target.function.template)
        return self.diagnostics.of_template(self.workspace.snapshot(), template) if template else ()

    def _own(self, target: Target) -> tuple[str, ...]:
        """The rules that speak of the function alone, whoever else runs its code."""
        template = self.workspace.template(target.function.template)
        for function in template.functions if template else ():
            if function.name == target.function.name:
                found = check_function(self.workspace.facts(function))
                return tuple(each.rule for each in found)
        return ()

    def _is_at(self, finding: Finding, wrong: Changed) -> bool:
        source = self.workspace.files.source(finding.place.path)
        if finding.place.path != wrong.path or source is None:
            return False
        span = self.workspace.span(finding.place)
        first, last = (source.position(each).line for each in span)
        return first <= wrong.last and wrong.first <= last

    def _is_fixed_by(
        self,
        target: Target,
        finding: Finding,
        fix: Fix,
        wrong: Changed,
        known: Counter[tuple[str, str]],
    ) -> bool:
        """Whether a fix removes what was found, and gives nothing new and nothing broken."""
        texts = self._fixed(fix)
        restored = {path: self._text(path) for path in texts}
        found = self._findings(target)
        for path, text in texts.items():
            self.workspace.open(path, text)
        kinds = _kinds(self._findings(target))
        for path, text in restored.items():
            self.workspace.open(path, text)
            if path not in wrong.texts:
                self.workspace.close(path)
        kind = finding.rule, finding.message
        is_gone = kinds[kind] < _kinds(found)[kind]
        return is_gone and not kinds - known and not any(map(_is_broken, texts.items()))

    def _fixed(self, fix: Fix) -> Mapping[str, str]:
        groups = edits_of(self.workspace.snapshot(), fix.changes)
        return {each.path: apply_edits(self._text(each.path), each.edits) for each in groups}

    def _text(self, path: str) -> str:
        source = self.workspace.files.source(path)
        return source.text if source else ""


def _kinds(findings: tuple[Finding, ...]) -> Counter[tuple[str, str]]:
    return Counter((each.rule, each.message) for each in findings)


def _is_broken(written: tuple[str, str]) -> bool:
    path, text = written
    language = language_of_path(path)
    if language is None:
        return False
    grammar = Grammar.PYTHON if language.name == "python" else grammar_of(path)
    return parse(grammar, SourceText(text)).broken
